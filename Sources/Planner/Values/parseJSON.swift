/// Why bytes are no JSON that is accepted here, with the byte at which that shows.
public struct JSONFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// `it has the key "order" twice (byte 812)`.
  public let description: String
}

/// Reads JSON that anybody may have written (RFC 8259): whole numbers only, no key twice in an object, at most `depth` levels.
///
/// - Parameter bytes: as many as somebody was willing to read; their number bounds the work.
public func parseJSON(_ bytes: [UInt8], depth: Int = 32) throws(JSONFault) -> JSONValue {
  var reader = JSONReader(bytes)
  let value = try reader.value(depth: depth)
  reader.skipBlanks()
  guard reader.isAtEnd else { throw reader.problem("something follows the value") }
  return value
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  func problem(_ words: String) -> JSONFault { JSONFault(description: "\(words) (byte \(place))") }

  mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// Whether the sign comes next, which is then behind us.
  private mutating func take(_ sign: UInt8) -> Bool {
    guard next == sign else { return false }
    place += 1
    return true
  }

  mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case let digit? where digit == UInt8(ascii: "-") || isDigit(digit): return .integer(try integer())
    default:
      for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
      where bytes[place...].starts(with: word.utf8) {
        place += word.utf8.count
        return value
      }
      throw problem(isAtEnd ? "it ends too early" : "there is no value here")
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
    guard depth > 0 else { throw problem("it is nested too deeply") }
    var members: [JSONValue.Member] = []
    var keys: Set<String> = []
    place += 1
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw problem("a key is missing") }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw problem("it has the key \"\(escapedForDisplay(key, upTo: 40))\" twice")
      }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw problem("a colon is missing") }
      members.append(.init(key, try value(depth: depth - 1)))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw problem("an object does not end") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
    guard depth > 0 else { throw problem("it is nested too deeply") }
    var items: [JSONValue] = []
    place += 1
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      items.append(try value(depth: depth - 1))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw problem("a list does not end") }
    return .array(items)
  }

  private mutating func integer() throws(JSONFault) -> Int {
    let start = place
    _ = take(UInt8(ascii: "-"))
    let digits = bytes[place...].prefix(while: isDigit)
    guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else {
      throw problem("a number is not written as one")
    }
    place += digits.count
    if let next, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(next) {
      throw problem("a number is not a whole one")
    }
    guard let number = Int(String(decoding: bytes[start..<place], as: UTF8.self)) else {
      throw problem("a number is too large")
    }
    return number
  }

  private mutating func string() throws(JSONFault) -> String {
    var text: [UInt8] = []
    place += 1
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw problem("a text is not UTF-8") }
        return string
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      case 0..<0x20: throw problem("a text has a control character")
      default:
        text.append(byte)
        place += 1
      }
    }
    throw problem("a text does not end")
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    place += 1
    guard let sign = next else { throw problem("a text does not end") }
    place += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(sign)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try scalar()
    default: throw problem("a text has an escape that there is not")
    }
  }

  /// The scalar of `\u0041`, or of a pair such as `\ud83d\ude00`.
  private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
    let high = try unit()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xdc00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw problem("a text has half a character")
    }
    let low = try unit()
    guard (0xdc00..<0xe000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xd800) << 10 + (low - 0xdc00))
    else { throw problem("a text has half a character") }
    return scalar
  }

  private mutating func unit() throws(JSONFault) -> UInt32 {
    let digits = bytes[place...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem("a text has an escape that there is not") }
    place += 4
    return unit
  }
}
