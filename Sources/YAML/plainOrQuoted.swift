/// A text as a scalar of one line: plain where every reader of YAML takes it for the same text, else in double quotes.
///
/// Readers differ in what else a plain scalar may be (`no`, `012`, `1:30`, `2026-11-22`): whatever one of them takes for
/// something else is quoted. Characters that would not be seen are escaped. In `[…]` and `{…}` a text with any of `,[]{}`
/// must not stand plain.
public func plainOrQuoted(_ text: String) -> String {
  isPlain(text) ? text : quoted(text)
}

/// The same between brackets or braces, where commas and brackets end a plain scalar.
public func plainOrQuotedInFlow(_ text: String) -> String { plainOrQuoted(text, in: .flow) }

/// The same, for a place on a line of its own or between brackets.
func plainOrQuoted(_ text: String, in style: Outline.Style) -> String {
  switch style {
  case .block: plainOrQuoted(text)
  // Between brackets, libyaml takes no plain `a:?b`.
  case .flow: isPlain(text) && !text.utf8.contains(where: ",[]{}?".utf8.contains) ? text : quoted(text)
  }
}

/// The quotes around a scalar.
enum Quotes {
  case none, single, double
}

/// A text in the place of another scalar: in quotes of the same kind where that one had any.
func scalar(_ text: String, like quotes: Quotes, in style: Outline.Style) -> String {
  switch quotes {
  case .none: plainOrQuoted(text, in: style)
  // Single quotes know no escapes, and a line break in them is a blank.
  case .single where text.unicodeScalars.contains(where: needsEscape): quoted(text)
  case .single: "'" + text.replacing("'", with: "''") + "'"
  case .double: quoted(text)
  }
}

private func isPlain(_ text: String) -> Bool {
  guard let first = text.utf8.first, isPlainStart(first), let last = text.utf8.last else { return false }
  guard last != UInt8(ascii: " "), last != UInt8(ascii: ":") else { return false }
  guard text.unicodeScalars.allSatisfy({ $0 != "\n" && !needsEscape($0) }) else { return false }
  return !holdsMark(text) && !words.contains(text.lowercased()) && !looksLikeNumber(text)
}

/// Whether there is a colon before a blank, or a hash behind one. Looked at byte by byte: with a combining mark behind it, a blank is
/// another character to Swift, and the same one to YAML.
private func holdsMark(_ text: String) -> Bool {
  zip(text.utf8, text.utf8.dropFirst()).contains { first, second in
    first == UInt8(ascii: ":") && second == UInt8(ascii: " ")
      || first == UInt8(ascii: " ") && second == UInt8(ascii: "#")
  }
}

/// What some reader takes for a truth value or for nothing.
private let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]

/// Letters, digits, `/`, `_` and whatever is not ASCII; everything else begins something in some place.
private func isPlainStart(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), 0x80...: true
  default: false
  }
}

private func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\t": quoted += "\\t"
    case _ where needsEscape(scalar): quoted += escape(scalar)
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}

private func escape(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  let (mark, width) = scalar.value > 0xFFFF ? ("U", 8) : scalar.value > 0xFF ? ("u", 4) : ("x", 2)
  return "\\" + mark + String(repeating: "0", count: width - digits.count) + digits
}

/// Controls, line breaks of any kind, what YAML forbids, and what is not seen or changes how the rest is seen.
private func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: true
  default: scalar.value == 0xA0 || scalar.value == 0xFFFC || scalar.value == 0xFFFD
  }
}
