import Git

/// The commit that results are written on top of.
struct Base: Sendable {
  /// The results branch's tip, or where results of earlier runs wait beside it, both merged; for a branch that is not there yet, `HEAD`.
  let commit: ObjectID
  /// Where the results branch stands; nil where it is not there yet.
  let tip: ObjectID?
  /// The commit at the remote that holds results which the branch did not take.
  let waiting: ObjectID?

  /// What people have of it.
  var published: ObjectID { tip ?? commit }
}

extension Base {
  /// Finds the tip of the results branch, and makes sure that its orders are those of `HEAD`: what is recorded is read there.
  static func find(
    for head: ObjectID, on branch: ResultsBranch, in workspace: Workspace, _ repository: Repository,
    signedBy signer: Signer?
  ) async throws(ApplyFailure) -> Base {
    let base = try await branch.base(in: repository, orElse: head, of: workspace, signedBy: signer)
    guard base.commit != head else { return base }
    let isSame = try await attempt { () throws(GitError) in
      try await declared(at: head, workspace, repository) == declared(at: base.commit, workspace, repository)
    }
    guard isSame else {
      let position = await position(of: head, beside: base.published, in: repository)
      throw .ordersDiffer(branch: branch.name, position)
    }
    return base
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
  /// Where results are written now: at the remote, fetched, or here.
  func base(
    in repository: Repository, orElse head: ObjectID, of workspace: Workspace, signedBy signer: Signer?
  ) async throws(ApplyFailure) -> Base {
    let tip = try await attempt { () throws(GitError) in try await self.tip(in: repository) }
    let waiting = try await attempt { () throws(GitError) in try await self.waiting(in: repository) }
    let start = tip ?? head
    guard let waiting, let remote else { return Base(commit: start, tip: tip, waiting: nil) }
    let merge = WaitingResults(
      at: waiting, remote: remote, branch: self, repository: repository, workspace: workspace, signer: signer)
    return Base(commit: try await merge.merged(into: start) ?? start, tip: tip, waiting: waiting)
  }

  private func tip(in repository: Repository) async throws(GitError) -> ObjectID? {
    if let remote { return try await remote.fetch(ref) }
    return try await repository.target(of: ref)
  }

  /// Where results wait that the remote did not take on this branch; nil where none do.
  private func waiting(in repository: Repository) async throws(GitError) -> ObjectID? {
    guard let remote, name != Self.fallbackName else { return nil }
    return try await remote.fetch(Self.fallbackRef)
  }
}
