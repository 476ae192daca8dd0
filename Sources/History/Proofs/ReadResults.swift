import Git
import Planner

/// Results that were read already, by their blobs: from one commit to the next nearly all stay the same.
struct ReadResults: Sendable {
  private var known: [ObjectID: OrderResult] = [:]

  /// All results of a commit; the order whose result cannot be read in their place.
  mutating func all(of commit: ObjectID, in history: FleetHistory) async throws(GitError) -> Result<
    [OrderResult], Unreadable
  > {
    var results: [OrderResult] = []
    for entry in try await history.repository.entries(at: commit, below: history.resultsPath) {
      guard let order = WaitingRecords.order(at: entry.path, in: history.folder.path) else { continue }
      if let result = known[entry.id] {
        results.append(result)
        continue
      }
      guard let result = try await history.result(of: order, at: commit) else {
        return .failure(Unreadable(order: order))
      }
      known[entry.id] = result
      results.append(result)
    }
    return .success(results)
  }

  struct Unreadable: Error {
    let order: OrderID
  }
}
