internal import GRDB

/// What a look at the subjects comes to.
public struct OutboxChange: Sendable {
  /// States that are known from now on, by subject.
  public var states: [String: KnownState]
  public var messages: [NewMessage]
  /// Whether all subjects were looked at, so that a state that shows up later is news.
  public var isComplete: Bool

  public init(states: [String: KnownState] = [:], messages: [NewMessage] = [], isComplete: Bool) {
    self.states = states
    self.messages = messages
    self.isComplete = isComplete
  }
}

extension Outbox {
  /// Decides on messages by what is known, and queues them, in one transaction: a state is never known without its message being there.
  ///
  /// - Parameters:
  ///   - now: in seconds since 1970.
  ///   - decide: gets the known states by subject, and whether there was a complete look before.
  /// - Returns: how many messages are new.
  public func queue(
    now: Int, _ decide: @escaping @Sendable (_ known: [String: KnownState], _ hasLooked: Bool) -> OutboxChange
  ) async throws(ServiceStoreFailure) -> Int {
    try await tables.write { database in
      let known = try Row.fetchAll(database, sql: "SELECT subject, state, cause FROM knownState").map { row in
        (row["subject"] as String, KnownState(state: row["state"], cause: row["cause"]))
      }
      let hasLooked = try Int.fetchOne(database, sql: "SELECT since FROM knownSince") != nil
      let change = decide(Dictionary(uniqueKeysWithValues: known), hasLooked)
      for (subject, state) in change.states {
        try database.execute(
          sql: """
            INSERT INTO knownState (subject, state, cause) VALUES (?, ?, ?)
            ON CONFLICT (subject) DO UPDATE SET state = excluded.state, cause = excluded.cause
            """, arguments: [subject, state.state, state.cause])
      }
      if change.isComplete, !hasLooked {
        try database.execute(sql: "INSERT INTO knownSince (since) VALUES (?)", arguments: [now])
      }
      return try change.messages.reduce(0) { count, message in try count + insert(message, now, into: database) }
    }
  }

  /// Forgets messages that came to an end before a second; what is known of their subjects stays.
  public func forget(endedBefore second: Int) async throws(ServiceStoreFailure) {
    try await tables.write { try $0.execute(sql: "DELETE FROM outbox WHERE endedAt < ?", arguments: [second]) }
  }
}

/// How many rows it became: none where it is there already.
private func insert(_ message: NewMessage, _ now: Int, into database: Database) throws -> Int {
  try database.execute(
    sql: """
      INSERT INTO outbox (id, lane, subject, content, queuedAt, dueAt) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """, arguments: [message.id, message.lane, message.subject, message.content, now, now])
  return database.changesCount
}
