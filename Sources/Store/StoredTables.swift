internal import GRDB

/// The way into a store's tables, for each that reads and writes some of them.
struct StoredTables: Sendable {
  let database: any DatabaseWriter
  /// Where the file is, for messages.
  let path: String

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(ServiceStoreFailure) -> Value {
    let result = await Task { [database] in try await database.read(body) }.result
    return try attempt(path) { try result.get() }
  }

  /// One transaction, which is on the disk when the call returns; also where the task is cancelled: what was done is written down even then.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(ServiceStoreFailure) -> Value {
    let result = await Task { [database] in try await database.write(body) }.result
    return try attempt(path) { try result.get() }
  }
}
