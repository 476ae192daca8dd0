internal import Planner

/// All that is known of one order, a fact a line.
func details(of status: OrderStatus, in fleet: FleetStatus, note: String?, _ live: LiveWords?) -> [Line] {
  var lines = [Line([Span(status.id.text, .strong), Span("  "), Span(status.phase.rawValue, status.phase.ink)])]
  func add(_ label: String, _ text: String?, _ ink: Ink = .plain) {
    guard let text, !text.isEmpty else { return }
    let gap = String(repeating: " ", count: max(1, 14 - label.utf8.count))
    lines.append(Line([Span("  \(label)\(gap)", .faint), Span(text, ink)], hanging: 16))
  }
  add("next", effect(on: status, fleet.policy, fleet.asOf))
  if let order = status.order {
    add("document", order.path)
    add("tier", ([order.tier.value.text] + order.addons.map { "+ \($0.value.text)" }).joined(separator: " "))
    add("customer", order.customer.map { $0.value.id } ?? "none; the fleet's own panel user")
    add("status", "\(order.quote.rawValue), payment \(order.payment.rawValue), state \(order.state.rawValue)")
    add("from", order.from?.description)
    add("until", order.until?.description)
    add("guilds", order.guilds.joined(separator: ", "))
    add("features", order.features.joined(separator: ", "))
    add("protected", order.isProtected ? "yes: never deleted" : nil)
    add("ignored", order.ignored.map(\.path).sorted().joined(separator: ", "))
    add("note", order.note.map { excerpts("", $0, upTo: 200).new })
  }
  add("limits", status.limits?.words)
  if let server = status.result?.server {
    add("server", "\(server.id) (\(server.identifier)) on node \(server.node)\(server.address.map { ", \($0)" } ?? "")")
    add("uuid", server.uuid)
    add("installation", server.installation.words)
  }
  if let result = status.result {
    add("recorded", "\(result.phase.rawValue) since \(result.since)")
    if let applied = result.applied { add("last apply", "\(applied.at), of \(applied.revision.prefix(7))") }
    add("terminating", result.terminatingSince.map { "since \($0)" })
    add("deletion", status.deletion.map { "not before \($0)" }, .danger)
    add("orphan", result.orphanedSince.map { "since \($0)" })
    add("by hand", status.keptSuspension(under: fleet.policy).map { status.handSuspensionWords(since: $0) }, .caution)
  } else {
    add("recorded", "nothing yet")
  }
  for difference in status.differences { add("not applied", difference.words, .changed) }
  for words in status.failureWords ?? [] { add("failed", words, .danger) }
  add("last commit", note)
  if let live {
    for words in live.words(of: status.id) ?? ["in step"] { add("panel", words, .caution) }
  }
  return lines
}

extension OrderResult.Server.Installation {
  fileprivate var words: String {
    switch self {
    case .done: "done"
    case .running: "still installing when it was recorded"
    case .failed: "failed"
    }
  }
}
