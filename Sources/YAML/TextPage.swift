/// A text in bytes, and what is done to its lines.
struct TextPage {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func replacing(_ range: Range<Int>, with text: String) -> [UInt8] {
    Array(bytes[..<range.lowerBound]) + Array(text.utf8) + Array(bytes[range.upperBound...])
  }

  func inserting(_ text: String, at offset: Int) -> [UInt8] { replacing(offset..<offset, with: text) }

  /// A value in the place of another. One that stood below its key comes to stand beside it.
  func replacing(_ value: Range<Int>, behind key: Range<Int>, with text: String) -> [UInt8]? {
    guard let colon = bytes[key.upperBound...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let lineEnd = end(ofLineAt: key.upperBound)
    guard value.lowerBound > lineEnd else { return value.isEmpty ? nil : replacing(value, with: text) }
    // A comment behind the key stays where it is.
    let below = Array(bytes[..<lineEnd]) + Array(bytes[end(ofLineAt: value.upperBound)...])
    return TextPage(below).inserting(" " + text, at: colon + 1)
  }

  /// A line of its own below the one at an offset.
  func insertingLine(_ line: String, below offset: Int) -> [UInt8] {
    inserting(lineBreak + line, at: end(ofLineAt: offset))
  }

  /// Without the lines that something stands on; nil where something else stands there too.
  func removingLines(of range: Range<Int>) -> [UInt8]? {
    let start = start(ofLineAt: range.lowerBound)
    guard bytes[start..<range.lowerBound].allSatisfy({ [0x20, UInt8(ascii: "-")].contains($0) }) else { return nil }
    if let end = bytes[range.upperBound...].firstIndex(of: 0x0A) {
      return Array(bytes[..<start]) + Array(bytes[(end + 1)...])
    }
    // The last line ends with the text, and so does then the one before it.
    return Array(bytes[..<(start == 0 ? 0 : end(ofLineAt: start - 1))])
  }

  /// What stands before the dash of an item.
  func indentation(of item: Range<Int>) -> String {
    let start = start(ofLineAt: item.lowerBound)
    return String(decoding: bytes[start...].prefix { $0 == 0x20 }, as: UTF8.self)
  }

  private func start(ofLineAt offset: Int) -> Int {
    (bytes[..<offset].lastIndex(of: 0x0A) ?? -1) + 1
  }

  /// Before its line break.
  private func end(ofLineAt offset: Int) -> Int {
    let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
    return end > offset && end < bytes.count && bytes[end - 1] == 0x0D ? end - 1 : end
  }

  private var lineBreak: String { bytes.firstRange(of: [0x0D, 0x0A]) == nil ? "\n" : "\r\n" }
}
