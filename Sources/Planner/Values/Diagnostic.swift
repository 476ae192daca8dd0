/// Something wrong in a document, with its place: collected, never thrown.
public struct Diagnostic: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable {
    /// The document is not used.
    case error
    /// The document is used all the same.
    case warning
  }

  public let severity: Severity
  /// A stable word for the kind of problem, for machines: `unknown-key`.
  public let code: String
  /// What is wrong, as a sentence without its full stop.
  public let message: String
  /// What to write instead, where there is an obvious mend.
  public let hint: String?
  /// The document, or the name of the environment variable that holds the bad value.
  public let path: String
  /// Line and column, where the problem has them.
  public let place: Place?
  /// The line that it stands in, without control characters; nil where the text is not at hand.
  public let excerpt: String?

  public init(
    _ severity: Severity, code: String, _ message: String, hint: String? = nil, at place: Place, excerpt: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.hint = hint
    self.path = place.path
    self.place = place
    self.excerpt = excerpt
  }

  /// A problem with a whole document, or with an environment variable.
  public init(_ severity: Severity, code: String, _ message: String, hint: String? = nil, path: String) {
    self.severity = severity
    self.code = code
    self.message = message
    self.hint = hint
    self.path = path
    self.place = nil
    self.excerpt = nil
  }
}

extension [Diagnostic] {
  /// Whether any of them is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
