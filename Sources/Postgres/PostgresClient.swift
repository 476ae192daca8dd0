/// A database that statements are sent to, one after the other, over one connection.
///
/// It connects when it is first asked, and again after the connection was lost. It never sends anything a second time by itself.
/// Made for poolers in transaction mode as well: nothing is prepared, and nothing is set for a session.
public actor PostgresClient {
  /// How long is waited.
  public struct Limits: Sendable {
    /// For a connection, all addresses of the host together.
    public var connect: Duration
    /// For a statement's end.
    public var statement: Duration

    /// Ten seconds for a connection and thirty for a statement, unless said otherwise.
    public init(connect: Duration = .seconds(10), statement: Duration = .seconds(30)) {
      (self.connect, self.statement) = (connect, statement)
    }
  }

  private let settings: PostgresSettings
  private let limits: Limits
  private let clock: any Clock<Duration>
  private var wire: Wire?
  private var turns = Turns()

  /// Connects to nobody yet.
  public init(_ settings: PostgresSettings, limits: Limits = Limits(), clock: any Clock<Duration> = ContinuousClock()) {
    (self.settings, self.limits, self.clock) = (settings, limits, clock)
  }

  /// Sends one statement, a transaction of its own.
  ///
  /// - Parameter values: what stands for `$1`, `$2`, …
  @discardableResult
  public func query(_ statement: String, _ values: [PostgresValue] = []) async throws(PostgresFailure) -> PostgresRows {
    await withCheckedContinuation { turns.take($0) }
    defer { turns.give() }
    return try await send(.single(statement, values), over: try await connected())
  }

  /// Sends statements without parameters, as a file of them has them, in one transaction unless they hold transactions themselves.
  public func run(script: String) async throws(PostgresFailure) {
    await withCheckedContinuation { turns.take($0) }
    defer { turns.give() }
    _ = try await send(.script(script), over: try await connected())
  }

  /// Runs statements in one transaction, which is committed if the body returns and rolled back if it throws.
  ///
  /// Whoever asks this client meanwhile waits; the body itself asks its transaction only, else it would wait for itself.
  /// A failure `lost` or `timedOut` may mean that it was committed all the same.
  public func transaction<Value: Sendable>(
    _ body: @Sendable (PostgresTransaction) async throws(PostgresFailure) -> Value
  ) async throws(PostgresFailure) -> Value {
    await withCheckedContinuation { turns.take($0) }
    defer { turns.give() }
    let wire = try await connected()
    _ = try await send(.single("begin", []), over: wire)
    let transaction = PostgresTransaction { [weak self] statement throws(PostgresFailure) in
      guard let self else { throw .cancelled }
      return try await send(statement, over: wire)
    }
    do throws(PostgresFailure) {
      let value = try await body(transaction)
      try await transaction.commit()
      return value
    } catch {
      await transaction.end()
      await rollBack(wire)
      throw error
    }
  }

  /// Gives the connection back. The next statement connects again.
  public func close() async {
    await withCheckedContinuation { turns.take($0) }
    defer { turns.give() }
    wire = nil
  }

  private func connected() async throws(PostgresFailure) -> Wire {
    if let wire, wire.isOpen { return wire }
    wire = nil
    let settings = settings
    let opened = try await onThread(within: limits.connect, on: clock) { Wire.open(settings, $0) }
    wire = opened
    return opened
  }

  private func send(_ statement: Statement, over wire: Wire) async throws(PostgresFailure) -> PostgresRows {
    try check(statement)
    guard wire === self.wire else { throw PostgresFailure(.lost, "the connection was given up") }
    do throws(PostgresFailure) {
      return try await onThread(within: limits.statement, on: clock) { wire.run(statement, $0) }
    } catch {
      switch error.kind {
      // A thread may still be at it: it is nobody's any more.
      case .lost, .timedOut, .cancelled, .unreachable: self.wire = nil
      case .retry, .permission, .conflict, .other: break
      }
      throw error
    }
  }

  /// A connection that could not be cleaned is given up, which rolls back as well.
  private func rollBack(_ wire: Wire) async {
    guard self.wire === wire else { return }
    do throws(PostgresFailure) {
      _ = try await send(.single("rollback", []), over: wire)
    } catch {
      self.wire = nil
    }
  }
}

private func check(_ statement: Statement) throws(PostgresFailure) {
  let (text, values) =
    switch statement {
    case .single(let text, let values): (text, values)
    case .script(let text): (text, [])
    }
  guard !text.utf8.contains(0), !values.contains(where: \.holdsZeroByte) else {
    throw PostgresFailure(.other, "a text holds a zero byte, which no text of PostgreSQL's can")
  }
}
