/// A field of a table, and where it begins.
struct CSVField: Hashable {
  let text: String
  let place: Place
}

/// Why a text is no table.
struct CSVProblem: Error, Equatable {
  let message: String
  let hint: String?
  let place: Place
}

/// Reads a table as RFC 4180 has it: fields between commas, quotes around those that have a comma, a quote or a line break, and a quote
/// doubled within. Line breaks are CR LF, LF or CR; empty lines are left out.
func parseCSV(_ bytes: [UInt8], path: String) throws(CSVProblem) -> [[CSVField]] {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw CSVProblem(
      message: "the file is not UTF-8 text", hint: "save the table as \"CSV UTF-8\"",
      place: Place(path: path, line: 1, column: 1))
  }
  var reader = CSVReader(text, path: path)
  return try reader.rows()
}

private struct CSVReader {
  private let scalars: [Unicode.Scalar]
  private let path: String
  private var index = 0
  private var (line, column) = (1, 1)

  init(_ text: String, path: String) {
    scalars = Array(
      text.unicodeScalars.first == "\u{FEFF}" ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...])
    self.path = path
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
  private var place: Place { Place(path: path, line: line, column: column) }

  mutating func rows() throws(CSVProblem) -> [[CSVField]] {
    var rows: [[CSVField]] = []
    while next != nil {
      let row = try row()
      if row.count > 1 || !(row.first?.text.isEmpty ?? true) { rows.append(row) }
    }
    return rows
  }

  private mutating func row() throws(CSVProblem) -> [CSVField] {
    var fields: [CSVField] = []
    while true {
      fields.append(try field())
      guard next == "," else { break }
      advance()
    }
    breakLine()
    return fields
  }

  private mutating func field() throws(CSVProblem) -> CSVField {
    let place = place
    guard next == "\"" else {
      var text = String.UnicodeScalarView()
      while let scalar = next, scalar != ",", !isBreak(scalar) {
        guard scalar != "\"" else {
          throw CSVProblem(
            message: "a quotation mark stands within a field that does not begin with one",
            hint: "put the whole field between quotation marks, and double those within it", place: self.place)
        }
        text.append(scalar)
        advance()
      }
      return CSVField(text: String(text), place: place)
    }
    return CSVField(text: try quotedField(from: place), place: place)
  }

  private mutating func quotedField(from start: Place) throws(CSVProblem) -> String {
    advance()
    var text = String.UnicodeScalarView()
    while let scalar = next {
      if scalar == "\"" {
        advance()
        guard next == "\"" else { return try ended(String(text)) }
      }
      text.append(scalar)
      advance()
    }
    throw CSVProblem(
      message: "a field begins with a quotation mark and never ends", hint: "add the one at its end", place: start)
  }

  private func ended(_ text: String) throws(CSVProblem) -> String {
    guard let scalar = next, scalar != ",", !isBreak(scalar) else { return text }
    throw CSVProblem(
      message: "something stands between the quotation mark that ends a field and the next comma",
      hint: "put all of the field between quotation marks, and double those within it", place: place)
  }

  private func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  private mutating func breakLine() {
    if next == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
    if next != nil { advance() }
  }

  private mutating func advance() {
    let scalar = scalars[index]
    index += 1
    let isHalf = scalar == "\r" && next == "\n"
    if isBreak(scalar), !isHalf { (line, column) = (line + 1, 1) } else { column += 1 }
  }
}
