import Git
import Planner

/// A workspace whose repository has the merge of two commits, in memory alone.
struct MergedWorkspace: Sendable {
  let workspace: Workspace
  /// The merge; the workspace has it, and nobody else.
  let commit: ObjectID
  /// The commit that was merged: what people know it by.
  let head: ObjectID
}

extension Workspace {
  /// Merges a head into its base. Throws where both change the same.
  ///
  /// - Parameter now: when the merge counts as made; nil for when its head was.
  func merged(
    base: String, head: String, at now: Instant? = nil
  ) async throws(ApplyFailure) -> MergedWorkspace {
    let repository = try requireRepository()
    let (base, head) = (try await resolve(base), try await resolve(head))
    let merge = try await attempt { () throws(GitError) in
      let time = if let now { Int64(now.seconds) } else { try await repository.commit(head).committer.time }
      return try await repository.merge(head, into: base, at: time)
    }
    switch merge {
    case .conflict(let paths): throw .mergeConflict(paths: paths)
    case .clean(let commit, let repository):
      let workspace = Workspace(
        repository: repository, root: root, fleetPath: fleetPath, runEnvironment: runEnvironment, log: log)
      return MergedWorkspace(workspace: workspace, commit: commit, head: head)
    }
  }
}
