public import History
internal import Planner

/// Who is behind a value of an order, for people: what documents say and have said, then what was applied.
public func valueText(_ history: ValueHistory, style: Style) -> String {
  var page = [Line([Span(history.order.text, .strong), Span("  \(history.field)")])]
  page += section("declared", history.declared)
  page += section("applied", history.applied)
  return render(page, style)
}

private func section(_ title: String, _ steps: [ValueHistory.Step]) -> [Line] {
  guard !steps.isEmpty else { return [Line([Span("  \(title)  ", .faint), Span("never")])] }
  return steps.enumerated().map { number, step in
    let label = number == 0 ? title : String(repeating: " ", count: title.utf8.count)
    let value = step.value.map(delimited) ?? "none"
    let spans = [
      Span("  \(label)  ", .faint), Span(value, number == 0 ? .strong : .plain), Span("  since \(step.commit.at)  "),
      Span(step.provenance, .faint),
    ]
    return Line(spans, hanging: title.utf8.count + 4)
  }
}

extension ValueHistory.Step {
  /// Commit, author, pull request and approver; of what was applied the run.
  fileprivate var provenance: String {
    var words = [shortID(of: commit)]
    if let results = commit.results {
      if let revision = results.revision { words.append("of \(revision.prefix(7))") }
      if let plan = results.plan { words.append("plan \(plan.short)") }
      if let run = results.run { words.append(run) }
      words += results.requestNumbers.sorted().map { "#\($0)" }
    } else {
      words.append("by \(authors.map(\.name).joined(separator: ", "))")
      words.append("in \(path)")
      if let request = commit.origin.request { words.append("#\(request)") }
      if let reason = commit.origin.reason { words.append("\(reason.kind.rawValue): \(reason.text)") }
    }
    if !approvals.isEmpty { words.append("approved by \(approvals.map(\.words).joined(separator: ", "))") }
    return words.joined(separator: ", ")
  }
}
