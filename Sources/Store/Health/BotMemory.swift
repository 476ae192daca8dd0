internal import GRDB

/// What is remembered of servers that are watched, and what was found out about their panel.
public struct BotMemory: Sendable {
  private let tables: StoredTables

  /// The memory of a store.
  public init(of store: ServiceStore) { tables = store.tables }

  /// What a store at a path remembers, which another process may be at work with; nothing where there is none that can be read.
  public static func remembered(at path: String) -> [String: KnownBot] {
    var configuration = Configuration()
    configuration.readonly = true
    let rows = try? DatabaseQueue(path: path, configuration: configuration).read {
      try Row.fetchAll($0, sql: "SELECT * FROM watchedBot").map(KnownBot.init)
    }
    return Dictionary((rows ?? []).map { ($0.server, $0) }) { first, _ in first }
  }

  /// Everything that is remembered, by uuid.
  public func all() async throws(ServiceStoreFailure) -> [String: KnownBot] {
    try await tables.read { database in
      let bots = try Row.fetchAll(database, sql: "SELECT * FROM watchedBot").map(KnownBot.init)
      return Dictionary(bots.map { ($0.server, $0) }) { first, _ in first }
    }
  }

  /// Remembers these from now on, in one transaction.
  public func save(_ bots: [KnownBot]) async throws(ServiceStoreFailure) {
    guard !bots.isEmpty else { return }
    try await tables.write { database in
      let statement = try database.makeStatement(
        sql: "INSERT OR REPLACE INTO watchedBot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      for bot in bots { try statement.execute(arguments: bot.arguments) }
    }
  }

  /// Forgets those that are watched no more.
  public func forget(allBut servers: Set<String>) async throws(ServiceStoreFailure) {
    try await tables.write { database in
      for server in try String.fetchAll(database, sql: "SELECT server FROM watchedBot") where !servers.contains(server)
      {
        try database.execute(sql: "DELETE FROM watchedBot WHERE server = ?", arguments: [server])
      }
    }
  }

  /// What was found out; nil where it was not.
  public func fact(_ name: String) async throws(ServiceStoreFailure) -> String? {
    try await tables.read {
      try String.fetchOne($0, sql: "SELECT value FROM healthFact WHERE name = ?", arguments: [name])
    }
  }

  /// Remembers what was found out; nil forgets it.
  public func set(_ name: String, _ value: String?) async throws(ServiceStoreFailure) {
    try await tables.write { database in
      if let value {
        try database.execute(sql: "INSERT OR REPLACE INTO healthFact VALUES (?, ?)", arguments: [name, value])
      } else {
        try database.execute(sql: "DELETE FROM healthFact WHERE name = ?", arguments: [name])
      }
    }
  }
}
