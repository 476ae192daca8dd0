public import History
internal import Planner

/// What differs between two commits, for people: an order after the other.
public func differenceText(
  _ differences: [HistoryEvent], from old: CommitFacts, to new: CommitFacts, style: Style
) -> String {
  var page = [Line("\(shortID(of: old)) \(old.at) -> \(shortID(of: new)) \(new.at)", .faint)]
  let groups = Dictionary(grouping: differences) { $0.order }
  for order in groups.keys.sorted(by: { ($0?.text ?? "") < ($1?.text ?? "") }) {
    page += [.empty, Line([Span(order?.text ?? "shared documents", .strong)])]
    for difference in groups[order] ?? [] {
      let side = difference.kind.isDeclared ? "declared" : "applied "
      let title = difference.kind.title
      let rest = difference.words.isEmpty ? "" : "  \(difference.words)"
      page.append(Line([Span("  \(side)  ", .faint), Span(title, difference.kind.ink), Span(rest)], hanging: 12))
      page += difference.changes.map { Line([Span("            "), Span($0.line)], hanging: 14) }
    }
  }
  if differences.isEmpty { page += [.empty, Line("no difference")] }
  let orders = Set(differences.compactMap(\.order)).count
  page += [.empty, Line("\(counted(orders, "order")) \(orders == 1 ? "differs" : "differ")")]
  return render(page, style)
}

/// A commit in a line, before what it has.
public func commitText(_ commit: CommitFacts, style: Style) -> String {
  render(
    [
      Line(
        [
          Span(shortID(of: commit), .strong), Span("  \(commit.at)  \(commit.committer.name)  "),
          Span(commit.subject, .faint),
        ], hanging: 9)
    ],
    style)
}

/// What differs between two commits as JSON, `"format": "botfleet.difference/1"`.
public func differenceJSON(_ differences: [HistoryEvent], from old: CommitFacts, to new: CommitFacts) -> String {
  jsonText(
    .object([
      .init("format", .string("botfleet.difference/1")), .init("from", .string("\(old.id)")),
      .init("to", .string("\(new.id)")),
      .init(
        "differences",
        .array(
          differences.map { difference in
            .object([
              .init("order", .optional(difference.order?.text)), .init("kind", .string(difference.kind.rawValue)),
              .init("declared", .bool(difference.kind.isDeclared)), .init("words", .string(difference.words)),
              .init("changes", .array(difference.changes.map(\.json))),
            ])
          })),
    ]))
}

extension HistoryEvent.Kind {
  /// What it is between two commits, where nothing is said of the moment.
  fileprivate var title: String {
    switch self {
    case .asked: "new order"
    default: rawValue
    }
  }
}
