/// A row of the table that says which servers are which orders, and whose: `server,order,customer`.
public struct ImportRow: Hashable, Sendable {
  /// The server's number, its uuid, the first eight characters of that, or its name.
  public let server: Located<String>
  /// Nil where the table leaves it open.
  public let order: Located<OrderID>?
  /// The external id of the panel user who owns the server, or is to have it; nil where the table leaves it open.
  public let customer: Located<String>?
}

/// What reading such a table came to.
public struct ImportMap: Hashable, Sendable {
  public let rows: [ImportRow]
  /// Everything that is wrong with it, in the order in which it stands there.
  public let diagnostics: [Diagnostic]

  init(rows: [ImportRow], diagnostics: [Diagnostic]) {
    self.rows = rows
    self.diagnostics = diagnostics
  }

  /// Nobody said anything.
  public static let none = ImportMap(rows: [], diagnostics: [])
}

/// Reads the table of an import: CSV as RFC 4180 has it, with a first line that names the columns, in any order; `server` has to be among them.
///
/// - Parameter path: How problems call the file.
public func readImportMap(_ bytes: [UInt8], path: String) -> ImportMap {
  let rows: [[CSVField]]
  do throws(CSVProblem) {
    rows = try parseCSV(bytes, path: path)
  } catch {
    return ImportMap(
      rows: [], diagnostics: [Diagnostic(.error, code: "bad-csv", error.message, hint: error.hint, at: error.place)])
  }
  guard let header = rows.first else {
    let empty = Diagnostic(
      .error, code: "missing-column", "the table is empty", hint: "begin it with `server,order,customer`", path: path)
    return ImportMap(rows: [], diagnostics: [empty])
  }
  var reader = ImportMapReader()
  guard let columns = reader.columns(of: header) else { return ImportMap(rows: [], diagnostics: reader.diagnostics) }
  let read = rows.dropFirst().compactMap { reader.row($0, columns) }
  return ImportMap(rows: read, diagnostics: reader.diagnostics)
}

private enum Column: String, CaseIterable { case server, order, customer }

private struct ImportMapReader {
  private(set) var diagnostics: [Diagnostic] = []
  private var lines: [OrderID: Int] = [:]

  mutating func columns(of header: [CSVField]) -> [Column]? {
    var columns: [Column] = []
    for field in header {
      let name = blanksCut(field.text).lowercased()
      if let column = Column(rawValue: name), !columns.contains(column) {
        columns.append(column)
      } else if Column(rawValue: name) != nil {
        report("unknown-column", "the column \(quoted(name)) is there twice", hint: "remove one", at: field)
      } else {
        report("unknown-column", "unknown column \(quoted(field.text))", hint: columnHint(name), at: field)
      }
    }
    guard diagnostics.isEmpty else { return nil }
    guard columns.contains(.server) else {
      report(
        "missing-column", "there is no column `server`", hint: "begin the table with `server,order,customer`",
        at: header[0])
      return nil
    }
    return columns
  }

  private func columnHint(_ name: String) -> String? {
    if name.contains(";") || name.contains("\t") { return "separate the columns with commas" }
    return hint(for: name, among: Column.allCases.map(\.rawValue))
  }

  mutating func row(_ fields: [CSVField], _ columns: [Column]) -> ImportRow? {
    guard fields.count == columns.count else {
      let hint =
        fields.count > columns.count
        ? "put a field with commas between quotation marks" : "leave none out; a field may be empty"
      report(
        "bad-csv",
        "this row has \(counted(fields.count, "field")), but the table has \(counted(columns.count, "column"))",
        hint: hint, at: fields[0])
      return nil
    }
    let before = diagnostics.count
    var (server, order, customer): (Located<String>?, Located<OrderID>?, Located<String>?) = (nil, nil, nil)
    for (column, field) in zip(columns, fields) {
      let text = blanksCut(field.text)
      switch column {
      case .server:
        if text.isEmpty { report("empty-value", "the server is missing", hint: "write its number", at: field) }
        server = Located(text, at: field.place)
      case .order:
        order = text.isEmpty ? nil : value(text, at: field, parseOrderID)
      case .customer: customer = text.isEmpty ? nil : value(text, at: field, parseShortLine)
      }
    }
    if let order { checkRepetition(of: order) }
    guard diagnostics.count == before, let server else { return nil }
    return ImportRow(server: server, order: order, customer: customer)
  }

  private mutating func checkRepetition(of order: Located<OrderID>) {
    if let line = lines[order.value] {
      diagnostics.append(
        Diagnostic(
          .error, code: "duplicate-order", "line \(line) gives the order \(quoted(order.value.text)) to another server",
          hint: "an order has one server: give each an id of its own", at: order.place))
    }
    lines[order.value] = order.place.line
  }

  private mutating func value<Value>(
    _ text: String, at field: CSVField, _ parse: (String) throws(ScalarError) -> Value
  ) -> Located<Value>? {
    do throws(ScalarError) {
      return Located(try parse(text), at: field.place)
    } catch {
      report(error.code, error.message, hint: error.hint, at: field)
      return nil
    }
  }

  private mutating func report(_ code: String, _ message: String, hint: String?, at field: CSVField) {
    diagnostics.append(Diagnostic(.error, code: code, message, hint: hint, at: field.place))
  }
}

/// Spreadsheets and people put blanks around what they write.
private func blanksCut(_ text: String) -> String {
  let scalars = text.unicodeScalars
  let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
  let start = scalars.drop(while: isBlank)
  guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
  return String(String.UnicodeScalarView(start[...last]))
}
