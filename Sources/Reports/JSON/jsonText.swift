internal import Planner

/// A JSON value as text: keys in the order they have, two spaces a level, short lists on one line, a line feed at the end.
///
/// What a reader of a terminal would not see, or what would move the rest, is written as `\u…`: the same value for a machine.
func jsonText(_ value: JSONValue) -> String {
  var text = ""
  write(value, at: 0, to: &text)
  return text + "\n"
}

/// The same on one line, for streams of values.
func jsonLine(_ value: JSONValue) -> String {
  switch value {
  case .null, .bool, .integer: value.canonical
  case .string(let string): jsonString(string)
  case .array(let items): "[" + items.map(jsonLine).joined(separator: ",") + "]"
  case .object(let members):
    "{" + members.map { "\(jsonString($0.key)):\(jsonLine($0.value))" }.joined(separator: ",") + "}"
  }
}

private func write(_ value: JSONValue, at level: Int, to text: inout String) {
  switch value {
  case .null, .bool, .integer: text += value.canonical
  case .string(let string): text += jsonString(string)
  case .array(let items):
    write(items, between: ("[", "]"), at: level, to: &text) { item, text in write(item, at: level + 1, to: &text) }
  case .object(let members):
    write(members, between: ("{", "}"), at: level, to: &text) { member, text in
      text += jsonString(member.key) + ": "
      write(member.value, at: level + 1, to: &text)
    }
  }
}

private func write<Item>(
  _ items: [Item], between marks: (String, String), at level: Int, to text: inout String,
  each: (Item, inout String) -> Void
) {
  if items.isEmpty {
    text += marks.0 + marks.1
    return
  }
  let indent = String(repeating: "  ", count: level)
  text += marks.0
  for (index, item) in items.enumerated() {
    text += index == 0 ? "\n" : ",\n"
    text += indent + "  "
    each(item, &text)
  }
  text += "\n" + indent + marks.1
}

/// The string quoted, in ASCII and whatever else is plainly visible, and without `##[`, which GitHub's runner takes for a command.
private func jsonString(_ string: String) -> String {
  let quoted = JSONValue.string(string).canonical
  if quoted.utf8.allSatisfy({ (0x20..<0x7f).contains($0) && $0 != UInt8(ascii: "#") }) { return quoted }
  var (text, hashes) = (String.UnicodeScalarView(), 0)
  for scalar in quoted.unicodeScalars {
    let isCommand = scalar == "[" && hashes >= 2
    hashes = scalar == "#" ? hashes + 1 : 0
    if scalar.isPlainlyVisible && !isCommand {
      text.append(scalar)
    } else {
      for unit in String(scalar).utf16 { text.append(contentsOf: ("\\u" + hexadecimal(unit)).unicodeScalars) }
    }
  }
  return String(text)
}

private func hexadecimal(_ unit: UInt16) -> String {
  let digits = String(unit, radix: 16)
  return String(repeating: "0", count: 4 - digits.utf8.count) + digits
}

extension JSONValue {
  /// The string, or null.
  static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// The number, or null.
  static func optional(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
}
