/// What a statement answered.
public struct PostgresRows: Sendable, RandomAccessCollection {
  private let columns: [String: Int]
  private let cells: [[String?]]
  /// How many rows it gave, or wrote.
  public let affected: Int

  init(columns: [String], cells: [[String?]], affected: Int) {
    self.columns = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
    (self.cells, self.affected) = (cells, affected)
  }

  /// Always 0.
  public var startIndex: Int { 0 }
  /// The number of rows.
  public var endIndex: Int { cells.count }

  /// The row at a position.
  public subscript(position: Int) -> PostgresRow { PostgresRow(columns: columns, cells: cells[position]) }
}

/// A row of an answer.
public struct PostgresRow: Sendable {
  let columns: [String: Int]
  let cells: [String?]

  /// The text of a column, nil for null.
  ///
  /// - Parameter column: one that the statement names; another is a mistake of the program's.
  public subscript(column: String) -> String? {
    guard let position = columns[column] else { preconditionFailure("the statement gives no column \(column)") }
    return cells[position]
  }
}
