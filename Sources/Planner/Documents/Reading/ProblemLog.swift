internal import YAML

/// Gathers what is wrong with one document.
struct ProblemLog {
  let path: String
  private let bytes: [UInt8]
  private(set) var diagnostics: [Diagnostic] = []

  /// The maximum number of problems reported for one document; looking for more would only take time.
  private static let limit = 100
  /// Lines longer than this are not shown.
  private static let longestExcerpt = 400

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Whether nothing more is remembered.
  var isFull: Bool { diagnostics.count >= Self.limit }

  /// The diagnostics in the order in which they stand in the document.
  var sorted: [Diagnostic] {
    diagnostics.sorted { left, right in
      guard let left = left.place, let right = right.place else { return false }
      return (left.line, left.column) < (right.line, right.column)
    }
  }

  mutating func add(_ problem: Problem) {
    add(problem.kind.rawValue, visible(problem.message), hint: problem.hint, at: problem.place)
  }

  mutating func add(_ code: String, _ message: String, hint: String?, at place: YAML.Place) {
    guard !isFull else { return }
    diagnostics.append(
      Diagnostic(
        .error, code: code, message, hint: hint, at: Place(path: path, line: place.line, column: place.column),
        excerpt: excerpt(of: place.line)))
  }

  /// Remembers why the value of an environment variable is not what its setting wants.
  mutating func add(_ misreading: ScalarError, inVariable name: String) {
    diagnostics.append(
      Diagnostic(.error, code: misreading.code, misreading.message, hint: misreading.hint, path: name))
  }

  private func excerpt(of line: Int) -> String? {
    let text = lineText(line, in: bytes)
    return text.unicodeScalars.count > Self.longestExcerpt ? nil : visible(text)
  }
}
