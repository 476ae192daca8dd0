internal import GRDB

/// A pull request of a delivery that was discarded.
public struct DiscardedRequest: Hashable, Sendable {
  public let number: Int
  /// Why the delivery was discarded.
  public let why: String
}

extension Inbox {
  /// The pull requests whose deliveries were discarded, and that no later delivery took over; the oldest first.
  public func requestsToClose(limit: Int) async throws(ServiceStoreFailure) -> [DiscardedRequest] {
    try await tables.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT request, why FROM delivery AS discarded WHERE status = 'discarded' AND request IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM delivery WHERE status = 'pull-request' AND request = discarded.request)
          GROUP BY request ORDER BY max(number) LIMIT ?
          """, arguments: [limit]
      ).map { DiscardedRequest(number: $0["request"], why: $0["why"] ?? "") }
    }
  }

  /// Notes that a pull request is not open any more.
  public func noteClosed(_ request: Int) async throws(ServiceStoreFailure) {
    try await tables.write { database in
      try database.execute(
        sql: "UPDATE delivery SET request = NULL WHERE status = 'discarded' AND request = ?", arguments: [request])
    }
  }
}
