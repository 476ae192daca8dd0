import Git
import Panel
public import Planner

/// What `plan --adopt` is asked.
public struct AdoptionRequest: Sendable {
  public let source: FleetSource
  public let orders: [OrderID]
  public let asOf: Instant

  public init(source: FleetSource, orders: [OrderID], asOf: Instant) {
    self.source = source
    self.orders = orders
    self.asOf = asOf
  }
}

extension Workspace {
  /// Makes the edits that take drift over into orders, with the problems of all documents. Writes nothing, anywhere.
  public func adopt(
    _ request: AdoptionRequest, _ access: PanelAccess
  ) async throws(ApplyFailure) -> (adoptions: [Adoption], diagnostics: [Diagnostic]) {
    let reading = try await readFleet(from: request.source)
    let fleet = try reading.requireFleet()
    let listing = FleetListing(try await files(of: request.source), in: fleetPath)
    let orders = try request.orders.map { id throws(ApplyFailure) in
      guard !fleet.unreadable.contains(id), let order = fleet.order(id), let bytes = listing.bytes(of: order) else {
        throw .noSoundOrder(id)
      }
      return (order, bytes)
    }
    let panel = try connect(to: fleet, access)
    do throws(PanelFailure) {
      // An owner is named by external id, so everybody is asked for.
      let observation = try await observe(
        panel, for: [fleet], asOf: request.asOf.day, recreate: [], people: .all)
      let plan = makePlan(from: observation, to: fleet, asOf: request.asOf)
      let adoptions = orders.map { order, bytes in
        Planner.adopt(
          order, bytes, in: listing, of: fleet, from: observation, planned: plan, asOf: request.asOf)
      }
      return (adoptions, reading.diagnostics)
    } catch {
      throw .panel(error)
    }
  }

  private func files(of source: FleetSource) async throws(ApplyFailure) -> [FleetFile] {
    switch source {
    case .workingTree: return try await attempt { () throws(GitError) in try await readWorkingTree(self) }
    case .revision(let text):
      let repository = try requireRepository()
      return try await attempt { () throws(GitError) in
        try await readCommit(try await repository.resolve(text), of: self, in: repository)
      }
    }
  }
}
