import Planner

/// A document of an order in one commit.
struct OrderDocument: Hashable, Sendable {
  let path: String
  let bytes: [UInt8]
}

/// What the change of an order's document tells.
func documentEvents(
  of order: OrderID, from before: OrderDocument?, to after: OrderDocument?, in commit: CommitFacts
) -> [HistoryEvent] {
  var events: [HistoryEvent] = []
  func add(_ kind: HistoryEvent.Kind, _ words: String = "", _ changes: [ValueChange] = []) {
    var event = HistoryEvent(kind, of: order, in: commit, words, changes)
    (event.tier, event.customer) = (after ?? before).map { purchaser(in: $0.bytes) } ?? (nil, nil)
    event.approvals = commit.origin.approvals.map { RecordedApproval($0) }
    events.append(event)
  }
  switch (before, after) {
  case (nil, nil): break
  case (nil, let after?):
    let changes = keyChanges(from: nil, to: after.bytes)?.filter { !$0.isLeftOut }.map(ValueChange.init)
    add(.asked, changes == nil ? "a document that cannot be read" : "", changes ?? [])
  case (let before?, nil): add(.removed, before.path)
  case (let before?, let after?):
    if before.path != after.path { add(.moved, "\(before.path) -> \(after.path)") }
    guard before.bytes != after.bytes else { break }
    guard let changes = keyChanges(from: before.bytes, to: after.bytes) else {
      add(.edited, "one of the two versions cannot be read")
      break
    }
    add(.edited, changes.isEmpty ? "only comments or layout" : "", changes.map(ValueChange.init))
  }
  return events
}
