public import History
public import Planner

/// Events of a history for people, the newest first: a line for what happened, and below it what it changed.
///
/// - Parameter order: the one that all are about; nil names each event's own.
public func historyText(_ events: [HistoryEvent], of order: OrderID?, style: Style) -> String {
  var page: [Line] = []
  if let order { page.append(Line([Span(order.text, .strong), Span("  \(counted(events.count, "event"))", .faint)])) }
  for event in events { page += lines(of: event, naming: order == nil) }
  if events.isEmpty { page.append(Line("nothing happened", .faint)) }
  return render(page, style)
}

private func lines(of event: HistoryEvent, naming isNamed: Bool) -> [Line] {
  let kind = event.kind.rawValue
  var spans = [Span("\(event.commit.at)  ", .faint), Span(kind, event.kind.ink), Span(padding(kind, 18))]
  if isNamed {
    let order = event.order?.text ?? "fleet"
    spans += [Span(order, .strong), Span(padding(order, 10))]
  }
  if !event.words.isEmpty { spans.append(Span(event.words + "  ")) }
  if let words = event.lengthWords { spans.append(Span(words + "  ")) }
  spans.append(Span(event.provenance, .faint))
  return [Line(spans, hanging: 22)]
    + event.changes.map { Line([Span("  "), Span($0.line)], hanging: 4).indented(by: 20) }
}

/// Blanks behind a text that fill a column, two at least.
private func padding(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.utf8.count) + 2)
}

extension ValueChange {
  /// `tier starter -> pro`.
  var line: String {
    if isLeftOut { return "\(field) changed" }
    switch (old, new) {
    case (nil, let new?): return "\(field) \(delimited(new))"
    case (let old?, nil): return "\(field) \(delimited(old)) -> none"
    case (let old, let new): return "\(field) \(delimited(old ?? "")) -> \(delimited(new ?? ""))"
    }
  }
}

extension HistoryEvent {
  /// `after 5 min`; of what reached many orders, how many.
  fileprivate var lengthWords: String? {
    if !reached.isEmpty {
      let shown = reached.prefix(3).map(\.text).joined(separator: ", ")
      let more = reached.count - 3
      return "reached \(shown)\(more > 0 ? " and \(counted(more, "other order"))" : "")"
    }
    return took.map { "after \(duration($0))" }
  }

  /// Who is behind it: `4f2c1ab by Ada, #12, approved by Jane`; of what was applied the run and the plan.
  var provenance: String {
    var words = [shortID(of: commit)]
    if let results = commit.results {
      if let revision = results.revision { words.append("of \(revision.prefix(7))") }
      if let plan = results.plan { words.append("plan \(plan.short)") }
      if let run = results.run { words.append(run) }
      if let accepted = results.accepted {
        words.append("accepted \(accepted.short)\(results.because.map { ": \($0)" } ?? "")")
      }
      if case .takeover(let branch) = results.kind { words.append("taken over from \(branch)") }
      words += results.requestNumbers.sorted().map { "#\($0)" }
    } else {
      words.append("by \(commit.origin.asker.name)")
      if commit.committer != commit.origin.asker, commit.origin.isMerge {
        words.append("merged by \(commit.committer.name)")
      }
      if let request = commit.origin.request { words.append("#\(request)") }
      if let reason = commit.origin.reason { words.append("\(reason.kind.rawValue): \(reason.text)") }
    }
    if !approvals.isEmpty { words.append("approved by \(approvals.map(\.words).joined(separator: ", "))") }
    return words.joined(separator: ", ")
  }
}

extension RecordedApproval {
  var words: String {
    name + (isOwn ? " (the author)" : "") + (isOfAnotherHead ? " (for another head)" : "")
  }
}

/// The first digits of a commit's id.
func shortID(of commit: CommitFacts) -> String { String("\(commit.id)".prefix(7)) }

extension HistoryEvent.Kind {
  var ink: Ink {
    switch self {
    case .asked, .created, .linked: .new
    case .edited, .moved, .catalog, .settings, .updated, .adopted: .changed
    case .removed, .deleted, .failed, .recordRemoved, .orphaned, .terminating: .danger
    case .suspended, .suspendedByHand, .driftReverted: .caution
    case .resumed, .reprieved, .byHandEnded, .repaired, .installed: .plain
    }
  }
}
