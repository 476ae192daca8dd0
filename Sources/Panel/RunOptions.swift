public import Logging

/// What one run wants from a panel that other runs of the process may use as well.
public struct RunOptions: Sendable {
  /// The environment variables that observed servers show; all others stay unread.
  public let variables: Set<String>
  /// The percentage of the panel's request limit that the run leaves to people.
  public let reservePercent: Int
  /// How long the panel waits for a node's daemon; nil for the default.
  public let daemonTimeout: Duration?
  /// Called with how much of the servers has been read, from any thread.
  public let tell: @Sendable (ReadingProgress) -> Void
  /// Called when requests begin to wait for the panel's limit, from any thread.
  public let tellOfWait: @Sendable (LimitWait) -> Void
  /// Logs each request in one line, at level `debug`.
  public let log: Logger

  /// No reserve and no listeners, unless named.
  public init(
    variables: Set<String>, reservePercent: Int = 0, daemonTimeout: Duration? = nil,
    tell: @escaping @Sendable (ReadingProgress) -> Void = { _ in },
    tellOfWait: @escaping @Sendable (LimitWait) -> Void = { _ in },
    log: Logger = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
  ) {
    self.variables = variables
    self.reservePercent = reservePercent
    self.daemonTimeout = daemonTimeout
    self.tell = tell
    self.tellOfWait = tellOfWait
    self.log = log
  }
}
