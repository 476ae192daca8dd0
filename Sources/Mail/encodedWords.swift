/// A text for a header: as it is where it is plain, else in encoded words (RFC 2047), in lines that are short enough.
///
/// - Parameter indent: how much of the first line is taken already.
func headerText(_ text: String, after indent: Int) -> String {
  // What looks like an encoded word and is none would be shown as another text than it is; blanks at an end get lost.
  let isPlain =
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?") && text.first != " " && text.last != " "
    && !text.contains("  ")
  return isPlain ? folded(text, after: indent) : encodedWords(text, after: indent)
}

/// A name beside an address: a quoted string where it is plain.
func phrase(_ text: String, after indent: Int) -> String {
  guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !text.contains("=?"), text.utf8.count <= 60 else {
    return encodedWords(text, after: indent)
  }
  return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
}

/// Breaks lines at blanks, where they are. A single word may be longer than a line should be, but not longer than one may be.
private func folded(_ text: String, after indent: Int) -> String {
  var lines = [""]
  var room = widest - indent
  for word in text.split(separator: " ") {
    let length = word.utf8.count
    guard length < 900 else { return encodedWords(text, after: indent) }
    if lines[lines.count - 1].isEmpty {
      lines[lines.count - 1] = String(word)
      room -= length
    } else if length + 1 <= room {
      lines[lines.count - 1] += " \(word)"
      room -= length + 1
    } else {
      lines.append(String(word))
      room = widest - 1 - length
    }
  }
  return lines.joined(separator: "\r\n ")
}

/// A character is never cut in two: each word stands for itself. Blanks between encoded words are no part of the text.
private func encodedWords(_ text: String, after indent: Int) -> String {
  var words: [String] = []
  var bytes: [UInt8] = []
  var room = roomOfWord(after: indent)
  for scalar in text.unicodeScalars {
    let more = Array(String(scalar).utf8)
    if bytes.count + more.count > room {
      words.append("=?UTF-8?B?\(base64(bytes))?=")
      bytes = []
      room = roomOfWord(after: 1)
    }
    bytes += more
  }
  words.append("=?UTF-8?B?\(base64(bytes))?=")
  return words.joined(separator: "\r\n ")
}

/// How many bytes a word may stand for, so that it is no longer than 75 characters and its line no longer than 76.
private func roomOfWord(after indent: Int) -> Int {
  let marks = "=?UTF-8?B??=".utf8.count
  return max(6, (min(75, widest - indent) - marks) / 4 * 3)
}

private let widest = 76

/// RFC 4648, with padding.
private func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
    let number = three[0] << 16 | three[1] << 8 | three[2]
    let digits = [18, 12, 6, 0].map { alphabet[number >> $0 & 63] }
    let used = min(3, bytes.count - start) + 1
    text += digits[..<used] + Array(repeating: UInt8(ascii: "="), count: 4 - used)
  }
  return String(decoding: text, as: UTF8.self)
}
