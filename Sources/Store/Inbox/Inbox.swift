internal import GRDB

/// Deliveries, from when they are accepted until they have come to an end and for some days after that.
///
/// What it keeps of a delivery that came to an end is what became of it: the body is erased.
public struct Inbox: Sendable {
  private let path: String
  let database: any DatabaseWriter

  /// The inbox of a store.
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
