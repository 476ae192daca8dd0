/// Where something stands in a document.
public struct Place: Hashable, Sendable {
  /// The document's path in the repository, `/` between its parts.
  public let path: String
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, counted in Unicode scalars; a byte order mark is none.
  public let column: Int

  public init(path: String, line: Int, column: Int) {
    self.path = path
    self.line = line
    self.column = column
  }
}

/// A value read from a document, and where it stands there.
public struct Located<Value> {
  public let value: Value
  public let place: Place

  public init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
