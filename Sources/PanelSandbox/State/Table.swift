/// Rows by id, in the order of their ids, as a table with an auto-increment key has them.
struct Table<Row: Identifiable & Sendable>: Sendable where Row.ID == Int {
  private var rows: [Int: Row] = [:]
  private(set) var ids = SortedIDs()
  private var lastID = 0

  var count: Int { ids.count }

  /// The id that the next new row gets; ids are never used again.
  var nextID: Int { lastID + 1 }

  subscript(id: Int) -> Row? { rows[id] }

  /// All rows in the order of their ids.
  var all: [Row] { ids.compactMap { rows[$0] } }

  /// Inserts a row, or replaces the one with its id.
  mutating func put(_ row: Row) {
    if rows.updateValue(row, forKey: row.id) == nil { ids.insert(row.id) }
    lastID = max(lastID, row.id)
  }

  @discardableResult
  mutating func remove(_ id: Int) -> Row? {
    ids.remove(id)
    return rows.removeValue(forKey: id)
  }

  mutating func reserve(_ capacity: Int) { rows.reserveCapacity(capacity) }
}
