public import Git

extension FleetHistory {
  /// What differs between two commits: each order's document and result, and the documents that many share.
  public func differences(from old: ObjectID, to new: ObjectID) async throws(HistoryFailure) -> [HistoryEvent] {
    try await attempt { () throws(GitError) in
      let tree = try await repository.commit(new)
      let line = LineCommit(between: old, and: tree)
      return try await events(in: line)
    }
  }

  /// What one commit of the branch's line tells, without what only the commits around it know.
  public func events(of commit: LineCommit) async throws(HistoryFailure) -> [HistoryEvent] {
    try await attempt { () throws(GitError) in try await events(in: commit) }
  }
}
