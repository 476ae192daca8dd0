internal import GRDB

extension Outbox {
  /// The next message of a lane that may go now: none whose subject has an earlier one that still waits.
  public func next(in lane: String, now: Int) async throws(ServiceStoreFailure) -> OutboxMessage? {
    try await tables.read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT * FROM outbox WHERE number IN (
            SELECT min(number) FROM outbox WHERE lane = ? AND endedAt IS NULL GROUP BY subject
          ) AND dueAt <= ? ORDER BY number LIMIT 1
          """, arguments: [lane, now]
      ).map(OutboxMessage.init)
    }
  }

  /// A message's receiver has it.
  public func sent(_ number: Int64, now: Int) async throws(ServiceStoreFailure) {
    try await tables.write { try end(number, "sent", trouble: nil, now, in: $0) }
  }

  /// Nothing more is tried for a message.
  public func giveUp(_ number: Int64, why: String, now: Int) async throws(ServiceStoreFailure) {
    try await tables.write { database in
      try database.execute(sql: "UPDATE outbox SET attempts = attempts + 1 WHERE number = ?", arguments: [number])
      try end(number, "given-up", trouble: why, now, in: database)
    }
  }

  /// Gives up those messages of a lane that have waited since before a second. Returns how many.
  public func giveUp(
    in lane: String, queuedBefore second: Int, why: String, now: Int
  ) async throws(ServiceStoreFailure) -> Int {
    try await tables.write { database in
      try database.execute(
        sql: """
          UPDATE outbox SET endedAt = ?, ended = 'given-up', trouble = ?
          WHERE lane = ? AND endedAt IS NULL AND queuedAt < ?
          """, arguments: [now, why, lane, second])
      return database.changesCount
    }
  }

  /// Sending a message failed, and is tried again.
  public func postpone(_ number: Int64, until second: Int, why: String) async throws(ServiceStoreFailure) {
    try await tables.write {
      try $0.execute(
        sql: "UPDATE outbox SET attempts = attempts + 1, dueAt = ?, trouble = ? WHERE number = ? AND endedAt IS NULL",
        arguments: [second, why, number])
    }
  }
}

/// What was said is erased where its receiver has it: what remains is that it was said.
private func end(_ number: Int64, _ how: String, trouble: String?, _ now: Int, in database: Database) throws {
  try database.execute(
    sql: "UPDATE outbox SET endedAt = ?, ended = ?, trouble = ?, content = '' WHERE number = ? AND endedAt IS NULL",
    arguments: [now, how, trouble, number])
}
