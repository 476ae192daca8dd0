public import History
internal import Planner

/// What an audit came to as JSON, `"format": "botfleet.audit/1"`.
public func auditJSON(_ report: AuditReport) -> String {
  jsonText(
    .object([
      .init("format", .string("botfleet.audit/1")), .init("from", .optional(report.from.map { "\($0)" })),
      .init("to", .string("\(report.to)")), .init("commits", .integer(report.commits)),
      .init("resultsCommits", .integer(report.resultsCommits)),
      .init("documentCommits", .integer(report.documentCommits)),
      .init("trust", .optional(report.trust)),
      .init(
        "findings",
        .array(
          report.findings.map { finding in
            .object([
              .init("code", .string(finding.code.rawValue)), .init("meaning", .string(finding.code.meaning)),
              .init("words", .string(finding.words)), .init("path", .optional(finding.path)),
              .init("commit", .optional(finding.commit.map { "\($0.id)" })),
              .init("at", .optional(finding.commit?.at.description)),
              .init("committer", finding.commit?.committer.json ?? .null),
            ])
          })),
      .init(
        "exceptions",
        .array(
          report.exceptions.map { exception in
            .object([
              .init("kind", .string(exception.kind.rawValue)), .init("reason", .optional(exception.reason)),
              .init("commit", .string("\(exception.commit.id)")), .init("at", .string(exception.commit.at.description)),
              .init("asker", exception.commit.origin.asker.json),
              .init("approval", exception.approval.map(\.json) ?? .null),
            ])
          })),
      .init(
        "unchecked",
        .array(
          AuditGap.allCases.compactMap { gap in
            report.unchecked[gap].map { count in
              .object([
                .init("code", .string(gap.rawValue)), .init("commits", .integer(count)),
                .init("why", .string(gap.meaning)),
              ])
            }
          })),
    ]))
}

extension AuditException.LaterApproval {
  fileprivate var json: JSONValue {
    .object([.init("commit", .string("\(commit)")), .init("at", .string(at.description)), .init("by", by.json)])
  }
}

/// The findings of an audit as SARIF 2.1.0; exceptions are notes. What is about no file has the fleet's folder as its place, for code hosts
/// refuse results without one, and the commit as its logical location.
///
/// - Parameter version: botfleet's own.
public func auditSARIF(_ report: AuditReport, version: String) -> String {
  let exceptions = Set(report.exceptions.map(\.kind.rawValue)).sorted()
  let codes = Set(report.findings.map(\.code)).sorted { $0.rawValue < $1.rawValue }
  let rules =
    codes.map { rule($0.rawValue, $0.meaning) }
    + AuditException.Kind.allCases.filter { exceptions.contains($0.rawValue) }.map { rule($0.rawValue, $0.meaning) }
  let results =
    report.findings.map { finding in
      result(
        finding.code.rawValue, "error", finding.words, finding.path ?? report.folder.path,
        finding.commit.map { "\($0.id)" })
    }
    + report.exceptions.map { exception in
      result(
        exception.kind.rawValue, "note", exception.reason ?? exception.kind.meaning, report.folder.path,
        "\(exception.commit.id)")
    }
  let driver = JSONValue.object([
    .init("name", .string("botfleet audit")), .init("version", .string(version)), .init("rules", .array(rules)),
  ])
  let run = JSONValue.object([.init("tool", .object([.init("driver", driver)])), .init("results", .array(results))])
  return jsonText(
    .object([
      .init("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), .init("version", .string("2.1.0")),
      .init("runs", .array([run])),
    ]))
}

private func rule(_ id: String, _ meaning: String) -> JSONValue {
  .object([.init("id", .string(id)), .init("shortDescription", .object([.init("text", .string(meaning))]))])
}

private func result(_ code: String, _ level: String, _ words: String, _ path: String, _ commit: String?) -> JSONValue {
  var location: [JSONValue.Member] = [
    .init("physicalLocation", .object([.init("artifactLocation", .object([.init("uri", .string(relativeURI(path)))]))]))
  ]
  if let commit {
    location.append(
      .init("logicalLocations", .array([.object([.init("name", .string(commit)), .init("kind", .string("commit"))])])))
  }
  return .object([
    .init("ruleId", .string(code)), .init("level", .string(level)),
    .init("message", .object([.init("text", .string(words))])), .init("locations", .array([.object(location)])),
  ])
}
