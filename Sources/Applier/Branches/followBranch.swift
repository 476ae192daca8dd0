public import Git
import Planner

/// What the remote has on the branch that a run is for, and what became of the checkout.
public struct FollowedBranch: Sendable {
  /// The branch's tip as it was fetched; `HEAD` where there is no remote.
  public let tip: ObjectID
  /// The branch's short name.
  public let name: String
  /// The remote; nil where there is none.
  public let remote: Remote?
  public let checkout: Checkout

  /// What became of `HEAD`.
  public enum Checkout: Sendable {
    /// It is at the tip, and was not moved.
    case current
    /// It was at an older commit, and is at the tip now.
    case moved(from: ObjectID)
    /// It stays where it is: it is on another branch, or has commits that the tip does not have.
    case elsewhere
    /// It was not to be moved, or there is no working tree.
    case untouched
    /// It could not be moved.
    case stuck(GitError)
  }
}

extension Workspace {
  /// Fetches the branch that a run is for, with its whole history, and brings the checkout to its tip.
  ///
  /// A job that waited for its turn has an older commit checked out than the branch has by then. It moves on only where that loses
  /// nothing: `HEAD` is on that branch or on none, its commit is among the branch's, and no changed file is in the way.
  ///
  /// - Parameters:
  ///   - named: the branch's short name; nil chooses it as `apply` does.
  ///   - isMoving: whether the checkout follows.
  public func follow(_ named: String?, moving isMoving: Bool) async throws(ApplyFailure) -> FollowedBranch {
    let repository = try requireRepository()
    let branch = try await ResultsBranch.choose(
      for: folder, named: named, in: repository, ci: CIEnvironment(runEnvironment.variables), pushing: .toUpstream,
      environment: runEnvironment.variables, log: log)
    let head = try await attempt { () throws(GitError) in try await repository.head() }
    guard let remote = branch.remote else {
      guard let commit = head.commit else { throw .noCommit }
      return FollowedBranch(tip: commit, name: branch.name, remote: nil, checkout: .current)
    }
    // Which pull requests are covered, and since when documents say what they say, is in the history.
    if await repository.isShallow { try? await remote.unshallow(branch.ref) }
    guard let tip = try await attempt({ () throws(GitError) in try await remote.fetch(branch.ref) }) else {
      throw .noBranch(.notAtRemote(branch.name))
    }
    let checkout = isMoving ? try await move(head, to: tip, on: branch, in: repository) : .untouched
    return FollowedBranch(tip: tip, name: branch.name, remote: remote, checkout: checkout)
  }

  private func move(
    _ head: Head, to tip: ObjectID, on branch: ResultsBranch, in repository: Repository
  ) async throws(ApplyFailure) -> FollowedBranch.Checkout {
    guard let commit = head.commit else { throw .noCommit }
    if commit == tip { return .current }
    guard repository.workTree != nil else { return .untouched }
    let isOfBranch = head.branch == nil || head.branch == branch.localName
    guard isOfBranch, try await attempt({ () throws(GitError) in try await repository.isAncestor(commit, of: tip) })
    else { return .elsewhere }
    do throws(GitError) {
      let program = try await GitProgram.find(in: runEnvironment.variables, log: log)
      try await repository.fastForward(to: tip, through: program)
      return .moved(from: commit)
    } catch {
      return .stuck(error)
    }
  }
}
