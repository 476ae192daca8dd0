import Planner

/// What the change of a recorded result tells of its order.
func resultEvents(
  of order: OrderID, from before: OrderResult?, to after: OrderResult?, in commit: CommitFacts
) -> [HistoryEvent] {
  guard let after else {
    return before == nil ? [] : [HistoryEvent(.recordRemoved, of: order, in: commit, "its result was taken away")]
  }
  let row = commit.results?.rows.first { $0.order == order && !$0.word.hasSuffix("-user") }
  var events: [HistoryEvent] = []
  func add(_ kind: HistoryEvent.Kind, _ words: String = "", _ changes: [ValueChange] = []) {
    var event = HistoryEvent(kind, of: order, in: commit, words, changes)
    event.tier = (after.applied ?? before?.applied)?.tier?.text
    if kind == .failed { event.code = after.failure?.code ?? FailureKind.installFailed.rawValue }
    events.append(event)
  }
  let isNew = before?.livingServer?.uuid != after.livingServer?.uuid && after.livingServer != nil
  if before?.livingServer != nil, after.livingServer == nil {
    add(.deleted, before?.server.map { "server \($0.id) with all its files" } ?? "")
  } else if isNew, let server = after.livingServer {
    let place = "server \(server.id) on node \(server.node)\(server.address.map { " (\($0))" } ?? "")"
    let kind: HistoryEvent.Kind =
      switch row?.word {
      case "takeover", "link": .linked
      case "adopt": .adopted
      case nil where commit.results?.unlisted == 0 && after.phase != .failed: .adopted
      default: .created
      }
    add(kind, place, valueChanges(from: before?.applied, to: after.applied))
  } else if let applied = after.applied, applied != before?.applied {
    for (kind, words, changes) in appliedEvents(from: before?.applied, to: applied) { add(kind, words, changes) }
  }
  switch (before?.failure, after.failure) {
  case (let old, let new?) where old != new: add(.failed, "\(new.action): \(new.message) (\(new.code))")
  case (.some, nil): add(.repaired, "what had failed is done")
  default:
    if after.phase == .failed, before?.phase != .failed { add(.failed, "the installation failed") }
  }
  if before?.phase == .installing, after.phase == .running { add(.installed) }
  switch (before?.terminatingSince, after.terminatingSince) {
  case (nil, let day?): add(.terminating, "to be deleted; asked for since \(day)")
  case (.some, nil) where after.livingServer != nil: add(.reprieved, "not to be deleted any more")
  default: break
  }
  switch (before?.orphanedSince, after.orphanedSince) {
  case (nil, let day?): add(.orphaned, "its order was removed; since \(day)")
  case (.some, nil) where after.livingServer != nil: add(.reprieved, "its order is back")
  default: break
  }
  switch (before?.suspendedByHandSince, after.suspendedByHandSince) {
  case (nil, let day?): add(.suspendedByHand, "on the panel, not in git; since \(day)")
  case (.some, nil) where after.livingServer != nil: add(.byHandEnded, "the suspension by hand is over")
  default: break
  }
  if events.isEmpty, before == nil { add(.adopted, "recorded as \(after.phase.rawValue)") }
  return events
}

/// What was applied to a server that was there.
private func appliedEvents(
  from before: OrderResult.Applied?, to after: OrderResult.Applied
) -> [(HistoryEvent.Kind, String, [ValueChange])] {
  let changes = valueChanges(from: before, to: after)
  let others = changes.filter { $0.field != Field.suspended.path }
  if let before, before.change == after.change {
    guard !changes.isEmpty else { return [] }
    // The panel had it already, and git came to say it too: drift that was taken over.
    let isSuspension = before.spec[.suspended] != after.spec[.suspended]
    if isSuspension, others.isEmpty { return [(after.spec[.suspended] == "yes" ? .suspended : .resumed, "", [])] }
    return [(.adopted, "the panel has it already; only recorded", changes)]
  }
  var events: [(HistoryEvent.Kind, String, [ValueChange])] = []
  switch (before?.spec[.suspended], after.spec[.suspended]) {
  case ("no"?, "yes"?), (nil, "yes"?): events.append((.suspended, "", []))
  case ("yes"?, "no"?): events.append((.resumed, "", []))
  default: break
  }
  if !others.isEmpty { events.append((.updated, "", others)) }
  if events.isEmpty { events.append((.driftReverted, "the panel had been changed by hand, and was set back", [])) }
  return events
}

/// What differs between two records of what a server has, field by field.
func valueChanges(from before: OrderResult.Applied?, to after: OrderResult.Applied?) -> [ValueChange] {
  var changes: [ValueChange] = []
  func compare(_ field: String, _ old: String?, _ new: String?) {
    if old != new { changes.append(ValueChange(field: field, old: old, new: new)) }
  }
  compare("tier", before?.tier?.text, after?.tier?.text)
  compare("addons", before?.addons.words, after?.addons.words)
  let fields = Set(before?.spec.fields ?? []).union(after?.spec.fields ?? []).sorted()
  for field in fields { compare(field.path, before?.spec[field], after?.spec[field]) }
  return changes
}

extension [AddonName] {
  fileprivate var words: String? { isEmpty ? nil : map(\.text).joined(separator: ",") }
}
