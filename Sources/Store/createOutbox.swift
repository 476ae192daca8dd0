internal import GRDB

/// Messages, until they are sent and for some time after that; and the states that their receivers know of.
func createOutbox(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE outbox (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        lane TEXT NOT NULL,
        subject TEXT NOT NULL,
        content TEXT NOT NULL,
        queuedAt INTEGER NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        dueAt INTEGER NOT NULL,
        trouble TEXT,
        endedAt INTEGER,
        ended TEXT CHECK (ended IN ('sent', 'given-up'))
      ) STRICT;
      -- The first of a subject in a lane is the only one that may go.
      CREATE INDEX outboxWaiting ON outbox (lane, subject, number) WHERE endedAt IS NULL;
      CREATE INDEX outboxEnded ON outbox (endedAt) WHERE endedAt IS NOT NULL;
      CREATE TABLE knownState (
        subject TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        cause TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      -- One row from the first complete look on: until then, what is found was there before anybody was to be told.
      CREATE TABLE knownSince (since INTEGER NOT NULL) STRICT;
      """)
}
