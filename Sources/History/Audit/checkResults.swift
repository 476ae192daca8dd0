import Git
import Planner

extension LineAudit {
  /// Checks a results commit against what it changes.
  mutating func checkResults(
    _ commit: CommitFacts, _ said: ResultsCommit, _ parent: ObjectID, _ paths: [String]
  ) async throws(GitError) {
    var changed: [OrderID: (before: OrderResult?, after: OrderResult?)] = [:]
    for path in paths {
      if path == history.openOrdersPath {
        try await checkOpenOrders(commit)
        continue
      }
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
    checkCounts(commit, said)
    for row in said.rows { check(row, commit, changed[row.order]?.after) }
    if case .run = said.kind {
      try await checkRevision(commit, said)
      checkApplied(commit, said, changed)
      try await checkTiers(commit, changed)
      checkDigest(commit, said, changed)
    }
    if let accepted = said.accepted {
      if let reason = said.because {
        report.exceptions.append(AuditException(kind: .acceptedLimit, commit: commit, reason: reason, approval: nil))
      } else {
        find(.noReason, commit, "the plan \(accepted.short) was over a safety limit, and was accepted")
      }
    }
    if let taking = said.lockTookOver {
      report.exceptions.append(AuditException(kind: .lockTakenOver, commit: commit, reason: taking, approval: nil))
    }
  }

  /// Whether the record of open orders is about the results that the commit has. A run that finds too many open orders takes it away.
  private mutating func checkOpenOrders(_ commit: CommitFacts) async throws(GitError) {
    let path = history.openOrdersPath
    guard let bytes = try await history.document(at: path, of: commit.id) else { return }
    guard let recorded = readOpenOrders(FleetFile(path: path, content: .bytes(bytes))).value else {
      return find(.resultsByHand, commit, "it leaves a record of open orders that cannot be read", at: path)
    }
    let tree = try await history.repository.folder(
      at: history.resultsPath, of: commit.id, after: [path: .delete])?.description
    if let tree, tree != recorded.results {
      find(.resultsByHand, commit, "its record of open orders is about other results than it has", at: path)
    }
  }

  /// Whether trailer, rows and files are about the same orders.
  private mutating func checkOrders(_ commit: CommitFacts, _ said: ResultsCommit, _ changed: Set<OrderID>) {
    let named = Set(said.orders)
    let listed = Set(said.ownRows.map(\.order))
    var contradictions: [String] = []
    for order in changed.subtracting(named).sorted() {
      contradictions.append("it changes the result of \(order), which its trailer Orders does not name")
    }
    if case .run = said.kind {
      for order in listed.subtracting(named).subtracting(changed).sorted() {
        contradictions.append("it has a row for \(order), which its trailer Orders does not name")
      }
      if said.unlisted == 0 {
        for order in named.subtracting(changed).subtracting(listed).sorted() {
          contradictions.append("its trailer Orders names \(order), of which it says and changes nothing")
        }
      }
    } else if said.unlisted == 0, listed != named {
      contradictions.append("its rows are about other orders than its trailer Orders")
    }
    guard !contradictions.isEmpty else { return }
    let path = changed.subtracting(named).min().map(history.resultPath)
    find(.ordersDiffer, commit, contradictions.joined(separator: "; "), at: path)
  }

  /// Whether the subject counts what the rows say, outcome by outcome.
  private mutating func checkCounts(_ commit: CommitFacts, _ said: ResultsCommit) {
    var contradictions: [String] = []
    let total = said.ownRows.count + said.unlisted
    func compare(_ number: Int, _ what: String, _ found: Int, _ where: String) {
      if number != found { contradictions.append("it counts \(number) \(what), and \(found) \(`where`)") }
    }
    guard case .run = said.kind else {
      if let count = said.counts.first { compare(count.number, "results", said.orders.count, "orders are named") }
      return report(contradictions, of: commit)
    }
    if let recorded = said.counts.first, recorded.what.hasPrefix("result") {
      compare(recorded.number, "results", said.orders.count, "orders are named")
    }
    let sum = said.counts.filter(\.isOfChanges).reduce(0) { $0 + $1.number }
    compare(sum, "changes", total, "are listed")
    if said.unlisted == 0, said.counts.contains(where: \.isOfChanges) {
      for (titles, word) in [
        ([OutcomeWord.unknown.title], OutcomeWord.unknown.ofRow),
        ([OutcomeWord.notKept.title], OutcomeWord.notKept.ofRow),
        ([OutcomeWord.failed.title, OutcomeWord.installFailed.title], OutcomeWord.failed.ofRow),
      ] {
        let number = said.counts.filter { titles.contains($0.what) }.reduce(0) { $0 + $1.number }
        compare(number, titles[0], said.ownRows.count { $0.word == word }, "rows say so")
      }
      // What is taken over is counted by what was done to it, and has a row of its own word.
      let taken = said.ownRows.count { $0.word == "takeover" }
      for kind in Change.Kind.allCases where !kind.rawValue.hasSuffix("-user") && kind != .link && kind != .create {
        let counts = said.counts.filter { $0.what == kind.participle || $0.what.hasSuffix(" \(kind.participle)") }
        let number = counts.reduce(0) { $0 + $1.number }
        let same = said.ownRows.count { $0.word == kind.rawValue }
        if number < same || number > same + taken { compare(number, kind.participle, same, "rows say so") }
      }
    }
    report(contradictions, of: commit)
  }

  private mutating func report(_ contradictions: [String], of commit: CommitFacts) {
    guard !contradictions.isEmpty else { return }
    find(.countsDiffer, commit, "its subject is not what it lists: \(contradictions.joined(separator: "; "))")
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
}

extension ResultsCommit {
  /// The rows of what the run tried itself.
  var ownRows: [Row] { rows.filter { !$0.isOfEarlierInstallation } }
}

extension ResultsCommit.Row {
  /// Whether it is about a server of an earlier run, which no number of the subject counts.
  fileprivate var isOfEarlierInstallation: Bool { told.hasPrefix("install: created by an earlier run") }
}
