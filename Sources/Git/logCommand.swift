public import Logging

/// How a command of git's came to its end.
enum CommandEnd {
  case ended(status: Int32)
  case failed(GitError)
}

extension GitProgram {
  /// Says in one line what was run and how long it took: `git fetch --quiet -- origin main: 34 ms`. Neither what it read nor what it
  /// wrote is logged, nor its environment.
  func logCommand(_ arguments: [String], _ end: CommandEnd, after duration: Duration) {
    let time = "\(Int(duration / .milliseconds(1))) ms"
    let words =
      switch end {
      case .ended(status: 0): time
      case .ended(let status): "status \(status) after \(time)"
      case .failed(.timedOut): "timed out after \(time)"
      case .failed(.cancelled): "cancelled after \(time)"
      case .failed: "did not run"
      }
    log.debug("git \(arguments.map(loggedArgument).joined(separator: " ")): \(words)")
  }
}

/// An argument as people would type it, without credentials: git takes a URL wherever it takes a remote's name.
func loggedArgument(_ argument: String) -> String {
  // What would end a URL in a text is a part of one that is a whole argument.
  let isURL = argument.contains("://")
  let masked = maskSecrets(
    isURL ? argument.replacing(/[\s'"<>]/) { "%" + String($0.output.utf8.first ?? 0, radix: 16) } : argument)
  return masked.isEmpty || masked.contains { $0.isWhitespace } ? "'\(masked)'" : masked
}

extension Logger {
  /// For whoever wants to hear nothing.
  public static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
}
