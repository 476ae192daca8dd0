public import Git
public import Planner

/// Whom an audit trusts, and what it looks at.
public struct AuditRequest: Sendable {
  /// The commit that the range begins behind; nil for the history's beginning.
  public let from: ObjectID?
  /// An allowed-signers file from outside; nil takes the one of the commit that the range begins behind, or begins with.
  public let signers: String?
  /// References of the remote whose moves this clone has noticed.
  public let remoteRefs: [String]
  public let now: Instant

  public init(from: ObjectID?, signers: String?, remoteRefs: [String], now: Instant) {
    (self.from, self.signers, self.remoteRefs, self.now) = (from, signers, remoteRefs, now)
  }
}

extension FleetHistory {
  /// Verifies a range of the branch's own line up to a commit.
  ///
  /// - Parameters:
  ///   - check: how signatures are checked.
  ///   - told: how many commits and signatures of how many were looked at.
  public func audit(
    _ request: AuditRequest, upTo end: ObjectID, signatures check: SignatureCheck,
    _ told: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws(HistoryFailure) -> AuditReport {
    try await attempt { () throws(GitError) in
      let line = try await repository.firstParents(from: end, before: request.from)
      var audit = LineAudit(history: self, report: AuditReport(from: request.from, to: end, folder: folder))
      if line.last?.isCutOff == true { audit.report.unchecked[.cutOff, default: 0] += 1 }
      try await audit.gatherRequests(of: line, after: end)
      // Who is trusted must not come out of the range itself.
      let trust = try await trust(request.signers, asOf: request.from ?? line.last?.id)
      try await audit.checkProofs(of: line, trusting: trust, check)
      try await audit.checkTimes(of: line, now: request.now)
      let all = line.count + line.count { audit.nextResults[$0.id] == $0.id }
      for (number, commit) in line.reversed().enumerated() {
        if number.isMultiple(of: 64) { told(number, all) }
        try await audit.check(commit)
      }
      try await audit.checkSignatures(trusting: trust, check) { checked in
        told(min(line.count + checked, all), all)
      }
      told(all, all)
      try await audit.checkReferences(request.remoteRefs)
      return audit.report
    }
  }
}

/// An audit on its way along the line.
struct LineAudit: Sendable {
  let history: FleetHistory
  var report: AuditReport
  /// Where a commit is on the line, counted from the newest.
  var positions: [ObjectID: Int] = [:]
  /// By line commit, the first results commit at or behind it.
  var nextResults: [ObjectID: ObjectID] = [:]
  /// By pull request, the results commits that name it, and whom they name as having approved it.
  var covering: [Int: [(run: ObjectID, approvals: [RecordedApproval])]] = [:]
  /// Commits that approve others afterwards.
  var approving: [CommitFacts] = []
  /// By pull request, the commit of the range that it came in with.
  var arrivals: [Int: ObjectID] = [:]
  /// Where the range has shown an order's document last.
  var places: [OrderID: String] = [:]
  /// Results commits whose signatures are to be checked.
  var signed: [ObjectID] = []
  /// Whether a results commit before named the results that it was made over.
  var isChained = false
  /// Merged commits that were checked along with their merge.
  var checked: Set<ObjectID> = []
  /// Merged commits whose words were looked at.
  var worded: Set<ObjectID> = []
  /// Lines with secrets or addresses that the commit of the line, or one that came with it, was found fault with for.
  var shown: Set<String> = []

  init(history: FleetHistory, report: AuditReport) { (self.history, self.report) = (history, report) }

  mutating func find(_ code: AuditFinding.Code, _ commit: CommitFacts?, _ words: String, at path: String? = nil) {
    report.findings.append(AuditFinding(code: code, commit: commit, path: path, words: words))
  }

  /// What a commit is. Nothing is kept of it: ten years have a hundred thousand.
  func facts(of id: ObjectID) async throws(GitError) -> CommitFacts { try await history.facts(of: id) }

  /// Which results commit follows which commit, and which pull requests they name; those behind the range count as well.
  mutating func gatherRequests(of line: [LineCommit], after end: ObjectID) async throws(GitError) {
    var later: [LineCommit] = []
    if end != history.tip, try await history.repository.isAncestor(end, of: history.tip) {
      later = try await history.repository.firstParents(from: history.tip, before: end)
    }
    var next: ObjectID?
    for (position, commit) in (later + line).enumerated() {
      let facts = try await facts(of: commit.id)
      positions[commit.id] = position
      if !facts.origin.approves.isEmpty { approving.append(facts) }
      if let results = facts.results {
        next = commit.id
        for request in results.requestNumbers {
          covering[request, default: []].append((commit.id, results.approvals(of: request)))
        }
      }
      nextResults[commit.id] = next
    }
  }
}
