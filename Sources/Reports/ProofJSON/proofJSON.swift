public import History
public import Planner

/// A proof that was written: the commit of notes that brings it, the key's fingerprint, and whether the remote has it.
public struct KeptProof: Sendable {
  public let statement: ProofStatement
  public let note: String
  public let ref: String
  public let key: String
  public let isPushed: Bool

  public init(statement: ProofStatement, note: String, ref: String, key: String, isPushed: Bool) {
    (self.statement, self.note, self.ref, self.key) = (statement, note, ref, key)
    self.isPushed = isPushed
  }
}

/// What a look for a proof came to as JSON, `"format": "botfleet.prove/1"`.
///
/// Every key is always there, null where there is nothing to say.
public func proofJSON(_ judgement: ProofJudgement, commit: String, tree: String, kept: KeptProof?) -> String {
  jsonText(
    .object([
      .init("format", .string("botfleet.prove/1")), .init("fleet", .string(judgement.plan.fleet)),
      .init("panel", .string(judgement.plan.panel)), .init("commit", .string(commit)), .init("tree", .string(tree)),
      .init("proven", .bool(judgement.isProven)),
      .init(
        "differences",
        .array(
          judgement.differences.map { difference in
            .object([
              .init("order", .optional(difference.order?.text)), .init("kind", .string(difference.word)),
              .init("words", .string(difference.sentence)),
            ])
          })),
      .init("unseen", .array(judgement.unseen.map { .string($0.sentence) })),
      .init("predicate", kept?.statement.predicate ?? .null),
      .init(
        "proof",
        kept.map { kept in
          .object([
            .init("note", .string(kept.note)), .init("ref", .string(kept.ref)), .init("key", .string(kept.key)),
            .init("pushed", .bool(kept.isPushed)),
          ])
        } ?? .null),
    ]))
}

/// What checking a proof came to as JSON, `"format": "botfleet.proof-check/1"`.
public func proofReportJSON(_ report: ProofReport, of folder: FleetFolder) -> String {
  jsonText(
    .object([
      .init("format", .string("botfleet.proof-check/1")), .init("commit", .string("\(report.commit)")),
      .init("holds", .bool(report.findings.isEmpty && report.unchecked.isEmpty)),
      .init("signer", .optional(report.signer)), .init("trust", .optional(report.trust)),
      .init(
        "findings",
        .array(
          report.findings.map {
            .object([.init("code", .string($0.code.rawValue)), .init("words", .string($0.words))])
          })),
      .init(
        "unchecked",
        .array(
          report.unchecked.map {
            .object([.init("code", .string($0.rawValue)), .init("why", .string($0.meaning(for: folder)))])
          })),
      .init("predicate", report.statement?.predicate ?? .null),
    ]))
}
