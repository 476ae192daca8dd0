import Git
import Planner

extension Workspace {
  /// What the planned pull request changes in records; nothing where it is no pull request.
  ///
  /// - Parameters:
  ///   - base: its target branch, where that is named; else CI says it.
  ///   - trusted: what is recorded there.
  func recordEdits(
    in fleet: Fleet, beyond base: String?, trusting trusted: TrustedResults
  ) async throws(ApplyFailure) -> [Notice] {
    guard let repository, fleet.results != trusted.results else { return [] }
    let branch: ObjectID?
    if let base {
      branch = try await resolve(base)
    } else if CIEnvironment(runEnvironment.variables).pullRequestTarget != nil {
      branch = try await attempt { () throws(GitError) in try await trustedCommit(in: repository) }
    } else {
      branch = nil
    }
    guard let branch else { return [] }
    let fork = try await records(whereLeft: branch, by: fleet.revision, in: repository) ?? trusted.results
    return Planner.recordEdits(since: fork, beside: trusted.results, in: fleet)
  }

  /// The records at the commit where a revision left a branch; nil where that is the branch's own tip, or cannot be
  /// found.
  private func records(
    whereLeft branch: ObjectID, by revision: Revision, in repository: Repository
  ) async throws(ApplyFailure) -> [OrderID: OrderResult]? {
    let tip: String? =
      switch revision {
      case .commit(let commit): commit
      case .dirty(let commit): commit
      }
    guard let tip = tip.flatMap({ ObjectID($0) }) else { return nil }
    let fork = try await attempt { () throws(GitError) in try await repository.commonAncestor(of: branch, and: tip) }
    guard let fork, fork != branch else { return nil }
    return try await readResults(at: fork, in: repository)
  }
}
