/// Reads a text with holes: `bot-{order}`.
///
/// `{{`, `}}` and `${` are the panel's and stay as they are, and so does a brace that makes no `{word}`.
func parseTemplate(_ text: String) throws(ScalarError) -> Template {
  let text = try parseKeptText(text)
  guard contains(text, { $0 == UInt8(ascii: "{") }) else { return Template(text) }
  let bytes = text.utf8
  var parts: [Template.Part] = []
  var (plainStart, index) = (bytes.startIndex, bytes.startIndex)
  while index < bytes.endIndex {
    if bytes[index...].starts(with: "{{".utf8) || bytes[index...].starts(with: "${".utf8) {
      index = bytes.index(index, offsetBy: 2)
    } else if let name = holeName(at: bytes[index...]) {
      if plainStart < index { parts.append(.text(String(text[plainStart..<index]))) }
      parts.append(.word(try parseHole(name)))
      index = bytes.index(index, offsetBy: name.utf8.count + 2)
      plainStart = index
    } else {
      index = bytes.index(after: index)
    }
  }
  if plainStart < index { parts.append(.text(String(text[plainStart...]))) }
  return Template(parts: parts)
}

/// What stands between a brace and the next, where that is a word.
private func holeName(at text: Substring.UTF8View) -> String? {
  guard text.first == UInt8(ascii: "{") else { return nil }
  let name = text.dropFirst().prefix(while: isHoleByte)
  return !name.isEmpty && text[name.endIndex...].first == UInt8(ascii: "}") ? String(Substring(name)) : nil
}

private func isHoleByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
  default: false
  }
}

private func parseHole(_ name: String) throws(ScalarError) -> Template.Word {
  if let word = Template.Word(rawValue: name) { return word }
  let words = Template.Word.allCases.map { "{\($0.rawValue)}" }
  throw ScalarError(
    "unknown-template-word", "unknown template word \(quoted("{\(name)}"))", hint: hint(for: "{\(name)}", among: words))
}

/// Reads the template of a server's name, which has one line and is not empty.
func parseNameTemplate(_ text: String) throws(ScalarError) -> Template { try parseTemplate(try parseShortLine(text)) }
