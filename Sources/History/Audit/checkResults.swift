import Git
import Planner

extension LineAudit {
  /// Checks a results commit against what it changes.
  mutating func checkResults(
    _ commit: CommitFacts, _ said: ResultsCommit, _ parent: ObjectID, _ paths: [String]
  ) async throws(GitError) {
    var changed: [OrderID: (before: OrderResult?, after: OrderResult?)] = [:]
    for path in paths {
      guard let order = WaitingRecords.order(at: path, in: history.folder.path) else {
        find(.foreignChange, commit, "it changes \(path)", at: path)
        continue
      }
      let before = try await history.result(of: order, at: parent)
      let after = try await history.result(of: order, at: commit.id)
      if after == nil {
        find(.resultsByHand, commit, "it takes the result away, or leaves one that cannot be read", at: path)
      }
      changed[order] = (before, after)
    }
    checkOrders(commit, said, Set(changed.keys))
    for row in said.rows { check(row, commit, changed[row.order]?.after) }
    if case .run = said.kind {
      try await checkRevision(commit, said)
      checkApplied(commit, said, changed)
      checkDigest(commit, said, changed)
    }
    if let accepted = said.accepted {
      let reason = said.because.map { "\($0)" }
      report.exceptions.append(
        AuditException(
          kind: .acceptedLimit, commit: commit, reason: reason ?? "no reason was given for \(accepted.short)"))
    }
    if let taking = said.lockTookOver {
      report.exceptions.append(AuditException(kind: .lockTakenOver, commit: commit, reason: taking))
    }
  }

  /// Whether trailer, rows, subject and files are about the same orders.
  private mutating func checkOrders(_ commit: CommitFacts, _ said: ResultsCommit, _ changed: Set<OrderID>) {
    let named = Set(said.orders)
    for order in changed.subtracting(named).sorted() {
      find(
        .ordersDiffer, commit, "it changes the result of \(order), which its trailer Orders does not name",
        at: history.resultPath(of: order))
    }
    let rows = said.rows.filter { !$0.isOfEarlierInstallation }
    for row in rows where !named.contains(row.order) {
      find(.ordersDiffer, commit, "it has a row for \(row.order), which its trailer Orders does not name")
    }
    guard case .run = said.kind else {
      if let count = said.counts.first?.number, count != said.orders.count {
        find(
          .countsDiffer, commit,
          "its subject counts \(counted(count, "result")), and its trailer Orders names \(said.orders.count)")
      }
      return
    }
    let listed = Set(rows.map(\.order))
    if said.unlisted == 0 {
      for order in named.subtracting(changed).subtracting(listed).sorted() {
        find(.ordersDiffer, commit, "its trailer Orders names \(order), of which it says and changes nothing")
      }
    }
    let sum = said.counts.filter(\.isOfChanges).reduce(0) { $0 + $1.number }
    let total = rows.count + said.unlisted
    if sum != total {
      find(.countsDiffer, commit, "its subject counts \(counted(sum, "change")), and it has \(counted(total, "row"))")
    } else if let recorded = said.counts.first, recorded.what.hasPrefix("result"), recorded.number != said.orders.count
    {
      find(
        .countsDiffer, commit,
        "its subject counts \(counted(recorded.number, "result")), and its trailer Orders names \(said.orders.count)")
    }
    checkCounts(commit, said, rows)
  }

  /// Whether the subject counts what the rows say, outcome by outcome.
  private mutating func checkCounts(_ commit: CommitFacts, _ said: ResultsCommit, _ rows: [ResultsCommit.Row]) {
    guard said.unlisted == 0, said.counts.contains(where: \.isOfChanges) else { return }
    for word in [OutcomeWord.unknown, .notKept] {
      let number = said.counts.filter { $0.what == word.title }.reduce(0) { $0 + $1.number }
      let rows = rows.count { $0.word == word.ofRow }
      if number != rows {
        find(.countsDiffer, commit, "its subject counts \(number) \(word.title), and \(rows) of its rows say so")
      }
    }
    let failed = said.counts.filter {
      $0.what == OutcomeWord.failed.title || $0.what == OutcomeWord.installFailed.title
    }
    let number = failed.reduce(0) { $0 + $1.number }
    let failedRows = rows.count { $0.word == OutcomeWord.failed.ofRow }
    if number != failedRows {
      find(.countsDiffer, commit, "its subject counts \(number) failed, and \(failedRows) of its rows say so")
    }
    for kind in Change.Kind.allCases where !kind.rawValue.hasSuffix("-user") && kind != .link && kind != .create {
      let number = said.counts.filter { $0.what == kind.participle || $0.what.hasSuffix(" \(kind.participle)") }.reduce(
        0
      ) { $0 + $1.number }
      let same = rows.count { $0.word == kind.rawValue }
      // What is taken over is counted by what was done to it, and has a row of its own word.
      let taken = rows.count { $0.word == "takeover" }
      if number < same || number > same + taken {
        find(.countsDiffer, commit, "its subject counts \(number) \(kind.participle), and \(same) of its rows say so")
      }
    }
  }

