public import History
internal import Planner

/// What an audit came to, for people.
public func auditText(_ report: AuditReport, style: Style) -> String {
  let from = report.from.map { "\(String("\($0)".prefix(7))).." } ?? "the beginning to "
  var page = [
    Line(
      "\(from)\(String("\(report.to)".prefix(7))): \(counted(report.commits, "commit")), \(thousands(report.resultsCommits)) of apply's and \(thousands(report.documentCommits)) that changed documents",
      hanging: 2)
  ]
  if let trust = report.trust { page.append(Line("Trusted signers: \(trust)", .faint, hanging: 2)) }
  let groups = AuditFinding.Code.allCases.map { code in (code, report.findings.filter { $0.code == code }) }
  for (code, findings) in groups where !findings.isEmpty {
    page += [
      .empty,
      Line([Span(code.rawValue, .danger), Span(" (\(thousands(findings.count))): \(code.meaning)")], hanging: 2),
    ]
    for finding in findings {
      let commit = finding.commit.map { "\(shortID(of: $0)) \($0.at) \($0.committer.name): " } ?? ""
      page.append(Line([Span("  \(commit)", .faint), Span(finding.words)], hanging: 4))
      if let path = finding.path, !finding.words.contains(path) { page.append(Line("    \(path)", .faint, hanging: 4)) }
    }
  }
  for kind in AuditException.Kind.allCases {
    let exceptions = report.exceptions.filter { $0.kind == kind }
    guard !exceptions.isEmpty else { continue }
    page += [
      .empty,
      Line(
        [Span("exception: \(kind.rawValue)", .caution), Span(" (\(thousands(exceptions.count))): \(kind.meaning)")],
        hanging: 2),
    ]
    for exception in exceptions {
      let commit = "\(shortID(of: exception.commit)) \(exception.commit.at) \(exception.commit.origin.asker.name): "
      page.append(Line([Span("  \(commit)", .faint), Span(exception.words)], hanging: 4))
    }
  }
  let gaps = AuditGap.allCases.compactMap { gap in report.unchecked[gap].map { (gap, $0) } }
  if !gaps.isEmpty { page += [.empty, Line("Not looked at", .caution)] }
  for (gap, count) in gaps { page.append(Line("  \(counted(count, "commit")): \(gap.meaning)", hanging: 4)) }
  page += [.empty, Line(report.verdict, report.findings.isEmpty ? .plain : .danger)]
  return render(page, style)
}

extension AuditReport {
  fileprivate var verdict: String {
    let exceptions = exceptions.isEmpty ? "" : ", \(counted(exceptions.count, "exception"))"
    return findings.isEmpty ? "no findings\(exceptions)" : "\(counted(findings.count, "finding"))\(exceptions)"
  }
}

extension AuditException {
  /// The reason, and who approved it afterwards.
  fileprivate var words: String {
    let later = approval.map {
      "; approved by \($0.by.name) after \(duration(max(0, $0.at.seconds - commit.at.seconds)))"
    }
    return (reason ?? "no reason was given") + (later ?? "")
  }
}
