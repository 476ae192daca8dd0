import Git
import Planner

/// The commit that results are written on top of.
struct ResultsBase: Sendable {
  /// The results branch's tip; `HEAD` where the branch does not exist yet.
  let commit: ObjectID
  /// Where the results branch is; nil where it does not exist yet.
  let tip: ObjectID?
  /// What the remote has on the branch for results that their own branch did not accept.
  let aside: Aside

  /// The branch for results that wait.
  enum Aside: Sendable {
    case nothing
    case waiting(ObjectID)
    /// Something is there that cannot be fetched.
    case unreachable(GitError)

    /// The commit that is there.
    var commit: ObjectID? {
      switch self {
      case .waiting(let commit): commit
      case .nothing, .unreachable: nil
      }
    }
  }
}

extension ResultsBase {
  /// Finds the tip of the results branch, and makes sure that its orders are those of `HEAD`: what is recorded is read
  /// there.
  static func find(
    for head: ObjectID, on branch: ResultsBranch, in workspace: Workspace, _ repository: Repository
  ) async throws(ApplyFailure) -> ResultsBase {
    let base = try await attempt { () throws(GitError) in try await branch.base(in: repository, orElse: head) }
    // A branch that only the CI's variables name is not created again: no later run would read its results.
    let isOfRun = branch.choice != .named && CIEnvironment(workspace.runEnvironment.variables).branch == branch.name
    if base.tip == nil, branch.remote != nil, isOfRun { throw .noBranch(.notAtRemote(branch.name)) }
    guard base.commit != head else { return base }
    let isSame = try await attempt { () throws(GitError) in
      try await declareTheSame(head, base.commit, workspace, repository)
    }
    guard isSame else {
      let position = await position(of: head, beside: base.commit, in: repository)
      throw .ordersDiffer(branch: branch.name, position)
    }
    return base
  }

  /// Whether two commits have the same below the fleet's folder, results apart.
  private static func declareTheSame(
    _ head: ObjectID, _ tip: ObjectID, _ workspace: Workspace, _ repository: Repository
  ) async throws(GitError) -> Bool {
    let results = workspace.resultsPath
    let changes = try await repository.changes(from: head, to: tip, below: workspace.fleetPath, budget: 1_000_000)
    return !changes.isCutOff && changes.list.allSatisfy { $0.path == results || $0.path.hasPrefix(results + "/") }
  }

  private static func position(
    of head: ObjectID, beside tip: ObjectID, in repository: Repository
  ) async -> ApplyFailure.HeadPosition {
    if (try? await repository.isAncestor(head, of: tip)) == true { return .behind }
    if (try? await repository.isAncestor(tip, of: head)) == true { return .ahead }
    return .diverged
  }
}

extension ResultsBranch {
  /// Where results are written now: at the remote, fetched, or in this clone.
  func base(in repository: Repository, orElse head: ObjectID) async throws(GitError) -> ResultsBase {
    let tip = try await tip(in: repository)
    return ResultsBase(commit: tip ?? head, tip: tip, aside: try await aside())
  }

  private func tip(in repository: Repository) async throws(GitError) -> ObjectID? {
    if let remote { return try await remote.fetch(ref) }
    return try await repository.target(of: ref)
  }

  /// What is on the branch for waiting results. Anybody may have put it there, whatever it is: a run must not fail
  /// because it cannot be fetched.
  private func aside() async throws(GitError) -> ResultsBase.Aside {
    guard let remote, !isWaitingBranch else { return .nothing }
    do throws(GitError) {
      return try await remote.within(.seconds(60)).fetch(folder.waitingRef).map { .waiting($0) } ?? .nothing
    } catch {
      if case .cancelled = error { throw error }
      return .unreachable(error)
    }
  }
}
