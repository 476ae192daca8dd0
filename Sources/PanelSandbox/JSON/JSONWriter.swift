/// Writes JSON into bytes, by hand because a page of servers has tens of thousands of fields.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []

  init(reserving capacity: Int = 256) { bytes.reserveCapacity(capacity) }

  static func encode(_ value: JSON) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(value)
    return writer.bytes
  }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: raw("null")
    case .bool(let bool): raw(bool ? "true" : "false")
    case .integer(let integer): write(integer)
    case .number(let number): write(number)
    case .string(let text): write(text)
    case .array(let items): write(items)
    case .object(let members): write(members)
    case .encoded(let encoded): bytes.append(contentsOf: encoded)
    }
  }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func raw(_ encoded: [UInt8]) { bytes.append(contentsOf: encoded) }

  mutating func write(_ integer: Int) {
    var text = String(integer)
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ integer: Int?) {
    if let integer { write(integer) } else { raw("null") }
  }

  mutating func write(_ bool: Bool) { raw(bool ? "true" : "false") }

  mutating func write(_ text: String?) {
    if let text { write(text) } else { raw("null") }
  }

  mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { buffer in
      if buffer.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
        buffer.forEach { escape($0) }
      } else {
        bytes.append(contentsOf: buffer)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    case 0..<0x20:
      raw(byte < 0x10 ? "\\u000" : "\\u00")
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    default: bytes.append(byte)
    }
  }

  private mutating func write(_ number: Double) {
    if let integer = Int(exactly: number) { return write(integer) }
    bytes.append(contentsOf: "\(number)".utf8)
  }

  private mutating func write(_ items: [JSON]) {
    bytes.append(UInt8(ascii: "["))
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(item)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ members: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(member.key)
      bytes.append(UInt8(ascii: ":"))
      write(member.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}
