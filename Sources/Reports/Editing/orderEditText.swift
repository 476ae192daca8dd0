public import Planner

/// Edits of orders as one patch that `git apply` takes, in the repository's root.
public func orderEditPatch(_ edits: [OrderDocumentEdit]) -> String {
  String(
    decoding: edits.flatMap { unifiedDiff(from: $0.before, to: $0.after, path: $0.path) }, as: UTF8.self)
}

/// The same for a reader: coloured, and with everything spelled out that would not be seen.
public func orderEditText(_ edits: [OrderDocumentEdit], style: Style) -> String {
  let lines = orderEditPatch(edits).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.dropLast()
  return render(lines.map { Line(String($0), ink(of: $0), hanging: 1) }, style)
}

private func ink(of line: Substring) -> Ink {
  if line.hasPrefix("---") || line.hasPrefix("+++") { return .strong }
  if line.hasPrefix("@@") { return .faint }
  return line.hasPrefix("+") ? .new : line.hasPrefix("-") ? .danger : .plain
}

/// What the next apply makes of each of these orders, as far as documents and results tell: a line each.
///
/// - Parameter newCustomers: those that name another customer than before; no result tells who that was.
public func orderEffectText(_ status: FleetStatus, newCustomers: Set<OrderID> = [], style: Style) -> String {
  render(
    status.orders.map { order in
      let words = effect(on: order, status.policy, status.asOf, hasNewCustomer: newCustomers.contains(order.id))
      return Line([Span(order.id.text, .strong), Span(": "), Span(words)], hanging: 2)
    }, style)
}

/// What becomes of an order with the next apply, in one sentence.
func effect(
  on status: OrderStatus, _ policy: FleetSettings.Policy, _ day: Day, hasNewCustomer: Bool = false
) -> String {
  guard let server = status.result?.livingServer else { return effectWithoutServer(status) }
  let name = "server \(server.id) (\(server.identifier)) on node \(server.node)"
  let changed = status.differences.filter { $0.field != .suspended }.map(\.words)
  let owner = hasNewCustomer ? status.newOwnerWords : ""
  let also = (changed.isEmpty ? "" : "; it changes \(changed.joined(separator: ", "))") + owner
  let moves = status.differences.contains { $0.field == .suspended }
  switch status.wish {
  case .gone: return deletion(of: name, status, policy)
  case .waiting(let reason):
    let what = moves ? "the next apply lets \(name) run again, and changes nothing else" : "\(name) stays as it is"
    return "\(what): \(([reason.words] + reason.facts).joined(separator: "; "))" + also
  case .suspended(let reason):
    return (moves ? "the next apply suspends \(name)" : "\(name) stays suspended") + ": \(reason.words)" + also
  case .running:
    let until = status.lastDay(asOf: day).map { "; it is suspended after \($0)" } ?? ""
    if let since = status.keptSuspension(under: policy) {
      return "\(name) stays suspended: \(status.handSuspensionWords(since: since))" + also
    }
    if moves { return "the next apply lets \(name) run again" + also + until }
    if changed.isEmpty {
      return (owner.isEmpty ? "nothing changes on \(name)" : "the next apply changes \(name)") + owner + until
    }
    return "the next apply changes \(name): \(changed.joined(separator: ", "))" + owner + until
  case .unknown:
    return status.phase == .orphan
      ? fate(ofOrphan: name, status, policy) : "nothing is done while its document has errors"
  }
}

private func effectWithoutServer(_ status: OrderStatus) -> String {
  switch (status.wish, status.phase) {
  case (.waiting(let reason), _): "it waits: \(reason.words)"
  case (.running, _): "the next apply creates its server: \(status.limits?.words ?? "")"
  case (.gone, .terminated): "its server was deleted"
  case (.gone, _), (.suspended, _): "it has no server, and gets none"
  case (.unknown, .terminated): "it has no server any more, and no document"
  case (.unknown, _): "nothing is done while its document has errors"
  }
}

private func fate(ofOrphan name: String, _ status: OrderStatus, _ policy: FleetSettings.Policy) -> String {
  let what =
    switch policy.removed {
    case .keep: "\(name) stays as it is"
    case .suspend:
      status.result?.phase == .suspended ? "\(name) stays suspended" : "the next apply suspends \(name)"
    }
  return
    "\(what), for its order has no file any more (policy.removed: \(policy.removed.rawValue)); bring the file back from git's history, or delete the server on the panel"
}

private func deletion(of name: String, _ status: OrderStatus, _ policy: FleetSettings.Policy) -> String {
  if status.order?.isProtected == true {
    return "\(name) is protected, so nothing is deleted or suspended for the termination"
  }
  if let day = status.deletion { return "\(name) is suspended, and deleted with all its files not before \(day)" }
  let days = counted(policy.terminateAfterDays, "day")
  return
    "the next apply suspends \(name); an apply \(days) later (policy.terminateAfter) deletes it with all its files, databases and backups. Until then: botfleet order reprieve \(status.id)"
}

extension OrderStatus {
  /// What the next apply does first for an order that was terminated; nil where an apply did so already, or none will.
  func terminationToBegin(under policy: FleetSettings.Policy) -> String? {
    guard wish == .gone, result?.livingServer != nil, deletion == nil, order?.isProtected != true else { return nil }
    let what = differences.isEmpty ? "stays suspended" : "suspend"
    return
      "\(what), for it is terminated; an apply \(counted(policy.terminateAfterDays, "day")) later (policy.terminateAfter) deletes it with all its files"
  }

  /// Who suspended its server, and what ends that.
  func handSuspensionWords(since day: Day) -> String {
    let seen = "suspended by hand on the panel, seen since \(day)"
    return wish == .running ? "\(seen); to resume it: botfleet apply --resume \(id)" : seen
  }

  /// Whose the server becomes; empty where the next apply leaves the owner alone.
  fileprivate var newOwnerWords: String {
    switch wish {
    case .running, .suspended, .waiting(.overdue), .waiting(.refunded): break
    case .waiting, .gone, .unknown: return ""
    }
    guard let order, !order.ignored.contains(.owner) else { return "" }
    guard let customer = order.customer?.value else { return "; its owner becomes the fleet's own panel user" }
    let condition = customer.contact == nil ? ", if the panel has that user" : ""
    return "; its owner becomes customer \(customer.id)\(condition)"
  }
}

extension OrderStatus.Difference {
  /// `memory 512MiB -> 1GiB`
  var words: String {
    let new = field.said(desired)
    guard let recorded else { return "\(field.label) \(excerpts("", new, upTo: 80).new)" }
    let shown = excerpts(field.said(recorded), new, upTo: 80)
    return "\(field.label) \(delimited(shown.old)) -> \(delimited(shown.new))"
  }
}
