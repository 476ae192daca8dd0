public import Git
public import Planner

/// Whom an audit trusts, and what it looks at.
public struct AuditRequest: Sendable {
  /// The commit that the range begins behind; nil for the history's beginning.
  public let from: ObjectID?
  /// An allowed-signers file from outside; nil takes the one that the range's first commit has.
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
  ///   - told: how many commits of how many were looked at.
  public func audit(
    _ request: AuditRequest, upTo end: ObjectID, signatures check: SignatureCheck,
    _ told: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws(HistoryFailure) -> AuditReport {
    try await attempt { () throws(GitError) in
      let line = try await repository.firstParents(from: end, before: request.from)
      var audit = LineAudit(history: self, report: AuditReport(from: request.from, to: end))
      if line.last?.isCutOff == true { audit.report.unchecked[.cutOff, default: 0] += 1 }
      try await audit.gatherRequests(of: line, after: end)
      try await audit.checkTimes(of: line, now: request.now)
      for (number, commit) in line.reversed().enumerated() {
        if number.isMultiple(of: 64) { told(number, line.count) }
        try await audit.check(commit)
      }
      told(line.count, line.count)
      try await audit.checkSignatures(request, first: line.last?.id, check)
      try await audit.checkMoves(of: request.remoteRefs)
      return audit.finished
    }
  }
}

/// An audit on its way along the line.
struct LineAudit: Sendable {
  let history: FleetHistory
  var report: AuditReport
  /// Facts of commits that were read already.
  var known: [ObjectID: CommitFacts] = [:]
  /// By line commit, the first results commit at or behind it.
  var nextResults: [ObjectID: ObjectID] = [:]
  /// By pull request, the results commits that name it.
  var covering: [Int: [CommitFacts]] = [:]
  /// Results commits whose signatures are to be checked.
  var signed: [ObjectID] = []
  /// Whether a results commit before named the results that it was made over.
  var isChained = false
  /// Merged commits that were checked along with their merge.
  var checked: Set<ObjectID> = []

  init(history: FleetHistory, report: AuditReport) { (self.history, self.report) = (history, report) }

  mutating func find(_ code: AuditFinding.Code, _ commit: CommitFacts?, _ words: String, at path: String? = nil) {
    report.findings.append(AuditFinding(code: code, commit: commit, path: path, words: words))
  }

  mutating func facts(of id: ObjectID) async throws(GitError) -> CommitFacts {
    if let found = known[id] { return found }
    let facts = try await history.facts(of: id)
    known[id] = facts
    return facts
  }

  var finished: AuditReport {
    report
  }

  /// Which results commit follows which commit, and which pull requests they name; those behind the range count as well.
  mutating func gatherRequests(of line: [LineCommit], after end: ObjectID) async throws(GitError) {
    var later: [LineCommit] = []
    if end != history.tip, try await history.repository.isAncestor(end, of: history.tip) {
      later = try await history.repository.firstParents(from: history.tip, before: end)
    }
    var next: ObjectID?
    for commit in later + line {
      let facts = try await facts(of: commit.id)
      if let results = facts.results {
        next = commit.id
        for request in results.requestNumbers { covering[request, default: []].append(facts) }
      }
      nextResults[commit.id] = next
    }
  }

  /// Looks for commits whose times contradict their neighbours'.
  mutating func checkTimes(of line: [LineCommit], now: Instant) async throws(GitError) {
    let times = line.reversed().map { ($0.id, $0.time) }
    for (id, time) in times where time > Int64(now.seconds) + Int64(clocksDiffer) {
      find(.wrongTime, try await facts(of: id), "its time has not come yet")
    }
    for index in times.indices.dropLast() where times[index].1 > times[index + 1].1 + Int64(clocksDiffer) {
      guard times[index].1 <= Int64(now.seconds) + Int64(clocksDiffer) else { continue }
      // Where the one after the next is earlier too, this one is too late; else the next is too early.
      let isLate = index + 2 < times.count && times[index].1 > times[index + 2].1 + Int64(clocksDiffer)
      let isEarlyRun = index > 0 && times[index - 1].1 > times[index + 1].1 + Int64(clocksDiffer)
      let wrong = isLate && !isEarlyRun ? index : index + 1
      find(
        .wrongTime, try await facts(of: times[wrong].0),
        wrong == index ? "it is later than the commits that follow it" : "it is earlier than the commit that it follows"
      )
    }
  }

  /// Looks for moves of the remote's branch that took commits away.
  mutating func checkMoves(of refs: [String]) async throws(GitError) {
    for ref in refs {
      for move in (try? await history.repository.rewrites(of: ref, limit: 1000)) ?? [] {
        let from = move.from.map { String("\($0)".prefix(12)) } ?? ""
        find(
          .rewritten, nil,
          "\(ref) was moved from \(from) to \(String("\(move.to)".prefix(12))), which does not follow it: a force push")
      }
    }
  }
}
