/// A transaction that is under way: for the body of `PostgresClient.transaction`, and of no use after it.
public actor PostgresTransaction {
  typealias Send = @Sendable (Statement) async throws(PostgresFailure) -> PostgresRows

  private var send: Send?
  private var turns = Turns()
  private var hasFailed = false

  init(_ send: @escaping Send) { self.send = send }

  /// Sends one statement. After one that failed, PostgreSQL refuses all further ones of the transaction.
  ///
  /// - Parameter values: what stands for `$1`, `$2`, …
  @discardableResult
  public func query(_ statement: String, _ values: [PostgresValue] = []) async throws(PostgresFailure) -> PostgresRows {
    try await run(.single(statement, values))
  }

  /// Commits. What has failed cannot be: PostgreSQL would roll back and call that a success.
  func commit() async throws(PostgresFailure) {
    guard !hasFailed else {
      throw PostgresFailure(.other, "a statement of the transaction has failed, so it is rolled back")
    }
    try await run(.single("commit", []))
    send = nil
  }

  func end() { send = nil }

  @discardableResult
  private func run(_ statement: Statement) async throws(PostgresFailure) -> PostgresRows {
    await withCheckedContinuation { turns.take($0) }
    defer { turns.give() }
    guard let send else { throw PostgresFailure(.other, "the transaction is over") }
    do throws(PostgresFailure) {
      return try await send(statement)
    } catch {
      hasFailed = true
      throw error
    }
  }
}
