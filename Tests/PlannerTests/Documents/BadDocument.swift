import Testing

/// A document with marks where its problems stand, and what the problems are.
struct BadDocument: Sendable, CustomTestStringConvertible {
  let marked: String
  let codes: [String]
  let message: String?
  let hint: String?

  init(_ marked: String, _ codes: String..., says message: String? = nil, hint: String? = nil) {
    self.marked = marked
    self.codes = codes
    self.message = message
    self.hint = hint
  }

  var testDescription: String { marked.debugDescription }

  /// `line:column code` of each problem, as ``FleetReading/summary`` has them.
  var summary: [String] { zip(MarkedDocument(marked).places, codes).map { "\($0) \($1)" } }
}
