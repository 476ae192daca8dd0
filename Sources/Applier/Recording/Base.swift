import Git

/// The commit that results are written on top of.
struct Base: Sendable {
  /// The results branch's tip; for a branch that is not there yet, `HEAD`.
  var commit: ObjectID
  let branch: Existence

  /// Whether the results branch is there.
  enum Existence: Sendable {
    case exists
    case absent
  }
}

extension Base {
  /// Finds the tip of the results branch, and makes sure that its orders are those of `HEAD`: what is recorded is read there.
  static func find(
    for head: ObjectID, on branch: ResultsBranch, in workspace: Workspace, _ repository: Repository
  ) async throws(ApplyFailure) -> Base {
    let tip: ObjectID?
    let isSame: Bool
    do throws(GitError) {
      tip = try await branch.tip(in: repository)
      guard let tip, tip != head else { return Base(commit: head, branch: tip == nil ? .absent : .exists) }
      isSame = try await declared(at: head, workspace, repository) == declared(at: tip, workspace, repository)
    } catch {
      throw .git(error)
    }
    guard let tip, isSame else {
      throw .ordersDiffer(branch: branch.name, await position(of: head, beside: tip ?? head, in: repository))
    }
    return Base(commit: tip, branch: .exists)
  }

  /// Everything below the fleet's folder but the results.
  private static func declared(
    at commit: ObjectID, _ workspace: Workspace, _ repository: Repository
  ) async throws(GitError) -> [TreeEntry] {
    let results = workspace.resultsPath + "/"
    return try await repository.entries(at: commit, below: workspace.fleetPath).filter { !$0.path.hasPrefix(results) }
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
  /// Where the branch stands now: at the remote, fetched, or here.
  func tip(in repository: Repository) async throws(GitError) -> ObjectID? {
    if let remote { return try await remote.fetch(ref) }
    return try await repository.target(of: ref)
  }
}
