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
public func orderEffectText(_ status: FleetStatus, style: Style) -> String {
  render(
    status.orders.map { order in
      Line([Span(order.id.text, .strong), Span(": "), Span(effect(on: order, status.policy, status.asOf))], hanging: 2)
    }, style)
}

/// What becomes of an order with the next apply, in one sentence.
func effect(on status: OrderStatus, _ policy: FleetSettings.Policy, _ day: Day) -> String {
  guard let server = status.result?.livingServer else { return effectWithoutServer(status) }
  let name = "server \(server.id) (\(server.identifier)) on node \(server.node)"
  let changed = status.differences.filter { $0.field != .suspended }.map(\.words)
  let also = changed.isEmpty ? "" : "; it changes \(changed.joined(separator: ", "))"
  let moves = status.differences.contains { $0.field == .suspended }
  switch status.wish {
  case .gone: return deletion(of: name, status, policy)
  case .waiting(let reason): return "\(name) stays as it is: \(reason.words)" + also
  case .suspended(let reason):
    return (moves ? "the next apply suspends \(name)" : "\(name) stays suspended") + ": \(reason.words)" + also
  case .running:
    let until = status.lastDay(asOf: day).map { "; it is suspended after \($0)" } ?? ""
    if moves { return "the next apply lets \(name) run again" + also + until }
    if changed.isEmpty { return "nothing changes on \(name)" + until }
    return "the next apply changes \(name): \(changed.joined(separator: ", "))" + until
  case .unknown: return "nothing is done while its document has errors"
  }
}

private func effectWithoutServer(_ status: OrderStatus) -> String {
  switch (status.wish, status.phase) {
  case (.waiting(let reason), _): "it waits: \(reason.words)"
  case (.running, _): "the next apply creates its server: \(status.limits?.words ?? "")"
  case (.gone, .terminated): "its server was deleted"
  case (.gone, _), (.suspended, _): "it has no server, and gets none"
  case (.unknown, _): "nothing is done while its document has errors"
  }
}

private func deletion(of name: String, _ status: OrderStatus, _ policy: FleetSettings.Policy) -> String {
  if status.order?.isProtected == true { return "\(name) is protected, so nothing is deleted or suspended for the termination" }
  if let day = status.deletion { return "\(name) is suspended, and deleted with all its files not before \(day)" }
  let days = counted(policy.terminateAfterDays, "day")
  return
    "the next apply suspends \(name); an apply \(days) later (policy.terminateAfter) deletes it with all its files, databases and backups. Until then: botfleet order reprieve \(status.id)"
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
