/// Where something is in a text: line and column, both from 1.
///
/// A column counts Unicode scalars. A byte order mark does not count.
public struct Place: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  /// The first character of a text.
  public static let start = Place(line: 1, column: 1)

  /// The place at this line and column, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether one place comes before another in the same text.
  public static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
