import Guarding
public import Logging

/// Remembers what is logged.
public final class LogLines: Sendable {
  private let lines = Guarded<[String]>([])

  public init() {}

  /// What was logged so far, in the order in which it came.
  public var all: [String] { lines.withLock { $0 } }

  /// Logs to this.
  public var log: Logger { Logger(label: "test") { _ in Handler(lines: lines) } }

  private struct Handler: LogHandler {
    let lines: Guarded<[String]>
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.withLock { $0.append("\(event.message)") } }
  }
}