  /// Whether a row says of an order what its result says.
  private mutating func check(_ row: ResultsCommit.Row, _ commit: CommitFacts, _ after: OrderResult?) {
    guard let after, let said = commit.results, case .run = said.kind else { return }
    let isTrue: Bool =
      switch row.word {
      case "create": after.server != nil
      case "terminate": after.phase == .terminated
      case "suspend": after.applied?.spec[.suspended] != "no"
      case "unsuspend": after.applied?.spec[.suspended] != "yes"
      case "failed" where !row.told.hasPrefix("install: "):
        after.failure.map { row.told.hasPrefix(escapedForDisplay("\($0.action): ", upTo: 200)) } ?? true
      default: true
      }
    if !isTrue {
      find(
        .rowDiffers, commit, "its row says '\(row.word)' of \(row.order), and the result says \(after.phase.rawValue)",
        at: history.resultPath(of: row.order))
    }
  }

  /// Whether what was applied is in the history before the commit.
  private mutating func checkRevision(_ commit: CommitFacts, _ said: ResultsCommit) async throws(GitError) {
    guard let text = said.revision, let parent = commit.parents.first else { return }
    guard let revision = ObjectID(text), try await history.repository.has(revision),
      try await history.repository.isAncestor(revision, of: parent)
    else {
      find(.revisionMissing, commit, "it applied \(text.prefix(12)), which is not in the history before it")
      return
    }
  }

  /// Whether the results say the same revision and time as their commit.
  private mutating func checkApplied(
    _ commit: CommitFacts, _ said: ResultsCommit, _ changed: [OrderID: (before: OrderResult?, after: OrderResult?)]
  ) {
    var isTimed = false
    for (order, result) in changed.sorted(by: { $0.key < $1.key }) {
      guard let applied = result.after?.applied, applied != result.before?.applied else { continue }
      let path = history.resultPath(of: order)
      if applied.revision != said.revision {
        find(
          .revisionDiffers, commit,
          "the result of \(order) was applied from \(applied.revision.prefix(12)), and its commit from \(said.revision?.prefix(12) ?? "none")",
          at: path)
      }
      let late = commit.at.seconds - applied.at.seconds
      guard !isTimed, late < -clocksDiffer || late > 86_400 else { continue }
      isTimed = true
      let isKnown = report.findings.contains { $0.code == .wrongTime && $0.commit?.id == commit.id }
      if !isKnown {
        find(
          .wrongTime, commit, "the run that it records began at \(applied.at), and it was committed at \(commit.at)",
          at: path)
      }
    }
  }

  /// Whether the plan's digest is that of its changes, where all of their digests are recorded.
  private mutating func checkDigest(
    _ commit: CommitFacts, _ said: ResultsCommit, _ changed: [OrderID: (before: OrderResult?, after: OrderResult?)]
  ) {
    guard let plan = said.plan else { return }
    let rows = said.rows.filter { !$0.isOfEarlierInstallation }
    if rows.isEmpty, said.unlisted == 0, !said.remarks.contains(where: { $0.hasPrefix("not tried ") }) {
      if planDigest(of: []) != plan {
        find(.digestDiffers, commit, "nothing was changed, and its plan's digest is not that of an empty plan")
      }
      return
    }
    let kinds = Set(Change.Kind.allCases.map(\.rawValue).filter { !$0.hasSuffix("-user") } + ["takeover"])
    var digests: [(OrderID, String)] = []
    for row in rows {
      guard kinds.contains(row.word), row.word != "terminate", let result = changed[row.order],
        let applied = result.after?.applied,
        applied.at != result.before?.applied?.at, !digests.contains(where: { $0.0 == row.order })
      else { break }
      digests.append((row.order, applied.change.description))
    }
    let isWhole =
      digests.count == rows.count && said.unlisted == 0 && !said.remarks.contains { $0.hasPrefix("not tried ") }
    guard isWhole else {
      report.unchecked[.digest, default: 0] += 1
      return
    }
    if planDigest(of: digests.sorted { $0.0 < $1.0 }.map(\.1)) != plan {
      find(.digestDiffers, commit, "its plan's digest is not that of the changes that its results record")
    }
  }
}

extension ResultsCommit.Row {
  /// Whether it is about a server of an earlier run, which no number of the subject counts.
  fileprivate var isOfEarlierInstallation: Bool { told.hasPrefix("install: created by an earlier run") }
}
