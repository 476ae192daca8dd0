/// The bytes of a text, and changes to its lines.
struct TextPage {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func replacing(_ range: Range<Int>, with text: String) -> [UInt8] {
    Array(bytes[..<range.lowerBound]) + Array(text.utf8) + Array(bytes[range.upperBound...])
  }

  func inserting(_ text: String, at offset: Int) -> [UInt8] { replacing(offset..<offset, with: text) }

  /// A value in the place of another. A list or mapping that stood below its key makes room for one beside it.
  func replacing(_ value: Outline.Part, behind key: Range<Int>, with text: String) -> [UInt8]? {
    guard let colon = bytes[key.upperBound...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let extent = value.extent
    if extent.isEmpty { return inserting(" " + text, at: colon + 1) }
    let lineEnd = end(ofLineAt: key.upperBound)
    if extent.lowerBound > lineEnd, value.isBlock {
      // A comment behind the key stays where it is.
      let below = Array(bytes[..<lineEnd]) + Array(bytes[end(ofLineAt: extent.upperBound)...])
      return TextPage(below).inserting(" " + text, at: colon + 1)
    }
    return replacing(extent, with: text + headComment(of: extent))
  }

  /// The quotes around a value; none where there is no value to stand like.
  func quotes(of part: Outline.Part?) -> Quotes {
    guard let part, case .text = part.kind, !part.extent.isEmpty else { return .none }
    switch bytes[part.extent.lowerBound] {
    case UInt8(ascii: "'"): return .single
    case UInt8(ascii: "\""): return .double
    default: return .none
    }
  }

  /// Brackets with nothing in them but comments come to hold something.
  func filling(_ brackets: Range<Int>, with text: String, closing: String) -> [UInt8] {
    let inside = brackets.lowerBound + 1..<brackets.upperBound - 1
    guard bytes[inside].allSatisfy(isBlank) else { return inserting(text, at: inside.lowerBound) }
    return replacing(inside, with: text + closing)
  }

  /// A line of its own below the one at an offset.
  func insertingLine(_ line: String, below offset: Int) -> [UInt8] {
    inserting(lineBreak(ofLineAt: offset) + line, at: end(ofLineAt: offset))
  }

  /// A line of its own above the one at an offset.
  func insertingLine(_ line: String, above offset: Int) -> [UInt8] {
    inserting(line + lineBreak(ofLineAt: offset), at: start(ofLineAt: offset))
  }

  /// Without the lines of a range; nil where something else is on them, too.
  func removingLines(of range: Range<Int>) -> [UInt8]? {
    let start = start(ofLineAt: range.lowerBound)
    let mark = start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[(start + mark)..<range.lowerBound].allSatisfy({ [0x20, UInt8(ascii: "-")].contains($0) }) else {
      return nil
    }
    if let end = bytes[range.upperBound...].firstIndex(of: 0x0A) {
      return Array(bytes[..<(start + mark)]) + Array(bytes[(end + 1)...])
    }
    // The last line ends with the text; then so does the one before it.
    var end = max(0, start - 1)
    if end > 0, bytes[end - 1] == 0x0D { end -= 1 }
    return Array(bytes[..<end])
  }

  /// Without something between brackets, and without the comma that goes with it.
  ///
  /// - Parameter before: where the item before it ends; nil for the first.
  func removingItem(_ range: Range<Int>, behind before: Int?) -> [UInt8] {
    let comma = comma(behind: range.upperBound)
    let end = comma.map { $0 + 1 } ?? range.upperBound
    // What stands alone on its lines takes them along, and the comment behind it.
    let start = start(ofLineAt: range.lowerBound)
    if start > 0, bytes[start..<range.lowerBound].allSatisfy(isBlank), isRestOfLine(end),
      let next = bytes[end...].firstIndex(of: 0x0A)
    {
      return Array(bytes[..<start]) + Array(bytes[(next + 1)...])
    }
    if let comma {
      guard bytes[range.upperBound..<comma].allSatisfy(isBlank) else {
        return TextPage(replacing(comma..<comma + 1, with: "")).replacing(range, with: "")
      }
      let blanks = bytes[end...].prefix { $0 == 0x20 || $0 == 0x09 }
      let isAtEnd = isRestOfLine(end)
      return replacing(range.lowerBound..<(isAtEnd ? end : blanks.endIndex), with: "")
    }
    guard let before, bytes[before..<range.lowerBound].allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: ",") }) else {
      return replacing(range, with: "")
    }
    return replacing(before..<range.upperBound, with: "")
  }

  /// What comes before the dash of an item.
  func indentation(of item: Range<Int>) -> String {
    let start = start(ofLineAt: item.lowerBound)
    return String(decoding: bytes[start...].prefix { $0 == 0x20 }, as: UTF8.self)
  }

  /// The comma behind an item between brackets, beyond white space and comments.
  private func comma(behind offset: Int) -> Int? {
    var index = offset
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: ",") { return index }
      if bytes[index] == UInt8(ascii: "#"), index > offset, isBlank(bytes[index - 1]) {
        index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      } else if isBlank(bytes[index]) {
        index += 1
      } else {
        return nil
      }
    }
    return nil
  }

  /// Whether nothing but white space and a comment stands on the rest of a line.
  private func isRestOfLine(_ offset: Int) -> Bool {
    let rest = bytes[offset...].prefix { $0 != 0x0A }.drop(while: isBlank)
    return rest.isEmpty || rest.first == UInt8(ascii: "#") && rest.startIndex > offset
  }

  /// The comment behind the `|` or `>` of a block of text, with the blank before it.
  private func headComment(of value: Range<Int>) -> String {
    guard let first = bytes[value].first, [UInt8(ascii: "|"), UInt8(ascii: ">")].contains(first) else { return "" }
    let head = bytes[value.lowerBound..<min(value.upperBound, end(ofLineAt: value.lowerBound))]
    return head.firstIndex(of: UInt8(ascii: "#")).map { " " + String(decoding: head[$0...], as: UTF8.self) } ?? ""
  }

  private func start(ofLineAt offset: Int) -> Int {
    (bytes[..<offset].lastIndex(of: 0x0A) ?? -1) + 1
  }

  /// Before its line break.
  private func end(ofLineAt offset: Int) -> Int {
    let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
    return end > offset && end < bytes.count && bytes[end - 1] == 0x0D ? end - 1 : end
  }

  /// The one that ends the line; where it ends with the text, that of the first line.
  private func lineBreak(ofLineAt offset: Int) -> String {
    let feed = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.firstIndex(of: 0x0A)
    return feed.map { $0 > 0 && bytes[$0 - 1] == 0x0D } ?? false ? "\r\n" : "\n"
  }
}

private func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

extension Outline.Part {
  /// Whether it is a list or a mapping of indented lines.
  fileprivate var isBlock: Bool {
    switch kind {
    case .sequence(.block), .mapping(.block): true
    case .text, .sequence(.flow), .mapping(.flow): false
    }
  }
}
