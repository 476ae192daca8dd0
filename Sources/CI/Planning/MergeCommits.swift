import Applier
import Forges
import Git
import Planner

/// The two commits whose merge is planned, both in the clone.
struct MergeCommits: Sendable {
  let base: ObjectID
  /// What the base is called, for people.
  let baseName: String
  let head: ObjectID
  /// What a reader should know about where they come from; sentences without a full stop.
  let remarks: [String]
}

extension MergeCommits {
  /// As somebody names them; nothing is fetched.
  static func named(_ base: String, _ head: String, in workspace: Workspace) async throws(CIPlanFailure) -> MergeCommits
  {
    let repository = try workspace.clone()
    return try await git { () throws(GitError) in
      MergeCommits(
        base: try await repository.resolve(base), baseName: base, head: try await repository.resolve(head), remarks: [])
    }
  }

  /// As they are at the remote now: the event is as old as the job's wait in a queue, and a base from that time would show what others merged
  /// since as the pull request's. A shallow clone gets its whole history, for a merge needs the commit where the two part.
  static func fetched(
    for event: PullRequestEvent, at kind: ForgeKind?, in workspace: Workspace
  ) async throws(CIPlanFailure) -> MergeCommits {
    let repository = try workspace.clone()
    let found = try await git { () throws(GitError) in try await workspace.forgeRemote(at: event.repositoryURL) }
    guard let remote = found else { throw .noRemote }
    guard let head = ObjectID(event.head) else { throw .noHead(event.head) }
    if try await git({ () throws(GitError) in try await !repository.has(head) }) {
      let ref = (kind ?? .gitHub).headRef(of: event.number)
      _ = try await git { () throws(GitError) in try await remote.fetchDetached(ref) }
      guard try await git({ () throws(GitError) in try await repository.has(head) }) else { throw .noHead(event.head) }
    }
    let base = try await tip(of: event.baseBranch, at: remote, repository)
    return MergeCommits(
      base: base.commit, baseName: event.baseBranch, head: head, remarks: base.remark.map { [$0] } ?? [])
  }

  private static func tip(
    of branch: String, at remote: Remote, _ repository: Repository
  ) async throws(CIPlanFailure) -> (commit: ObjectID, remark: String?) {
    let ref = "refs/heads/\(branch)"
    do throws(GitError) {
      if await repository.isShallow { try await remote.unshallow(ref) }
      if let tip = try await remote.fetch(ref) { return (tip, nil) }
    } catch {
      // A checkout that kept no credentials still has what it fetched a moment ago.
      let kept = "refs/remotes/\(remote.name)/\(branch)"
      guard error.concernsRemote, let tip = try? await repository.target(of: kept) else { throw .git(error) }
      return (tip, "the base branch is taken as the checkout has it, because it could not be fetched: \(error)")
    }
    throw .noBaseBranch(branch, remote: remote.shownName)
  }
}

extension Workspace {
  fileprivate func clone() throws(CIPlanFailure) -> Repository {
    guard let repository else { throw .noRepository(root) }
    return repository
  }
}

private func git<Value>(_ body: () async throws(GitError) -> Value) async throws(CIPlanFailure) -> Value {
  do { return try await body() } catch { throw .git(error) }
}
