internal import GRDB

/// How the messages of a lane fare.
public struct OutboxReport: Hashable, Sendable {
  public let lane: String
  /// How many wait.
  public let waiting: Int
  /// Since when the oldest waits, in seconds since 1970; nil where none does.
  public let oldest: Int?
  /// How many were sent, and given up, as far as they are not forgotten.
  public let sent: Int
  public let givenUp: Int
  /// What went wrong last with one that waits, or was given up; nil for nothing.
  public let trouble: String?
}

extension Outbox {
  /// By lane, sorted. Lanes that never had a message are missing.
  public func report() async throws(ServiceStoreFailure) -> [OutboxReport] {
    try await tables.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT lane, count(*) FILTER (WHERE endedAt IS NULL) AS waiting,
            min(queuedAt) FILTER (WHERE endedAt IS NULL) AS oldest, count(*) FILTER (WHERE ended = 'sent') AS sent,
            count(*) FILTER (WHERE ended = 'given-up') AS givenUp,
            (SELECT trouble FROM outbox AS last WHERE last.lane = outbox.lane AND trouble IS NOT NULL
              ORDER BY number DESC LIMIT 1) AS trouble
          FROM outbox GROUP BY lane ORDER BY lane
          """
      ).map { row in
        OutboxReport(
          lane: row["lane"], waiting: row["waiting"], oldest: row["oldest"], sent: row["sent"], givenUp: row["givenUp"],
          trouble: row["trouble"])
      }
    }
  }
}
