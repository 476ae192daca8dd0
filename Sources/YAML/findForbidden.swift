/// What may not occur anywhere in a text, whatever its structure: bytes that are not UTF-8, control characters, line
/// breaks that only some programs see, and directives.
///
/// libyaml would accept some of these (U+0085 ends a line for it, which no editor shows) and says of the others only
/// that they are somewhere. Many directives, each with a name of its own, would also make it slow.
func findForbidden(in text: UnsafeBufferPointer<UInt8>, limit: Int) -> [Problem] {
  var problems: [Problem] = []
  var index = 0
  while problems.count < limit {
    index = endOfPlainBlocks(from: index, in: text)
    guard index < text.count else { break }
    let byte = text[index]
    if byte == UInt8(ascii: "%"), isLineStart(index, in: text) {
      problems.append(.directive(at: place(of: index, in: text)))
    }
    if isHarmless(byte, at: index, in: text) {
      index += 1
      continue
    }
    guard let scalar = scalar(at: index, in: text) else {
      // What follows cannot be distinguished from noise.
      return problems + [.encoding(at: place(of: index, in: text))]
    }
    if isForbidden(scalar) { problems.append(.forbidden(scalar, at: place(of: index, in: text))) }
    if scalar == "\0" { break }
    index += UTF8.width(scalar)
  }
  return problems
}

/// Passes over plain text eight bytes at a time, up to a block in which something needs a closer look.
///
/// Nearly all text is plain, and looking at each byte alone would cost a good part of what reading it costs.
private func endOfPlainBlocks(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
  let bytes = UnsafeRawBufferPointer(text)
  var end = start
  while end + 8 <= bytes.count, isPlain(bytes.loadUnaligned(fromByteOffset: end, as: UInt64.self)) { end += 8 }
  return end
}

/// Whether each of eight bytes is a line feed or printable ASCII other than `%`.
///
/// Bytes are compared side by side: each leaves its answer in its own highest bit.
@inline(__always)
private func isPlain(_ block: UInt64) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let (low, high) = (ones &* 0x7F, ones &* 0x80)
  let fromLineFeed = block ^ (ones &* 0x0A)
  let lineFeeds = ~(((fromLineFeed & low) &+ low) | fromLineFeed | low)
  // With this bit, a line feed is a character like any other.
  let shown = block | (lineFeeds >> 2)
  let fromPercent = block ^ (ones &* UInt64(UInt8(ascii: "%")))
  let percents = (fromPercent &- ones) & ~fromPercent
  let controls = (shown &- ones &* 0x20) & ~shown
  let beyondTilde = (shown &+ ones) | shown
  return (percents | controls | beyondTilde) & high == 0
}

/// Whether a look at the byte and at the one after it is enough.
@inline(__always)
private func isHarmless(_ byte: UInt8, at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
  switch byte {
  case 0x20...0x7E, 0x0A, 0x09: true
  case 0x0D: index + 1 < text.count && text[index + 1] == 0x0A
  default: false
  }
}

/// Everything below is beyond plain ASCII, a lone carriage return or a control character.
private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
  default: false
  }
}

private func isLineStart(_ index: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
  index == 0 || text[index - 1] == 0x0A
}

private func scalar(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
  var bytes = text[index..<min(index + 4, text.count)].makeIterator()
  var decoder = UTF8()
  guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return nil }
  return scalar
}

private func place(of index: Int, in text: UnsafeBufferPointer<UInt8>) -> Place {
  let before = text[..<index]
  let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  let column = before[lineStart...].count { $0 & 0xC0 != 0x80 }
  return Place(line: before.count { $0 == 0x0A } + 1, column: column + 1)
}
