import Git

extension Recorder {
  /// What becomes of the checkout. The commit is where it should be; no trouble here changes that.
  func checkoutNote(
    _ commit: ObjectID, _ place: Recording.Place, from base: ResultsBase
  ) async -> Recording.CheckoutNote? {
    switch place {
    case .refused, .aside, .unpushed:
      // The branch that people work on gets nothing that its upstream does not accept: it could never be pushed.
      return nil
    case .pushed, .local:
      do throws(GitError) { return try await followed(commit, from: base) } catch { return .stuck(error) }
    }
  }

  /// Lets the checked-out branch follow, if that changes nothing but results.
  func followed(_ commit: ObjectID, from base: ResultsBase) async throws(GitError) -> Recording.CheckoutNote? {
    guard repository.workTree != nil, case .branch(let name, let start) = head, name == branch.localName else {
      return nil
    }
    // A run for another fleet of this clone may have moved it meanwhile, or a person.
    let now = try await tip(of: name, since: start)
    // Without a remote the branch itself was moved, and index and files are where it was before.
    let isMoved = branch.remote == nil && now == commit
    let old = isMoved ? try await repository.commit(commit).parents.first ?? start : now
    if branch.remote != nil, old != commit {
      guard try await differsInResultsOnly(old, base.commit) else { return .pull }
      try await repository.moveBranch(name, from: old, to: commit, because: movingReason)
    }
    let kept = try await repository.updateCheckout(below: resultsPath, from: old, to: commit)
    return kept.isEmpty ? nil : .kept(kept)
  }

  /// Where a branch stands that was somewhere at the run's start.
  private func tip(of name: String, since start: ObjectID) async throws(GitError) -> ObjectID {
    guard case .branch(name, let now) = try await repository.head(), now != start,
      try await repository.isAncestor(start, of: now)
    else { return start }
    return now
  }

  private func differsInResultsOnly(_ old: ObjectID, _ new: ObjectID) async throws(GitError) -> Bool {
    if old == new { return true }
    guard try await repository.isAncestor(old, of: new) else { return false }
    let results = resultsPath + "/"
    let changes = try await repository.changes(from: old, to: new, below: "", budget: 1_000_000)
    return !changes.isCutOff && changes.list.allSatisfy { $0.path.hasPrefix(results) }
  }
}
