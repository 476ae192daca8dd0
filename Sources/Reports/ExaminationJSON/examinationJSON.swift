public import Planner

/// What an examination found out as JSON, `"format": "botfleet.doctor/1"`, described by `schemas/doctor.schema.json`.
///
/// Equal values give equal bytes. Every key is always there, null where there is no advice.
public func examinationJSON(_ findings: [Finding]) -> String {
  jsonText(
    .object([
      .init("format", .string("botfleet.doctor/1")),
      .init(
        "counts",
        .object(
          Finding.Verdict.allCases.map { verdict in
            .init(verdict.rawValue, .integer(findings.count { $0.verdict == verdict }))
          })),
      .init("findings", .array(findings.map(\.json))),
    ]))
}

extension Finding {
  fileprivate var json: JSONValue {
    .object([
      .init("section", .string(check.section.rawValue)), .init("check", .string(check.rawValue)),
      .init("verdict", .string(verdict.rawValue)), .init("message", .string(message)),
      .init("advice", .optional(advice)),
    ])
  }
}
