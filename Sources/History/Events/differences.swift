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
}
