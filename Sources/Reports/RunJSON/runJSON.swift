public import Planner

/// What became of each change as JSON on one line, `"format": "botfleet.run/1"`, described by `schemas/run.schema.json`.
public func runJSON(_ run: Run) -> String {
  let tally = run.tally
  let counts = JSONValue.object([
    .init("applied", kindCountsJSON(of: tally.applied)), .init("installFailed", .integer(tally.installFailed)),
    .init("failed", .integer(tally.failed)),
    .init("unknown", .integer(tally.unknown)), .init("notKept", .integer(tally.notKept)),
    .init("skipped", .integer(tally.skipped)), .init("takenOver", .integer(tally.takenOver)),
  ])
  return jsonLine(
    .object([
      .init("format", .string("botfleet.run/1")), .init("fleet", .string(run.plan.fleet)),
      .init("panel", .string(run.plan.panel)), .init("revision", .string(run.revision)),
      .init("plan", .string(run.plan.digest.description)), .init("startedAt", .string(run.startedAt.description)),
      .init("counts", counts), .init("changes", .array(run.outcomes.map { json(of: $0.change, $0.outcome, in: run) })),
      .init("installations", run.installations.json), .init("verification", run.verification.json),
    ]))
}

private func json(of change: Change, _ outcome: Outcome, in run: Run) -> JSONValue {
  .object(
    change.named + [
      .init("outcome", outcome.json), .init("failedBefore", .bool(run.isRepeated(change, outcome))),
    ])
}

extension Run.Installations {
  fileprivate var json: JSONValue {
    .object([
      .init("failed", .array(failed.map { .string($0.text) })), .init("open", .array(open.map { .string($0.text) })),
    ])
  }
}

extension Run.Verification {
  fileprivate var json: JSONValue {
    switch self {
    case .seen(let moved):
      .object([
        .init("seen", .bool(true)),
        .init(
          "moved",
          .array(
            moved.map { moved in
              .object([
                .init("order", .string(moved.order.text)),
                .init("fields", .array(moved.fields.map { .string($0.path) })),
              ])
            })),
      ])
    case .unseen(let why): .object([.init("seen", .bool(false)), .init("message", .string(why))])
    }
  }
}

extension Change {
  /// What tells it from all others of its plan.
  var named: [JSONValue.Member] {
    [
      .init("order", .string(order.text)), .init("kind", .string(kind.rawValue)),
      .init("digest", .string(digest.description)), .init("takeover", .bool(isTakeover)),
    ]
  }
}

extension Outcome {
  var json: JSONValue {
    let named = JSONValue.Member("outcome", .string(word.rawValue))
    return switch self {
    case .applied(let server, let address):
      .object([
        named, .init("server", .optional(server?.id.number)),
        .init("address", .optional(address)),
      ])
    case .installFailed(let server, let address):
      .object([
        named, .init("server", .integer(server.id.number)),
        .init("address", .optional(address)),
      ])
    case .failed(let failure), .unknown(let failure), .contradicted(let failure): failure.json.behind([named])
    case .skipped(let skip): skip.json.behind([named])
    }
  }
}

extension Outcome.Skip {
  fileprivate var json: JSONValue {
    switch self {
    case .notReviewed: .coded(code)
    case .interrupted: .coded(code)
    case .heldBack(let why): .coded(code, [.init("why", .string(why))])
    case .stale(let moved): .coded(code, [.init("moved", .string(moved))])
    case .ownerMissing(let customer): .coded(code, [.init("customer", .string(customer))])
    case .ownerNotLinked(let user, let customer):
      .coded(code, [.init("user", .integer(user.number)), .init("customer", .string(customer))])
    case .givenUp(let cause):
      .coded(
        code,
        [
          .init("cause", .string(cause.code)), .init("message", .string(cause.message)),
          .init("failures", .integer(cause.failures)),
        ])
    }
  }
}

extension OrderResult.Failure {
  fileprivate var json: JSONValue {
    .object([.init("action", .string(action)), .init("code", .string(code)), .init("message", .string(message))])
  }
}
