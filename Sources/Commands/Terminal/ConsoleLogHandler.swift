import Logging
import Planner

/// Writes what the rooms log to stderr, a line each.
struct ConsoleLogHandler: LogHandler {
  let console: Console
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.debug

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
    let words = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
    console.log(escapedForDisplay("\(event.message)\(words.joined())"))
  }
}

extension Console {
  /// What the rooms log to: silent unless much is wanted.
  var logger: Logger {
    switch volume {
    case .verbose: Logger(label: "botfleet") { _ in ConsoleLogHandler(console: self) }
    case .quiet, .normal: Logger(label: "botfleet") { _ in SwiftLogNoOpLogHandler() }
    }
  }
}
