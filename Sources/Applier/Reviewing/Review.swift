public import Planner

/// A fresh plan held against the saved one that people reviewed.
public struct Review: Sendable {
  /// The fresh changes that were reviewed exactly as they are.
  public let reviewed: Set<Digest>
  /// Of orders in the saved plan whose change is another now or is not there any more: what moved.
  public let moved: [OrderID: String]
  /// Whether the saved plan held any change at all.
  let saved: Int

  /// Nothing of what was reviewed is still to be done as it was.
  public var isWhollyStale: Bool { saved > 0 && reviewed.isEmpty }

  /// What becomes of a change that is not performed.
  func skip(for change: Change) -> Outcome.Skip {
    moved[change.order].map { .stale($0) } ?? .notReviewed
  }
}

extension SavedPlan {
  /// Picks the changes of a fresh plan that this one holds.
  ///
  /// - Parameter unreadable: orders whose documents have errors now.
  func review(_ plan: Plan, unreadable: Set<OrderID>) throws(SavedPlanFailure) -> Review {
    guard fleet == plan.fleet else { throw .otherFleet(saved: fleet, current: plan.fleet) }
    guard panel == plan.panel else { throw .otherPanel(saved: panel, current: plan.panel) }
    let digests = Set(changes.map(\.digest))
    let reviewed = Set(plan.changes.map(\.digest).filter { digests.contains($0.description) })
    let found = Set(reviewed.map(\.description))
    var moved: [OrderID: String] = [:]
    for change in changes where !found.contains(change.digest) {
      guard let order = OrderID(change.order) else { continue }
      moved[order] =
        unreadable.contains(order) ? "the order's document has errors now" : change.whatMoved(in: plan, order)
    }
    return Review(reviewed: reviewed, moved: moved, saved: changes.count)
  }
}

extension SavedPlan.SavedChange {
  /// What is different now, in words for the reviewer.
  fileprivate func whatMoved(in plan: Plan, _ order: OrderID) -> String {
    let candidates = plan.changes.filter { $0.order == order }
    guard let now = candidates.first(where: { $0.kind.rawValue == kind }) ?? candidates.first else {
      return absence(from: plan, order)
    }
    if now.kind.rawValue != kind { return "was \(legible(kind, upTo: 20)), is now \(now.kind.rawValue)" }
    if let server, let current = now.server {
      if server.uuid != current.uuid { return "another server has the order's external id" }
      if server.node != current.node.number { return "the server is on another node" }
      if server.status != current.status.word {
        return "the server's status changed on the panel: \(legible(server.status, upTo: 40)) -> \(current.status.word)"
      }
      let changed = changedFields(from: server.observed, to: current.touched)
      if !changed.isEmpty { return "the server changed on the panel: \(changed)" }
    }
    if let placement, let current = now.placement, placement.node != current.node.number {
      return "node \(placement.node) has no room any more: it would go to node \(current.node)"
    }
    return edited(now)
  }

  private func absence(from plan: Plan, _ order: OrderID) -> String {
    if plan.waiting.contains(where: { $0.order == order }) { return "the order waits now" }
    if plan.vanished.contains(where: { $0.order == order }) { return "the server has vanished" }
    if plan.faulty.contains(order) { return "the order has errors now" }
    return "nothing of it is left to do"
  }

  private func changedFields(from saved: [String: String], to current: FieldValues) -> String {
    current.fields.compactMap { field in
      guard let old = saved[field.path], let new = current[field], old != new else { return nil }
      return "\(field.label) \(legible(old, upTo: 60)) -> \(legible(new, upTo: 60))"
    }.joined(separator: ", ")
  }

  private func edited(_ now: Change) -> String {
    let before = Dictionary(differences.map { ($0.field, $0.new) }) { first, _ in first }
    let fields = now.differences.filter { before[$0.field.path] != $0.new }
    let names = fields.map { "\($0.field.label) is to be \(legible($0.new, upTo: 60))" }.joined(separator: ", ")
    return "the order, the catalog or fleet.yaml was edited\(names.isEmpty ? "" : ": \(names)")"
  }
}
