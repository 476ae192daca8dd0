/// Reads JSON as PHP's `json_decode` does: strictly, 512 levels deep, integers beyond 64 bits as floating point.
struct JSONParser {
  /// The bytes are no JSON. PHP says "Syntax error" for all of it.
  struct Malformed: Error {}

  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0
  private static let deepest = 512

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func parse(_ bytes: [UInt8]) throws(Malformed) -> JSON {
    var parser = JSONParser(bytes)
    let value = try parser.value()
    parser.skipSpace()
    guard parser.at == bytes.count else { throw Malformed() }
    return value
  }

  static func parse(_ text: String) throws(Malformed) -> JSON { try parse(Array(text.utf8)) }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func value() throws(Malformed) -> JSON {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try nested { parser throws(Malformed) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(Malformed) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(_ read: (inout JSONParser) throws(Malformed) -> JSON) throws(Malformed) -> JSON {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Malformed() }
    return try read(&self)
  }

  private mutating func word(_ word: String, _ value: JSON) throws(Malformed) -> JSON {
    guard bytes[at...].starts(with: word.utf8) else { throw Malformed() }
    at += word.utf8.count
    return value
  }

  private mutating func take(_ byte: Character) throws(Malformed) {
    skipSpace()
    guard let expected = byte.asciiValue, next == expected else { throw Malformed() }
    at += 1
  }

  private mutating func object() throws(Malformed) -> JSON {
    var members = JSONObject()
    at += 1
    skipSpace()
    if next == UInt8(ascii: "}") {
      at += 1
      return .object(members)
    }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw Malformed() }
      let key = try string()
      try take(":")
      members[key] = try value()
      skipSpace()
      guard next == UInt8(ascii: ",") else { break }
      at += 1
    }
    try take("}")
    return .object(members)
  }

  private mutating func array() throws(Malformed) -> JSON {
    var items: [JSON] = []
    at += 1
    skipSpace()
    if next == UInt8(ascii: "]") {
      at += 1
      return .array(items)
    }
    while true {
      items.append(try value())
      skipSpace()
      guard next == UInt8(ascii: ",") else { break }
      at += 1
    }
    try take("]")
    return .array(items)
  }
}

extension JSONParser {
  private mutating func number() throws(Malformed) -> JSON {
    let start = at
    var isWhole = true
    if next == UInt8(ascii: "-") { at += 1 }
    let leadingZero = next == UInt8(ascii: "0")
    let firstDigit = at
    try digits()
    if leadingZero, at > firstDigit + 1 { throw Malformed() }
    if next == UInt8(ascii: ".") {
      isWhole = false
      at += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isWhole = false
      at += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text) else { throw Malformed() }
    return .number(number)
  }

  private mutating func digits() throws(Malformed) {
    let start = at
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
    guard at > start else { throw Malformed() }
  }

  private mutating func string() throws(Malformed) -> String {
    var text: [UInt8] = []
    at += 1
    while let byte = next {
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw Malformed() }
        return string
      case UInt8(ascii: "\\"): text.append(contentsOf: try escape())
      case 0..<0x20: throw Malformed()
      default: text.append(byte)
      }
    }
    throw Malformed()
  }

  private mutating func escape() throws(Malformed) -> [UInt8] {
    guard let byte = next else { throw Malformed() }
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(Character(try unicodeScalar())).utf8)
    default: throw Malformed()
    }
  }

  private mutating func unicodeScalar() throws(Malformed) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), bytes[at...].starts(with: "\\u".utf8) else { throw Malformed() }
    at += 2
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second) else { throw Malformed() }
    guard let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) else { throw Malformed() }
    return scalar
  }

  private mutating func hexadecimal() throws(Malformed) -> UInt32 {
    guard at + 4 <= bytes.count else { throw Malformed() }
    let text = String(decoding: bytes[at..<at + 4], as: UTF8.self)
    guard text.allSatisfy(\.isHexDigit), let code = UInt32(text, radix: 16) else { throw Malformed() }
    at += 4
    return code
  }
}
