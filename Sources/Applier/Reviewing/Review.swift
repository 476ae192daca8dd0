public import Planner

/// A fresh plan compared with the saved one that people reviewed.
public struct Review: Sendable {
  /// The fresh changes that were reviewed exactly as they are.
  public let reviewed: Set<Digest>
  /// For each order of the saved plan whose change is different or gone now: what moved.
  public let moved: [OrderID: String]
  /// Whether the saved plan held any change at all.
  let saved: Int

  /// Whether nothing that was reviewed can still be done as it was.
  public var isWhollyStale: Bool { saved > 0 && reviewed.isEmpty }

  /// Why a change is not performed.
  func skip(for change: Change) -> Outcome.Skip {
    moved[change.order].map { .stale($0) } ?? .notReviewed
  }
}

extension SavedPlan {
  /// Picks the changes of a fresh plan that this one holds.
  ///
  /// - Parameters:
  ///   - folder: where the fleet lies now.
  ///   - fleetThen: the fleet at the revision that this plan was made at, asked for only where something moved; nil where it
  ///     cannot be read any more.
  func review(
    _ planned: PlannedFleet, in folder: FleetFolder = .usual, fleetThen: () async -> Fleet?
  ) async throws(SavedPlanFailure) -> Review {
    let plan = planned.plan
    guard self.folder == folder else { throw .otherFolder(saved: self.folder, current: folder) }
    guard fleet == plan.fleet else { throw .otherFleet(saved: fleet, current: plan.fleet) }
    guard panel == plan.panel else { throw .otherPanel(saved: panel, current: plan.panel) }
    let digests = Set(changes.map(\.digest))
    let reviewed = Set(plan.changes.map(\.digest).filter { digests.contains($0.description) })
    let found = Set(reviewed.map(\.description))
    let stale = changes.filter { !found.contains($0.digest) }
    guard !stale.isEmpty else { return Review(reviewed: reviewed, moved: [:], saved: changes.count) }
    let context = StalenessContext(planned, then: await fleetThen(), revision: revision)
    var moved: [OrderID: String] = [:]
    for change in stale {
      guard let order = OrderID(change.order) else { continue }
      moved[order] = change.whatMoved(to: context, order)
    }
    return Review(reviewed: reviewed, moved: moved, saved: changes.count)
  }
}
