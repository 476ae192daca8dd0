/// A text as quoted-printable (RFC 2045, 6.7): ASCII in lines of at most 76 characters, which every server carries and people can read.
/// Lines end in `\r\n`, the last one too.
func quotedPrintable(_ text: String) -> [UInt8] {
  var output: [UInt8] = []
  for line in lines(of: text) { append(line, to: &output) }
  return output
}

/// The lines of a text, whatever they end in.
private func lines(of text: String) -> [[UInt8]] {
  var lines: [[UInt8]] = [[]]
  var isAfterReturn = false
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\r"): lines.append([])
    case UInt8(ascii: "\n"): if !isAfterReturn { lines.append([]) }
    default: lines[lines.count - 1].append(byte)
    }
    isAfterReturn = byte == UInt8(ascii: "\r")
  }
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}

private func append(_ line: [UInt8], to output: inout [UInt8]) {
  var width = 0
  for (index, byte) in line.enumerated() {
    let isLast = index == line.count - 1
    let token = isLiteral(byte, isLast: isLast) ? [byte] : escaped(byte)
    // The line's last character may take the place that a soft break would need.
    if width + token.count > (isLast ? 76 : 75) {
      output += softBreak
      width = 0
    }
    output += token
    width += token.count
  }
  output += [0x0D, 0x0A]
}

/// A blank at a line's end would get lost on the way.
private func isLiteral(_ byte: UInt8, isLast: Bool) -> Bool {
  switch byte {
  case UInt8(ascii: "="): false
  case 0x21...0x7E: true
  case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
  default: false
  }
}

private func escaped(_ byte: UInt8) -> [UInt8] {
  let digits = Array("0123456789ABCDEF".utf8)
  return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}

private let softBreak: [UInt8] = [UInt8(ascii: "="), 0x0D, 0x0A]
