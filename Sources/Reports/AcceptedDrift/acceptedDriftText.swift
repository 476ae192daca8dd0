public import Planner

/// The edits as one patch that `git apply` takes, in the repository's root.
public func acceptedDriftPatch(_ acceptances: [AcceptedDrift]) -> String {
  String(
    decoding: acceptances.flatMap { unifiedDiff(from: $0.before, to: $0.after, path: $0.path) }, as: UTF8.self)
}

/// What the edits take over, and what no order can hold, with what to do instead.
public func acceptedDriftText(_ acceptances: [AcceptedDrift], style: Style) -> String {
  render(acceptances.flatMap(lines), style)
}

private func lines(of adoption: AcceptedDrift) -> [Line] {
  if adoption.isNeedless {
    return [Line([Span(adoption.order.text, .strong), Span(": its server has no drift")])]
  }
  var lines = [Line([Span(adoption.order.text, .strong), Span(" in \(adoption.path)")], hanging: 2)]
  lines += adoption.taken.map { line("taken over", .new, "\($0.taken), instead of \($0.ordered)") }
  if let node = adoption.pinned { lines.append(line("taken over", .new, "node \(node), where its server is")) }
  lines += adoption.left.map { line("left", .danger, "\($0.difference.taken): \($0.instead)") }
  return lines + adoption.following.map { line("follows", .changed, "\($0.change), with the next apply") }
}

private func line(_ word: String, _ ink: Ink, _ text: String) -> Line {
  Line([Span("  "), Span(word, ink), Span(String(repeating: " ", count: 12 - word.count)), Span(text)], hanging: 14)
}

extension Difference {
  fileprivate var taken: String {
    "\(field.label) \(shownValues(of: self, upTo: 200).old)"
  }

  fileprivate var ordered: String { shownValues(of: self, upTo: 200).new }

  fileprivate var change: String { "\(taken) -> \(ordered)" }
}
