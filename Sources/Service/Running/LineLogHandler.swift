public import Logging

/// Writes each entry as one line: text for people, or JSON for machines.
///
/// What is logged is ours to choose: no secret, no customer's name or address, no body of a delivery. Texts of others are escaped.
public struct LineLogHandler: LogHandler {
  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  private let form: Form
  private let now: @Sendable () -> String
  private let write: @Sendable (String) -> Void

  public enum Form: String, Sendable, CaseIterable { case text, json }

  /// - Parameters:
  ///   - now: the time, as it is to stand there.
  ///   - write: takes a line with its end.
  public init(
    _ form: Form, level: Logger.Level, now: @escaping @Sendable () -> String,
    write: @escaping @Sendable (String) -> Void
  ) {
    (self.form, logLevel, self.now, self.write) = (form, level, now, write)
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    switch form {
    case .text:
      let rest = all.map { " \($0.key)=\(escaped("\($0.value)"))" }.joined()
      write("\(now()) \(event.level.rawValue) \(escaped("\(event.message)"))\(rest)\n")
    case .json:
      let fields =
        [("time", now()), ("level", event.level.rawValue), ("message", "\(event.message)")]
        + all.map { ($0.key, "\($0.value)") }
      write("{\(fields.map { "\(quoted($0.0)):\(quoted($0.1))" }.joined(separator: ","))}\n")
    }
  }
}

/// Without anything that acts on a terminal or begins another line.
private func escaped(_ text: String) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars.prefix(4000) {
    shown.append(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "\u{FFFD}" : scalar)
  }
  return String(shown)
}

private func quoted(_ text: String) -> String {
  var shown = "\""
  for scalar in text.unicodeScalars.prefix(4000) {
    switch scalar {
    case "\"": shown += "\\\""
    case "\\": shown += "\\\\"
    case "\n": shown += "\\n"
    case "\r": shown += "\\r"
    case "\t": shown += "\\t"
    default:
      if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
        shown += "\\u00" + String(scalar.value + 0x100, radix: 16).dropFirst()
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
  }
  return shown + "\""
}
