import Git
import Planner

extension ResultsBase {
  /// What waits beside the branch, as it is there. Whatever it is, this does not fail because of it.
  func waitingRecords(
    of fleet: Fleet, on branch: ResultsBranch, in workspace: Workspace, _ repository: Repository, isSigned: Bool
  ) async throws(ApplyFailure) -> WaitingRecords? {
    let commit: ObjectID
    switch aside {
    case .nothing: return nil
    case .waiting(let found): commit = found
    case .unreachable(let error):
      var records = WaitingRecords(on: workspace.folder.waitingBranch, voucher: .panel)
      records.leave("all of it", .unclear("\(error)"))
      return records
    }
    var records = WaitingRecords(on: workspace.folder.waitingBranch, voucher: .panel)
    do throws(GitError) {
      let signatures =
        isSigned
        ? SignatureCheck(
          for: repository,
          through: try await GitProgram.find(in: workspace.runEnvironment.variables, log: workspace.log))
        : nil
      let waiting = WaitingBranch(
        commit: commit, repository: repository, workspace: workspace, signatures: signatures)
      return try await waiting.records(beside: self.commit, known: fleet.known) { () throws(GitError) in
        try await branch.remote?.unshallow(branch.ref)
      }
    } catch {
      if case .cancelled = error { throw .git(error) }
      records.leave("commits up to \(commit.description.prefix(7))", .unclear("\(error)"))
      return records
    }
  }
}

extension Workspace {
  /// What waits beside the branch that apply writes to, as far as it was fetched. A plan fetches nothing, and starts no
  /// program to check signatures, so it accepts only what the panel confirms.
  func waitingRecords(
    beside tip: ObjectID, of fleet: Fleet, fromRemote remote: String
  ) async -> WaitingRecords? {
    guard let repository,
      let commit = (try? await repository.target(of: "refs/remotes/\(remote)/\(folder.waitingBranch)")) ?? nil
    else { return nil }
    let waiting = WaitingBranch(commit: commit, repository: repository, workspace: self, signatures: nil)
    do throws(GitError) {
      return try await waiting.records(beside: tip, known: fleet.known) { () throws(GitError) in }
    } catch {
      var records = WaitingRecords(on: folder.waitingBranch, voucher: .panel)
      records.leave("commits up to \(commit.description.prefix(7))", .unclear("\(error)"))
      return records
    }
  }
}

extension Fleet {
  /// The orders that are declared, or recorded.
  fileprivate var known: Set<OrderID> {
    Set(orders.map(\.id)).union(results.keys).union(unreadable).union(rest?.known ?? [])
  }
}
