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
    let result: Result<Value, any Error>
    do { result = .success(try await database.read(body)) } catch { result = .failure(error) }
    return try attempt(path) { try result.get() }
  }

  /// One transaction, which is on the disk when the call returns.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(ServiceStoreFailure) -> Value {
    let result: Result<Value, any Error>
    do { result = .success(try await database.write(body)) } catch { result = .failure(error) }
    return try attempt(path) { try result.get() }
  }
}
