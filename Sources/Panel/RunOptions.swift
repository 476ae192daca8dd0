public import Logging

/// What one run asks of a panel that other runs of the process may use as well.
public struct RunOptions: Sendable {
  /// The environment variables that observed servers show; all others stay unread.
  public let variables: Set<String>
  /// Percent of the panel's request limit that the run leaves to people.
  public let reservePercent: Int
  /// How long the panel waits for a node's daemon; nil where nobody says, and then what is usual.
  public let daemonTimeout: Duration?
  /// Told how far the servers are read, from any thread.
  public let tell: @Sendable (ReadingProgress) -> Void
  /// Told when requests begin to wait for the panel's limit, from any thread.
  public let tellOfWait: @Sendable (LimitWait) -> Void
  /// Where each request is a line, at the level `debug`.
  public let log: Logger

  /// No reserve and nobody who is told, unless named.
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
