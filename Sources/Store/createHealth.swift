internal import GRDB

/// What is remembered of servers that are watched, so that a process that begins anew goes on where the last one was: above all, how often each
/// was started.
func createHealth(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE watchedBot (
        server TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        reason TEXT,
        since INTEGER NOT NULL,
        seenAt INTEGER,
        upSince INTEGER,
        lastUpAt INTEGER,
        downAt INTEGER,
        closedAt INTEGER,
        judgedAt INTEGER,
        tokenGiven INTEGER,
        tokenAskedAt INTEGER,
        startsInARow INTEGER NOT NULL,
        starts INTEGER NOT NULL,
        -- Those of the last day, in seconds since 1970, with commas between.
        startTimes TEXT NOT NULL,
        acceptedAt INTEGER,
        nextStartAt INTEGER
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE healthFact (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      """)
}
