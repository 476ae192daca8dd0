internal import GRDB

/// What was done to a bot and no commit says, as it waits for the shop's database.
public struct WaitingFact: Hashable, Sendable {
  /// The same for the same fact, however often it is kept.
  public let id: String
  /// The order that it is about.
  public let subject: String
  /// In seconds since 1970.
  public let at: Int
  public let kind: String
  public let actor: String?
  public let isCustomers: Bool
  public let detail: String?

  public init(
    id: String, subject: String, at: Int, kind: String, actor: String?, isCustomers: Bool, detail: String?
  ) {
    (self.id, self.subject, self.at, self.kind) = (id, subject, at, kind)
    (self.actor, self.isCustomers, self.detail) = (actor, isCustomers, detail)
  }
}

/// Such facts, on the disk from when they happened until the shop's database has them.
public struct WaitingFacts: Sendable {
  private let tables: StoredTables
  private let most: Int

  /// The facts of a store.
  ///
  /// - Parameter most: how many wait; the oldest are dropped where nobody takes them.
  public init(of store: ServiceStore, most: Int = 10_000) { (tables, self.most) = (store.tables, most) }

  /// Keeps a fact.
  public func add(_ fact: WaitingFact) async throws(ServiceStoreFailure) {
    let most = most
    try await tables.write { database in
      try database.execute(
        sql: """
          INSERT INTO waitingFact (id, subject, at, kind, actor, isCustomers, detail) VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO NOTHING
          """,
        arguments: [fact.id, fact.subject, fact.at, fact.kind, fact.actor, fact.isCustomers ? 1 : 0, fact.detail])
      try database.execute(
        sql: "DELETE FROM waitingFact WHERE number <= (SELECT max(number) FROM waitingFact) - ?", arguments: [most])
    }
  }

  /// Those that wait, the oldest first.
  public func first(_ count: Int) async throws(ServiceStoreFailure) -> [WaitingFact] {
    try await tables.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM waitingFact ORDER BY number LIMIT ?", arguments: [count]
      ).map { row in
        WaitingFact(
          id: row["id"], subject: row["subject"], at: row["at"], kind: row["kind"], actor: row["actor"],
          isCustomers: (row["isCustomers"] as Int) != 0, detail: row["detail"])
      }
    }
  }

  /// Somebody has these.
  public func remove(_ facts: [WaitingFact]) async throws(ServiceStoreFailure) {
    try await tables.write { database in
      let statement = try database.makeStatement(sql: "DELETE FROM waitingFact WHERE id = ?")
      for fact in facts { try statement.execute(arguments: [fact.id]) }
    }
  }
}
