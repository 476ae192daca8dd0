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
    guard let repository else { return [] }
    let branch: ObjectID?
    if let base {
      branch = try await resolve(base)
    } else if CIEnvironment(runEnvironment.variables).pullRequestTarget != nil {
      branch = try await attempt { () throws(GitError) in try await trustedCommit(in: repository) }
    } else {
      branch = nil
    }
    guard let branch else { return [] }
    let edit = try await openOrdersEdit(beyond: branch, at: fleet.revision, in: repository)
    guard fleet.results != trusted.results else { return edit }
    let fork = try await fork(of: branch, and: fleet.revision, in: repository)
    guard let fork else {
      return edit + Planner.recordEdits(since: trusted.results, beside: trusted.results, in: fleet)
    }
    let records = try await readResults(of: fleet.rest?.looked, at: fork, in: repository)
    return edit + Planner.recordEdits(since: records, beside: trusted.results, in: fleet)
  }

  /// What a revision makes of the record of open orders.
  private func openOrdersEdit(
    beyond branch: ObjectID, at revision: Revision, in repository: Repository
  ) async throws(ApplyFailure) -> [Notice] {
    guard let tip = revision.commit.flatMap({ ObjectID($0) }) else { return [] }
    let (now, there) = try await attempt { () throws(GitError) in
      (try await openOrdersFile(at: tip, in: repository), try await openOrdersFile(at: branch, in: repository))
    }
    guard Planner.openOrdersEdit(since: there, beside: there, now: now) != nil else { return [] }
    let fork = try await fork(of: branch, and: revision, in: repository) ?? branch
    let before = try await attempt { () throws(GitError) in try await openOrdersFile(at: fork, in: repository) }
    return [Planner.openOrdersEdit(since: before, beside: there, now: now)].compactMap(\.self)
  }

  /// The commit where a revision left a branch; nil where that is the branch's own tip, or cannot be found.
  private func fork(
    of branch: ObjectID, and revision: Revision, in repository: Repository
  ) async throws(ApplyFailure) -> ObjectID? {
    guard let tip = revision.commit.flatMap({ ObjectID($0) }) else { return nil }
    let fork = try await attempt { () throws(GitError) in try await repository.commonAncestor(of: branch, and: tip) }
    return fork == branch ? nil : fork
  }
}
