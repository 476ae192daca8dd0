import Git
import Planner

/// What a commit has in the place of the record of open orders.
enum OpenOrdersRecord: Sendable {
  case none
  /// It has errors, or is no plain file.
  case unreadable
  /// - Parameter isOfResults: whether the commit's results are those that it was made over.
  case recorded(RecordedOpenOrders, isOfResults: Bool)
}

extension Workspace {
  /// Reads what a commit has in the place of the record of open orders.
  func openOrdersRecord(at commit: ObjectID, in repository: Repository) async throws(GitError) -> OpenOrdersRecord {
    guard let file = try await openOrdersFile(at: commit, in: repository) else { return .none }
    guard let recorded = readOpenOrders(file).value else { return .unreadable }
    let results = try await resultsTree(of: commit, in: repository)
    return .recorded(recorded, isOfResults: recorded.results == results)
  }

  /// The file that a commit has there; nil where it has none.
  func openOrdersFile(at commit: ObjectID, in repository: Repository) async throws(GitError) -> FleetFile? {
    let entry: TreeEntry?
    do throws(GitError) { entry = try await repository.entry(at: openOrdersPath, of: commit) } catch {
      if case .cancelled = error { throw error }
      entry = nil
    }
    guard let entry else { return nil }
    return try await repository.readFiles([entry], limit: 1 << 20, into: FleetFile?.none) { $0 = FleetFile($1) }
  }

  /// The id of the tree that a commit's results would be after some changes, without the record of open orders; that of the empty tree where
  /// there are none.
  func resultsTree(
    of commit: ObjectID, after changes: [String: CommitDraft.Change] = [:], in repository: Repository
  ) async throws(GitError) -> String {
    let changes = changes.merging([openOrdersPath: .delete]) { $1 }
    return try await repository.folder(at: resultsPath, of: commit, after: changes)?.description
      ?? ObjectID.emptyTree.description
  }
}
