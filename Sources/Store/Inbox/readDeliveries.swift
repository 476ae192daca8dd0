internal import GRDB

/// How full the inbox is.
public struct InboxCounts: Hashable, Sendable {
  /// By the name of the status.
  public let byStatus: [String: Int]
  /// When the oldest was accepted that has not come to an end, in seconds since 1970; pull requests apart, which wait for people.
  public let oldest: Int?
  public let counters: [String: Int]
}

extension Inbox {
  /// The deliveries whose turn it is, in the order in which they were accepted.
  public func due(at now: Int, limit: Int) async throws(ServiceStoreFailure) -> [InboxDelivery] {
    try await deliveries(
      "status = 'pending' OR (status IN ('retry', 'waiting') AND dueAt <= ?) ORDER BY number LIMIT ?", [now, limit])
  }

  /// When the next delivery is due, in seconds since 1970; nil where none is.
  public func nextDue() async throws(ServiceStoreFailure) -> Int? {
    try await tables.read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT min(coalesce(dueAt, 0)) FROM delivery WHERE status IN ('pending', 'retry', 'waiting')
          """)
    }
  }

  public func delivery(_ id: String) async throws(ServiceStoreFailure) -> InboxDelivery? {
    try await deliveries("id = ?", [id]).first
  }

  /// The delivery that tells of a subject last: one that was discarded for its age does not.
  public func last(of subject: String) async throws(ServiceStoreFailure) -> InboxDelivery? {
    try await deliveries(
      "id = (SELECT delivery FROM deliveryHead WHERE subject = ?)", [subject]
    ).first
  }

  /// Of each subject the delivery that tells of it last, where that still waits for something, or was committed. Without what it said: there may
  /// be as many as there are orders.
  public func latest() async throws(ServiceStoreFailure) -> [InboxDelivery] {
    try await tables.read { database in
      try Row.fetchCursor(
        database,
        sql: """
          SELECT number, id, way, subject, content, sequence, NULL AS body, NULL AS contact, askedBy, receivedAt, attempts,
            status, why, word, commitID, request, url, dueAt
          FROM delivery WHERE id IN (SELECT delivery FROM deliveryHead)
            AND status IN ('pending', 'retry', 'waiting', 'pull-request', 'needs-person', 'committed') ORDER BY number
          """
      ).map(InboxDelivery.init).reduce(into: []) { $0.append($1) }
    }
  }

  /// The deliveries of a status, in the order in which they were accepted.
  public func deliveries(
    being status: String, limit: Int = 10_000
  ) async throws(ServiceStoreFailure) -> [InboxDelivery] {
    try await deliveries("status = ? ORDER BY number LIMIT ?", [status, limit])
  }

  /// Those that came to an end and still have a contact.
  public func withContact(limit: Int) async throws(ServiceStoreFailure) -> [InboxDelivery] {
    try await deliveries(
      "contact IS NOT NULL AND status IN ('committed', 'nothing-to-do') ORDER BY number LIMIT ?", [limit])
  }

  /// How many users were made from a second since 1970 on.
  public func usersMade(since time: Int) async throws(ServiceStoreFailure) -> Int {
    try await tables.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM madeUser WHERE at >= ?", arguments: [time]) ?? 0
    }
  }

  public func counts() async throws(ServiceStoreFailure) -> InboxCounts {
    try await tables.read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT status, count(*) AS count FROM delivery GROUP BY status")
      let oldest = try Int.fetchOne(
        database,
        sql: "SELECT min(receivedAt) FROM delivery WHERE status IN ('pending', 'retry', 'waiting', 'needs-person')")
      let counters = try Row.fetchAll(database, sql: "SELECT name, count FROM inboxCounter")
      return InboxCounts(
        byStatus: Dictionary(rows.map { ($0["status"], $0["count"]) }) { first, _ in first }, oldest: oldest,
        counters: Dictionary(counters.map { ($0["name"], $0["count"]) }) { first, _ in first })
    }
  }

  private func deliveries(
    _ condition: String, _ arguments: [any (DatabaseValueConvertible & Sendable)]
  ) async throws(ServiceStoreFailure) -> [InboxDelivery] {
    try await tables.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM delivery WHERE \(condition)", arguments: StatementArguments(arguments)
      ).map(InboxDelivery.init)
    }
  }
}
