/// The text with everything spelled out that a reader would not see, or that would change how the rest is shown.
///
/// The one place where foreign text is made harmless; every face passes each value through here, and then through the escapes of its own
/// language. Spelled out are control characters (line breaks and the escape that begins an ANSI sequence among them), marks that reorder
/// text, zero-width and other ignorable characters, blanks other than the space, characters without a meaning, and more combining marks
/// on one letter than any language has.
public func escapedForDisplay(_ text: String) -> String {
  if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) && $0 != UInt8(ascii: "#") }) { return text }
  var shown = String.UnicodeScalarView()
  var (marks, hashes) = (0, 0)
  for scalar in text.unicodeScalars {
    marks = scalar.isCombining ? marks + 1 : 0
    // GitHub's runner takes `##[` anywhere in a log for a command.
    let isCommand = scalar == "[" && hashes >= 2
    hashes = scalar == "#" ? hashes + 1 : 0
    if scalar.isPlainlyVisible && marks <= 3 && !isCommand {
      shown.append(scalar)
    } else {
      shown.append(contentsOf: spelledOut(scalar).unicodeScalars)
    }
  }
  return String(shown)
}

/// The same, and cut where it is longer than `limit` characters, with how long it is.
public func escapedForDisplay(_ text: String, upTo limit: Int) -> String {
  // A hostile text need not be made visible as a whole to show its beginning; one scalar becomes one character at least.
  let scalars = text.unicodeScalars
  guard scalars.count > limit else { return escapedForDisplay(text) }
  let beginning = escapedForDisplay(String(String.UnicodeScalarView(scalars.prefix(limit))))
  return "\(beginning)… (\(thousands(scalars.count)) characters)"
}

private func spelledOut(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\n": "\\n"
  case "\r": "\\r"
  case "\t": "\\t"
  default: "\\u{\(String(scalar.value, radix: 16))}"
  }
}

extension Unicode.Scalar {
  fileprivate var isCombining: Bool {
    // Properties are looked up in tables; most text has none of what they are asked for.
    guard value >= 0x300 else { return false }
    return switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Whether a reader sees it, and it leaves the text around it alone.
  public var isPlainlyVisible: Bool {
    if isASCII { return (0x20..<0x7f).contains(value) }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    case .spaceSeparator: self == " "
    default: !properties.isDefaultIgnorableCodePoint && value != 0x2800
    }
  }
}

/// A value whose ends can be seen: in quotation marks where it is empty, or begins or ends with a blank.
public func delimited(_ value: String) -> String {
  value.isEmpty || value.hasPrefix(" ") || value.hasSuffix(" ") ? "\"\(value)\"" : value
}

/// A number as people read it: `9,482`.
public func thousands(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return text
}

/// `1 order`, `2,000 orders`.
public func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  "\(thousands(number)) \(number == 1 ? noun : plural ?? noun + "s")"
}
