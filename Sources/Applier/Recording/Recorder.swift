public import Git
import Planner

/// What became of a run's results.
public enum Recording: Sendable {
  /// Nothing new: no commit.
  case nothingNew
  /// Committed on the branch; `place` says whether the remote has it.
  case committed(ObjectID, Place, checkout: CheckoutNote?)
  /// Nothing was committed.
  case failed(GitError)

  /// Where the commit is.
  public enum Place: Hashable, Sendable {
    /// The remote was asked and has it.
    case pushed(remote: String)
    /// It was not to be pushed, or there is nowhere to push to.
    case local
    /// The remote did not take it; the commit is here.
    case refused(remote: String, why: String)
  }

  /// What people should know about their checkout.
  public enum CheckoutNote: Hashable, Sendable {
    /// These files were changed here and stay as they are.
    case kept([String])
    /// The branch that is checked out did not follow; pulling brings the results.
    case pull
    /// Branch, index or files could not follow, or not all of them.
    case stuck(GitError)
  }
}

/// Commits results, and nothing else.
struct Recorder: Sendable {
  let repository: Repository
  let branch: ResultsBranch
  let head: Head
  let resultsPath: String
  let author: Signature
  /// Waits before another try, a little longer each time.
  let pause: @Sendable (_ tries: Int) async -> Void

  private static let tries = 6

  /// Writes one commit on the base, or where the branch was overtaken on its new tip: only results are ours, so nothing can conflict.
  func record(_ changes: [String: CommitDraft.Change], message: String, on base: Base) async -> Recording {
    guard !changes.isEmpty else { return await nothingNew(at: base) }
    var base = base
    do throws(GitError) {
      for number in 1...Self.tries {
        let draft = CommitDraft(parent: base.commit, changes: changes, message: message, author: author)
        guard case .made(let commit) = try await repository.write(draft) else {
          return await nothingNew(at: base)
        }
        switch try await publish(commit, on: base) {
        case .done(let place): return .committed(commit, place, checkout: await checkoutNote(commit, place, from: base))
        case .overtaken:
          await pause(number)
          base.commit = try await branch.tip(in: repository) ?? base.commit
        }
      }
      throw .moved(branch: branch.name)
    } catch {
      return .failed(error)
    }
  }

  /// A run that was killed may have pushed all of it, and left the checkout here behind.
  private func nothingNew(at base: Base) async -> Recording {
    _ = try? await followed(base.commit, from: base)
    return .nothingNew
  }

  private enum Publication {
    case done(Recording.Place)
    case overtaken
  }

  private func publish(_ commit: ObjectID, on base: Base) async throws(GitError) -> Publication {
    guard let remote = branch.remote else {
      do throws(GitError) {
        try await repository.moveBranch(
          branch.name, from: base.branch == .exists ? base.commit : nil, to: commit, because: movingReason)
      } catch {
        if case .moved = error { return .overtaken }
        throw error
      }
      return .done(.local)
    }
    let update: RefUpdate =
      base.branch == .exists
      ? .advance(ref: branch.ref, from: base.commit, to: commit) : .create(ref: branch.ref, to: commit)
    switch try await remote.push(update) {
    case .pushed, .alreadyThere: return try await readBack(commit, from: remote)
    case .overtaken: return .overtaken
    case .refused(let why, let said):
      try await keepHere(commit)
      return .done(.refused(remote: remote.shownName, why: said.isEmpty ? why : said))
    }
  }

  /// Pushed means that the remote has it.
  private func readBack(_ commit: ObjectID, from remote: Remote) async throws(GitError) -> Publication {
    guard let tip = try await remote.fetch(branch.ref) else { return .overtaken }
    return tip == commit
      ? .done(.pushed(remote: remote.shownName))
      : try await repository.isAncestor(commit, of: tip) ? .done(.pushed(remote: remote.shownName)) : .overtaken
  }

  /// A commit that the remote refuses is kept where git does not throw it away.
  private func keepHere(_ commit: ObjectID) async throws(GitError) {
    let old = try await repository.target(of: "refs/heads/\(ResultsBranch.fallbackName)")
    try await repository.moveBranch(ResultsBranch.fallbackName, from: old, to: commit, because: "refused by the remote")
  }

  /// What becomes of the checkout. The commit is where it should be: no trouble here unsays that.
  private func checkoutNote(
    _ commit: ObjectID, _ place: Recording.Place, from base: Base
  ) async -> Recording.CheckoutNote? {
    switch place {
    case .refused:
      // The branch that people work on gets nothing that its upstream does not want: it could never be pushed.
      return nil
    case .pushed, .local:
      do throws(GitError) { return try await followed(commit, from: base) } catch { return .stuck(error) }
    }
  }

  /// Lets the checked-out branch follow, if nothing but results would change in it.
  private func followed(_ commit: ObjectID, from base: Base) async throws(GitError) -> Recording.CheckoutNote? {
    guard repository.workTree != nil, case .branch(let name, let old) = head, name == branch.localName else {
      return nil
    }
    if branch.remote != nil, old != commit {
      guard try await differsInResultsOnly(old, base.commit) else { return .pull }
      try await repository.moveBranch(name, from: old, to: commit, because: movingReason)
    }
    let kept = try await repository.updateCheckout(below: resultsPath, from: old, to: commit)
    return kept.isEmpty ? nil : .kept(kept)
  }

  private func differsInResultsOnly(_ old: ObjectID, _ new: ObjectID) async throws(GitError) -> Bool {
    if old == new { return true }
    guard try await repository.isAncestor(old, of: new) else { return false }
    let results = resultsPath + "/"
    let before = try await repository.entries(at: old, below: "").filter { !$0.path.hasPrefix(results) }
    let after = try await repository.entries(at: new, below: "").filter { !$0.path.hasPrefix(results) }
    return before == after
  }
}
