import Git
import Planner

extension LineAudit {
  /// Whether what was applied is in the history before the commit.
  mutating func checkRevision(_ commit: CommitFacts, _ said: ResultsCommit) async throws(GitError) {
    guard let text = said.revision, let parent = commit.parents.first else { return }
    guard let revision = ObjectID(text), try await history.repository.has(revision),
      try await history.repository.isAncestor(revision, of: parent)
    else {
      find(.revisionMissing, commit, "it applied \(text.prefix(12)), which is not in the history before it")
      return
    }
  }

  /// Whether the results say the same revision and time as their commit.
  mutating func checkApplied(
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

  /// Whether a result that has another tier than before has the one that its order asked for.
  mutating func checkTiers(
    _ commit: CommitFacts, _ changed: [OrderID: (before: OrderResult?, after: OrderResult?)]
  ) async throws(GitError) {
    for (order, result) in changed.sorted(by: { $0.key < $1.key }) {
      guard let applied = result.after?.applied, let tier = applied.tier, tier != result.before?.applied?.tier,
        let revision = ObjectID(applied.revision), try await history.repository.has(revision),
        let path = try await documentPath(of: order, at: revision),
        let bytes = try await history.document(at: path, of: revision),
        let asked = purchaser(in: bytes).tier, asked != tier.text
      else { continue }
      find(
        .declaredDiffers, commit,
        "the result of \(order) has the tier \(tier), and \(path) asked for \(escapedForDisplay(asked, upTo: 80))",
        at: history.resultPath(of: order))
    }
  }

  /// Where a commit has an order's document, without a look at ten thousand others where the range has shown it already.
  private func documentPath(of order: OrderID, at commit: ObjectID) async throws(GitError) -> String? {
    if let known = places[order], try await history.repository.entry(at: known, of: commit) != nil { return known }
    do throws(HistoryFailure) { return try await history.documentPath(of: order, at: commit) } catch {
      guard case .git(let why) = error else { return nil }
      throw why
    }
  }

  /// Whether the plan's digest is that of its changes, where all of their digests are recorded.
  mutating func checkDigest(
    _ commit: CommitFacts, _ said: ResultsCommit, _ changed: [OrderID: (before: OrderResult?, after: OrderResult?)]
  ) {
    guard let plan = said.plan else { return }
    let rows = said.ownRows
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
