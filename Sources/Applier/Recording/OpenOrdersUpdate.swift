import Git
import Planner

/// What becomes of the record of open orders in a results commit.
struct OpenOrdersUpdate: Sendable {
  /// What a run leaves open; nil takes the document away: more are open than one can hold.
  let orders: OpenOrders?
  /// Whether a commit is made for it alone.
  let isDueAlone: Bool
}

extension Recorder {
  /// The record of open orders as the commit is to have it, made over the results that the commit has. None where it stays as it is.
  ///
  /// Where others have changed results since the run read them, it would say less than is true. What is there then is about other results
  /// than the branch has, and the next run notices that and reads everything.
  func openOrders(
    beside changes: [String: CommitDraft.Change], over start: ObjectID, on base: ResultsBase, since first: ObjectID
  ) async -> [String: CommitDraft.Change] {
    guard let openOrders, !changes.isEmpty || openOrders.isDueAlone else { return [:] }
    let path = workspace.openOrdersPath
    do throws(GitError) {
      if base.commit != first {
        let moved = try await repository.changes(from: first, to: base.commit, below: resultsPath, budget: 1_000_000)
        guard !moved.isCutOff, moved.list.allSatisfy({ $0.path == path }) else { return [:] }
      }
      let tree = try await workspace.resultsTree(of: start, after: changes, in: repository)
      guard let orders = openOrders.orders else { return [path: .delete] }
      return [path: .write(writeOpenOrders(orders, over: tree))]
    } catch {
      // A folder in its place, say: no reason to record nothing at all.
      return [:]
    }
  }
}
