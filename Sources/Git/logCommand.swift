public import Logging

/// How a git command ended.
enum CommandEnd {
  case ended(status: Int32)
  case failed(GitError)
}

extension GitProgram {
  /// Logs in one line what was run and how long it took: `git fetch --quiet -- origin main: 34 ms`. Input, output and
  /// environment are never logged.
  func logCommand(_ name: String, _ arguments: [String], _ end: CommandEnd, after duration: Duration) {
    let time = "\(Int(duration / .milliseconds(1))) ms"
    let words =
      switch end {
      case .ended(status: 0): time
      case .ended(let status): "status \(status) after \(time)"
      case .failed(.timedOut): "timed out after \(time)"
      case .failed(.cancelled): "cancelled after \(time)"
      case .failed: "did not run"
      }
    log.debug("\(name) \(arguments.map(loggedArgument).joined(separator: " ")): \(words)")
  }
}

/// An argument as people would type it, without credentials: git accepts a URL wherever it accepts a remote's name.
func loggedArgument(_ argument: String) -> String {
  // Characters that end a URL within a text are part of it where it is a whole argument.
  let isURL = argument.contains("://")
  let masked = maskSecrets(
    isURL ? argument.replacing(/[\s'"<>]/) { "%" + String($0.output.utf8.first ?? 0, radix: 16) } : argument)
  return masked.isEmpty || masked.contains { $0.isWhitespace } ? "'\(masked)'" : masked
}

extension Logger {
  /// A logger that writes nothing.
  public static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
}
