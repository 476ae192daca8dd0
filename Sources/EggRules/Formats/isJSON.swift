/// Whether the text is JSON as PHP's `json_decode` takes it: RFC 8259, at most 512 levels, no lone surrogates, and no
/// key that begins with a NUL.
func isJSON(_ text: String) -> Bool {
  var reader = JSONChecker(text)
  return reader.isDocument()
}

/// Checks without keeping anything.
private struct JSONChecker {
  private var rest: Substring.UTF8View
  private var depth = 0

  init(_ text: String) {
    rest = text[...].utf8
  }

  mutating func isDocument() -> Bool {
    skipSpace()
    guard isValue() else { return false }
    skipSpace()
    return rest.isEmpty
  }

  private mutating func isValue() -> Bool {
    switch rest.first {
    case UInt8(ascii: "{"): nested { $0.isObject() }
    case UInt8(ascii: "["): nested { $0.isArray() }
    case UInt8(ascii: "\""): isString()
    case UInt8(ascii: "t"): take("true")
    case UInt8(ascii: "f"): take("false")
    case UInt8(ascii: "n"): take("null")
    default: isNumber()
    }
  }

  private mutating func nested(_ body: (inout Self) -> Bool) -> Bool {
    depth += 1
    defer { depth -= 1 }
    return depth <= 512 && body(&self)
  }

  private mutating func isObject() -> Bool {
    guard take("{") else { return false }
    skipSpace()
    if take("}") { return true }
    repeat {
      skipSpace()
      let startsWithNUL = rest.starts(with: #""\u0000"#.utf8)
      guard !startsWithNUL, isString() else { return false }
      skipSpace()
      guard take(":") else { return false }
      skipSpace()
      guard isValue() else { return false }
      skipSpace()
    } while take(",")
    return take("}")
  }

  private mutating func isArray() -> Bool {
    guard take("[") else { return false }
    skipSpace()
    if take("]") { return true }
    repeat {
      skipSpace()
      guard isValue() else { return false }
      skipSpace()
    } while take(",")
    return take("]")
  }

  private mutating func isString() -> Bool {
    guard take("\"") else { return false }
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"): guard isEscape() else { return false }
      case 0..<0x20: return false
      default: break
      }
    }
    return false
  }

  private mutating func isEscape() -> Bool {
    guard let byte = rest.popFirst() else { return false }
    guard byte == UInt8(ascii: "u") else { return #""\/bfnrt"#.utf8.contains(byte) }
    guard let unit = takeHexadecimal() else { return false }
    switch unit {
    case 0xD800...0xDBFF:
      guard take(#"\u"#), let low = takeHexadecimal() else { return false }
      return (0xDC00...0xDFFF).contains(low)
    case 0xDC00...0xDFFF: return false
    default: return true
    }
  }

  private mutating func takeHexadecimal() -> UInt32? {
    let digits = rest.prefix(4)
    guard digits.count == 4, digits.allSatisfy({ UnitKind.isASCIIHexDigit(UInt32($0)) }) else { return nil }
    rest = rest.dropFirst(4)
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private mutating func isNumber() -> Bool {
    _ = take("-")
    let integral = takeDigits()
    guard integral > 0, integral == 1 || !startedWithZero else { return false }
    if take("."), takeDigits() == 0 { return false }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      return takeDigits() > 0
    }
    return true
  }

  /// Whether the digits taken last began with a zero.
  private var startedWithZero = false

  private mutating func takeDigits() -> Int {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    startedWithZero = digits.first == UInt8(ascii: "0")
    rest = rest.dropFirst(digits.count)
    return digits.count
  }

  private mutating func skipSpace() {
    rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }
}
