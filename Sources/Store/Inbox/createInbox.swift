internal import GRDB

/// Deliveries, until they are committed.
func createInbox(_ database: Database) throws {
}
