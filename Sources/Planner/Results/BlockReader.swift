/// Reads what `BlockWriter` wrote, line for line, and nothing else.
///
/// It does not read YAML, but only lines that every reader of YAML takes for the same: a key, and behind it plain ASCII, or ASCII in
/// double quotes without escapes. At anything else it throws, and the text has to be read as YAML.
struct BlockReader {
  private let bytes: [UInt8]
  private var index = 0
  private var indentation = 0

  /// Why reading ended. Nothing need be wrong with the text.
  struct OtherForm: Error {}

  /// Longer texts are not read: in a shorter one, no limit of documents is passed.
  private static let byteLimit = 16384

  init(_ bytes: [UInt8]) throws(OtherForm) {
    guard bytes.count <= Self.byteLimit else { throw OtherForm() }
    self.bytes = bytes
  }

  /// - Throws: where something is left to read.
  func end() throws(OtherForm) {
    guard index == bytes.count else { throw OtherForm() }
  }

  mutating func comment(_ comment: String) throws(OtherForm) {
    guard let end = skipping("# \(comment)\n", from: index) else { throw OtherForm() }
    index = end
  }

  /// What `parse` makes of the text under a key.
  mutating func entry<Value>(
    _ key: String, _ parse: (String) throws(ScalarError) -> Value
  ) throws(OtherForm) -> Value {
    guard let value = try optionalEntry(key, parse) else { throw OtherForm() }
    return value
  }

  /// The same; nil where the next line has another key.
  mutating func optionalEntry<Value>(
    _ key: String, _ parse: (String) throws(ScalarError) -> Value
  ) throws(OtherForm) -> Value? {
    guard let text = skippingKey(key).flatMap({ skipping(" ", from: $0) }) else { return nil }
    return try value(scalar(from: text), parse)
  }

  /// A name of letters, digits and `_`, and the text under it; nil where the next line has no such name.
  mutating func namedEntry() throws(OtherForm) -> (name: String, text: String)? {
    guard let start = skippingIndentation() else { return nil }
    let end = endOfWord(from: start)
    // From 1,024 bytes on, a text is no key to YAML.
    guard (1...1000).contains(end - start), let text = skipping(": ", from: end) else { return nil }
    return (self.text(start..<end), try self.text(scalar(from: text)))
  }

  /// What `parse` makes of each of the names under a key; nil where the next line has another key.
  mutating func list<Value>(
    _ key: String, _ parse: (String) throws(ScalarError) -> Value
  ) throws(OtherForm) -> [Value]? {
    guard var start = skippingKey(key).flatMap({ skipping(" [", from: $0) }) else { return nil }
    var values: [Value] = []
    while true {
      let end = endOfWord(from: start)
      guard end > start, bytes[start] != UInt8(ascii: "-") else { throw OtherForm() }
      values.append(try value(start..<end, parse))
      if let next = skipping(", ", from: end) {
        start = next
      } else if let next = skipping("]\n", from: end) {
        index = next
        return values
      } else {
        throw OtherForm()
      }
    }
  }

  /// What `read` makes of the entries below a key, one at least; nil where the next line has another key.
  mutating func mapping<Value>(
    _ key: String, _ read: (inout BlockReader) throws(OtherForm) -> Value
  ) throws(OtherForm) -> Value? {
    guard let first = skippingKey(key).flatMap({ skipping("\n", from: $0) }) else { return nil }
    index = first
    indentation += 2
    let value = try read(&self)
    indentation -= 2
    guard index > first else { throw OtherForm() }
    return value
  }

  // Places in the text.

  /// Where the text goes on behind these bytes; nil where it has others.
  private func skipping(_ expected: String, from start: Int) -> Int? {
    let expected = expected.utf8.span
    guard bytes.count - start >= expected.count else { return nil }
    for offset in expected.indices where bytes[start + offset] != expected[offset] { return nil }
    return start + expected.count
  }

  private func skippingIndentation() -> Int? {
    let start = index + indentation
    guard start <= bytes.count, bytes[index..<start].allSatisfy({ $0 == UInt8(ascii: " ") }) else { return nil }
    return start
  }

  private func skippingKey(_ key: String) -> Int? {
    guard let start = skippingIndentation(), let end = skipping(key, from: start) else { return nil }
    return skipping(":", from: end)
  }

  private func endOfWord(from start: Int) -> Int { bytes[start...].firstIndex { !isWordByte($0) } ?? bytes.count }

  // Texts.

  /// Where the text of the scalar is that ends the line. The next line is read next.
  private mutating func scalar(from start: Int) throws(OtherForm) -> Range<Int> {
    guard let end = bytes[start...].firstIndex(where: { !(0x20...0x7E).contains($0) }), end > start,
      bytes[end] == UInt8(ascii: "\n")
    else { throw OtherForm() }
    index = end + 1
    let line = start..<end
    if isPlain(line) { return line }
    let inner = line.dropFirst().dropLast()
    guard line.count > 1, bytes[start] == quote, bytes[end - 1] == quote,
      !bytes[inner].contains(where: { $0 == quote || $0 == UInt8(ascii: "\\") })
    else { throw OtherForm() }
    return inner
  }

  /// Whether plain text stands for itself: it begins nothing else, holds no comment and no other key, and ends where it seems to.
  private func isPlain(_ line: Range<Int>) -> Bool {
    let (first, last) = (bytes[line.lowerBound], bytes[line.upperBound - 1])
    guard isWordByte(first) && first != UInt8(ascii: "-") || first == UInt8(ascii: "/") else { return false }
    guard last != UInt8(ascii: " "), last != UInt8(ascii: ":") else { return false }
    return !line.dropLast().contains { index in
      bytes[index] == UInt8(ascii: ":") && bytes[index + 1] == UInt8(ascii: " ")
        || bytes[index] == UInt8(ascii: " ") && bytes[index + 1] == UInt8(ascii: "#")
    }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func value<Value>(
    _ range: Range<Int>, _ parse: (String) throws(ScalarError) -> Value
  ) throws(OtherForm) -> Value {
    do throws(ScalarError) { return try parse(text(range)) } catch { throw OtherForm() }
  }
}

private let quote = UInt8(ascii: "\"")
