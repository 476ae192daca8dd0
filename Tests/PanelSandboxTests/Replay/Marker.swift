@testable import PanelSandbox

/// A place in an expectation where any value of a kind will do: `<int>`, `<int 1..60>`, `<uuid>`, `<timestamp>`, …
struct Marker {
  enum Kind: String {
    case timestamp, uuid, int, number, string, any
    case microTimestamp = "timestamp-z"
  }

  let kind: Kind
  var range: ClosedRange<Double>?

  /// The marker that a whole text is; nil for every other text.
  init?(_ text: String) {
    guard text.hasPrefix("<"), text.hasSuffix(">") else { return nil }
    let parts = text.dropFirst().dropLast().split(separator: " ")
    guard let kind = parts.first.flatMap({ Kind(rawValue: String($0)) }), parts.count <= 2 else { return nil }
    self.kind = kind
    if parts.count == 2 {
      let bounds = parts[1].split(separator: "..").compactMap { Double($0) }
      guard bounds.count == 2 else { return nil }
      range = bounds[0]...bounds[1]
    }
  }

  func fits(_ value: JSON) -> Bool {
    switch (kind, value) {
    case (.any, _), (.string, .string): true
    case (.int, .integer(let number)): range?.contains(Double(number)) ?? true
    case (.number, .integer(let number)): range?.contains(Double(number)) ?? true
    case (.number, .number(let number)): range?.contains(number) ?? true
    case (.timestamp, .string(let text)), (.microTimestamp, .string(let text)), (.uuid, .string(let text)):
      text.wholeMatch(of: regex) != nil
    default: false
    }
  }

  /// What may stand in its place within a text.
  private var regex: Regex<Substring> {
    switch kind {
    case .timestamp: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00/
    case .microTimestamp: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/
    case .uuid: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
    case .int: /-?\d+/
    case .number: /-?\d+(?:\.\d+)?/
    case .string, .any: /(?s:.*)/
    }
  }

  /// Whether a text fits one in which markers may stand between literal parts.
  static func fits(_ pattern: String, _ text: String) -> Bool {
    guard let open = pattern.firstIndex(of: "<"),
      let close = pattern[open...].firstIndex(of: ">"),
      let marker = Marker(String(pattern[open...close]))
    else { return pattern == text }
    guard text.hasPrefix(pattern[..<open]) else { return false }
    let start = text.index(text.startIndex, offsetBy: pattern.distance(from: pattern.startIndex, to: open))
    guard let match = text[start...].prefixMatch(of: marker.regex) else { return false }
    return fits(String(pattern[pattern.index(after: close)...]), String(text[match.range.upperBound...]))
  }
}
