public import History
public import Planner

/// What checking a proof came to, for people.
public func proofReportText(_ report: ProofReport, of folder: FleetFolder, style: Style) -> String {
  var page: [Line] = []
  if let statement = report.statement {
    page += [
      Line(
        [
          Span("Fleet "), Span(statement.fleet, .strong, upTo: 100), Span(" at "),
          Span(String(statement.commit.prefix(7)), .strong), Span(" on "), Span(statement.panel, .strong, upTo: 200),
          Span(statement.series.map { " (\($0))" } ?? "", upTo: 100), Span(", read at \(statement.at)"),
        ], hanging: 2), Line(statement.counts.words, hanging: 2),
    ]
    page += exceptionLines(statement.exceptions)
    page.append(Line("Live state: \(statement.live)", .faint, hanging: 2))
  }
  if let signer = report.signer { page.append(Line("Signed by \(signer)", .faint, hanging: 2)) }
  if let trust = report.trust { page.append(Line("Trusted signers: \(trust)", .faint, hanging: 2)) }
  if !page.isEmpty { page.append(.empty) }
  page += report.findings.map { Line([Span($0.code.rawValue, .danger), Span(": \($0.words)")], hanging: 2) }
  page += report.unchecked.map {
    Line([Span("Not looked at: ", .caution), Span($0.meaning(for: folder))], hanging: 2)
  }
  page.append(Line(report.verdict, report.findings.isEmpty ? .plain : .danger, hanging: 2))
  return render(page, style)
}

extension ProofReport {
  fileprivate var verdict: String {
    let short = String("\(commit)".prefix(7))
    if !findings.isEmpty { return "The proof of \(short) does not hold: \(counted(findings.count, "finding"))" }
    return unchecked.isEmpty ? "The proof of \(short) holds" : "The proof of \(short) was not checked as a whole"
  }
}
