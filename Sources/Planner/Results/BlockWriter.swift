internal import YAML

/// What every record begins with.
let recordNotice = "Written by botfleet apply; edits are overwritten."

/// Writes nested mappings, one entry a line.
struct BlockWriter {
  private(set) var text = ""
  private var indentation = ""

  mutating func comment(_ comment: String) { line("# \(comment)") }

  /// A key and any text.
  mutating func entry(_ key: String, _ value: String) { line("\(plainOrQuoted(key)): \(plainOrQuoted(value))") }

  /// A key and a number, day or word of ours, which its reader takes for what the key says.
  mutating func entry(_ key: String, plain value: String) { line("\(plainOrQuoted(key)): \(value)") }

  /// A key and names without commas and brackets; nothing at all where there are none.
  mutating func list(_ key: String, _ names: [String]) {
    guard !names.isEmpty else { return }
    line("\(key): [\(names.map(plainOrQuoted).joined(separator: ", "))]")
  }

  /// A key and the entries that `write` adds.
  mutating func mapping(_ key: String, _ write: (inout BlockWriter) -> Void) {
    line("\(key):")
    let heading = text.utf8.count
    indentation += "  "
    write(&self)
    indentation.removeLast(2)
    guard text.utf8.count == heading else { return }
    // With nothing below it the key alone would stand for no mapping.
    text.removeLast()
    text += " {}\n"
  }

  private mutating func line(_ line: String) { text += indentation + line + "\n" }
}
