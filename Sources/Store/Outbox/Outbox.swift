internal import GRDB

/// Messages, from when they are decided on until they are sent or given up, and for some time after that.
///
/// What their texts mean is for whoever queues them. A message is in it once, however often it is queued.
public struct Outbox: Sendable {
  private let path: String
  private let database: any DatabaseWriter

  /// The outbox of a store.
  public init(of store: ServiceStore) {
    database = store.database
    path = store.path
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(ServiceStoreFailure) -> Value {
    let result = await Task { [database] in try await database.read(body) }.result
    return try attempt(path) { try result.get() }
  }

  /// One transaction, which is on the disk when the call returns; also where the task is cancelled: what was sent is written down even then.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(ServiceStoreFailure) -> Value {
    let result = await Task { [database] in try await database.write(body) }.result
    return try attempt(path) { try result.get() }
  }
}
