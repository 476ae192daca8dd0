public import History
internal import Planner

/// Events of a history as JSON, `"format": "botfleet.history/1"`. Every key is always there, null where there is nothing to say.
public func historyJSON(_ events: [HistoryEvent]) -> String {
  jsonText(.object([.init("format", .string("botfleet.history/1")), .init("events", .array(events.map(\.json)))]))
}

/// The same, an event a line.
public func historyJSONLines(_ events: [HistoryEvent]) -> String { events.map { jsonLine($0.json) + "\n" }.joined() }

/// The commits behind a value as JSON, `"format": "botfleet.who/1"`.
public func valueJSON(_ history: ValueHistory) -> String {
  jsonText(
    .object([
      .init("format", .string("botfleet.who/1")), .init("order", .string(history.order.text)),
      .init("field", .string(history.field)), .init("declared", .array(history.declared.map(\.json))),
      .init("applied", .array(history.applied.map(\.json))),
    ]))
}

extension ValueHistory.Step {
  fileprivate var json: JSONValue {
    .object(
      [
        .init("value", .optional(value)), .init("path", .string(path)), .init("authors", .array(authors.map(\.json))),
        .init("approvals", .array(approvals.map(\.json))),
      ] + commit.members)
  }
}

extension HistoryEvent {
  var json: JSONValue {
    .object(
      [
        .init("kind", .string(kind.rawValue)), .init("order", .optional(order?.text)), .init("words", .string(words)),
        .init("tier", .optional(tier)), .init("customer", .optional(customer)),
        .init("changes", .array(changes.map(\.json))), .init("approvals", .array(approvals.map(\.json))),
        .init("askedIn", .optional(askedIn.map { "\($0)" })), .init("took", took.map { .integer($0) } ?? .null),
        .init("reached", .array(reached.map { .string($0.text) })),
      ] + commit.members)
  }
}

extension ValueChange {
  var json: JSONValue {
    .object([
      .init("field", .string(field)), .init("old", .optional(old)), .init("new", .optional(new)),
      .init("leftOut", .bool(isLeftOut)),
    ])
  }
}

extension RecordedApproval {
  var json: JSONValue {
    .object([
      .init("name", .string(name)), .init("request", .optional(request)), .init("own", .bool(isOwn)),
      .init("otherHead", .bool(isOfAnotherHead)),
    ])
  }
}

extension Person {
  var json: JSONValue { .object([.init("name", .string(name)), .init("email", .string(email))]) }
}

extension CommitFacts {
  /// What identifies a commit, and who is behind it.
  var members: [JSONValue.Member] {
    [
      .init("commit", .string("\(id)")), .init("at", .string(at.description)), .init("author", author.json),
      .init("committer", committer.json), .init("subject", .string(subject)), .init("asker", origin.asker.json),
      .init("pullRequest", .optional(origin.request)), .init("merge", .bool(origin.isMerge)),
      .init(
        "reason",
        origin.reason.map { .object([.init("kind", .string($0.kind.rawValue)), .init("text", .string($0.text))]) }
          ?? .null),
      .init("results", results.map(\.json) ?? .null),
    ]
  }
}

extension ResultsCommit {
  fileprivate var json: JSONValue {
    .object([
      .init("revision", .optional(revision)), .init("plan", .optional(plan?.description)), .init("run", .optional(run)),
      .init("asOf", .optional(asOf?.description)), .init("accepted", .optional(accepted?.description)),
      .init("because", .optional(because)), .init("lockTookOver", .optional(lockTookOver)),
      .init("pullRequests", .array(pullRequests.map { .string($0) })),
      .init("approvedBy", .array(approvedBy.map { .string($0) })), .init("previousResults", .optional(previousResults)),
    ])
  }
}
