/// What is wrong with JSON of a forge's, and where: never a value, for that may be anybody's text.
public struct JSONProblem: Sendable, Hashable {
  /// The names and places that lead there, joined by dots: `pull_request.head.sha`.
  public let field: String
  /// "is missing"
  public let problem: String

  /// - Parameter whole: what the field is called where it is the whole.
  public init(_ error: DecodingError, in whole: String) {
    let path: [any CodingKey]
    switch error {
    case .typeMismatch(let type, let context): (path, problem) = (context.codingPath, "is not of the type \(type)")
    case .valueNotFound(_, let context): (path, problem) = (context.codingPath, "is null")
    case .keyNotFound(let key, let context): (path, problem) = (context.codingPath + [key], "is missing")
    case .dataCorrupted(let context): (path, problem) = (context.codingPath, "is not JSON")
    @unknown default: (path, problem) = ([], "cannot be read")
    }
    let names = path.map { $0.intValue.map(String.init) ?? $0.stringValue }
    field = names.isEmpty ? whole : names.joined(separator: ".")
  }
}

extension JSONProblem: CustomStringConvertible {
  /// `pull_request.head.sha is missing`
  public var description: String { "\(field) \(problem)" }
}
