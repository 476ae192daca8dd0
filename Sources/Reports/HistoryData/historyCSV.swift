public import History
public import Planner

/// Events of a history as CSV (RFC 4180): a header, then a line for each event, CRLF at the end of each.
///
/// Times are in UTC. A cell that a spreadsheet would take for a formula has an apostrophe before it. A byte order mark comes first: without it,
/// spreadsheets do not read UTF-8.
public func historyCSV(_ events: [HistoryEvent]) -> String {
  var text =
    "\u{feff}"
    + line([
      "at", "kind", "order", "tier", "customer", "words", "changes", "commit", "author", "committer", "asker",
      "pull request", "approved by", "own approval", "asked in", "took seconds", "reached", "revision", "plan", "run",
      "accepted", "because",
      "exception", "subject",
    ])
  for event in events { text += line(event.cells) }
  return text
}

private func line(_ cells: [String]) -> String { cells.map(csvCell).joined(separator: ",") + "\r\n" }

extension HistoryEvent {
  fileprivate var cells: [String] {
    let (origin, results) = (commit.origin, commit.results)
    let requests = origin.request.map { [$0] } ?? results?.requestNumbers.sorted() ?? []
    let isOwn = !approvals.isEmpty && approvals.allSatisfy(\.isOwn)
    return [
      commit.at.description, kind.rawValue, order?.text ?? "", tier ?? "", customer ?? "", words,
      changes.map(\.line).joined(separator: "; "), "\(commit.id)", commit.author.name, commit.committer.name,
      results == nil ? origin.asker.name : "", requests.map(String.init).joined(separator: " "),
      approvals.map(\.words).joined(separator: "; "), isOwn ? "yes" : "", askedIn.map { "\($0)" } ?? "",
      took.map(String.init) ?? "", reached.map(\.text).joined(separator: " "),
      results?.revision ?? "", results?.plan?.description ?? "", results?.run ?? "",
      results?.accepted?.description ?? "",
      results?.because ?? "", origin.reason.map { "\($0.kind.rawValue): \($0.text)" } ?? "", commit.subject,
    ]
  }
}

/// What stands beside an export: the query, what it came to, and with what it was made.
///
/// - Parameters:
///   - query: each option and its value, as they were given.
///   - tip: the commit that the history was read up to.
///   - digest: of the exported file's bytes.
public func exportNoteJSON(
  _ events: [HistoryEvent], query: [(name: String, value: String)], tip: String, file: String, digest: Digest,
  bytes: Int,
  version: String
) -> String {
  var counts: [(String, Int)] = []
  for kind in HistoryEvent.Kind.allCases {
    let count = events.count { $0.kind == kind }
    if count > 0 { counts.append((kind.rawValue, count)) }
  }
  return jsonText(
    .object([
      .init("format", .string("botfleet.export/1")), .init("tool", .string("botfleet \(version)")),
      .init("file", .string(file)), .init("bytes", .integer(bytes)), .init("digest", .string(digest.description)),
      .init("query", .object(query.map { .init($0.name, .string($0.value)) })), .init("revision", .string(tip)),
      .init("events", .integer(events.count)),
      .init("orders", .integer(Set(events.compactMap(\.order)).count)),
      .init("commits", .integer(Set(events.map(\.commit.id)).count)),
      .init("counts", .object(counts.map { .init($0.0, .integer($0.1)) })),
    ]))
}
