internal import GRDB

/// What was done to bots and no commit says, until the shop's database has it.
func createFacts(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE waitingFact (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        subject TEXT NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        actor TEXT,
        isCustomers INTEGER NOT NULL,
        detail TEXT
      ) STRICT;
      """)
}
