internal import GRDB

/// The tables, one step after the other. A step that has been released is never changed; another follows it.
var migrations: DatabaseMigrator {
  var migrator = DatabaseMigrator()
  migrator.registerMigration("inbox") { try createInbox($0) }
  migrator.registerMigration("outbox") { try createOutbox($0) }
  migrator.registerMigration("health") { try createHealth($0) }
  migrator.registerMigration("facts") { try createFacts($0) }
  return migrator
}
