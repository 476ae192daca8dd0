internal import GRDB

/// Messages, until they are sent.
func createOutbox(_ database: Database) throws {
}
