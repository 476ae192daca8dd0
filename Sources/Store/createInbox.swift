internal import GRDB

/// Deliveries, until they have come to an end and for some days after that; and what each order was last told to be.
func createInbox(_ database: Database) throws {
  try database.create(table: "delivery") { table in
    // Never used twice, so that numbers tell which of two was accepted first.
    table.autoIncrementedPrimaryKey("number")
    table.column("id", .text).notNull().unique()
    table.column("way", .text).notNull()
    table.column("subject", .text).notNull().indexed()
    table.column("digest", .text).notNull()
    table.column("content", .text).notNull()
    table.column("sequence", .integer)
    table.column("body", .text)
    table.column("contact", .text)
    table.column("askedBy", .text)
    table.column("receivedAt", .integer).notNull()
    table.column("status", .text).notNull().indexed()
    table.column("why", .text)
    table.column("word", .text)
    table.column("commitID", .text)
    table.column("request", .integer)
    table.column("url", .text)
    table.column("attempts", .integer).notNull().defaults(to: 0)
    table.column("dueAt", .integer)
    table.column("settledAt", .integer)
  }
  try database.create(table: "deliveryHead") { table in
    table.primaryKey("subject", .text)
    table.column("delivery", .text).notNull()
    table.column("digest", .text).notNull()
    table.column("content", .text).notNull()
    table.column("sequence", .integer)
    table.column("receivedAt", .integer).notNull()
  }
  try database.create(table: "madeUser") { table in
    table.autoIncrementedPrimaryKey("number")
    table.column("at", .integer).notNull().indexed()
  }
  try database.create(table: "inboxCounter") { table in
    table.primaryKey("name", .text)
    table.column("count", .integer).notNull()
  }
}
