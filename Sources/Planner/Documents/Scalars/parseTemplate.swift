/// Reads a text with holes: `bot-{order}`.
///
/// `{{`, `}}` and `${` are the panel's and stay as they are, and so does a brace that makes no `{word}`.
func parseTemplate(_ text: String) throws(Misreading) -> Template {
  let text = try parseText(text)
  guard contains(text, { $0 == UInt8(ascii: "{") }) else { return Template(text) }
  var parts: [Template.Part] = []
  var plain = String.UnicodeScalarView()
  var rest = text.unicodeScalars[...]
  while let first = rest.first {
    if rest.starts(with: "{{".unicodeScalars) || rest.starts(with: "${".unicodeScalars) {
      plain += rest.prefix(2)
      rest.removeFirst(2)
    } else if let name = holeName(at: rest) {
      if !plain.isEmpty { parts.append(.text(String(plain))) }
      plain.removeAll()
      parts.append(.word(try parseHole(name)))
      rest.removeFirst(name.unicodeScalars.count + 2)
    } else {
      plain.append(first)
      rest.removeFirst()
    }
  }
  if !plain.isEmpty { parts.append(.text(String(plain))) }
  return Template(parts: parts)
}

/// What stands between a brace and the next, where that is a word.
private func holeName(at text: Substring.UnicodeScalarView) -> String? {
  guard text.first == "{" else { return nil }
  let name = text.dropFirst().prefix { ("a"..."z").contains($0) || ("A"..."Z").contains($0) || $0 == "_" }
  return !name.isEmpty && text.dropFirst(name.count + 1).first == "}" ? String(name) : nil
}

private func parseHole(_ name: String) throws(Misreading) -> Template.Word {
  if let word = Template.Word(rawValue: name) { return word }
  let words = Template.Word.allCases.map { "{\($0.rawValue)}" }
  throw Misreading(
    "unknown-template-word", "nothing fills \(quoted("{\(name)}"))", hint: hint(for: "{\(name)}", among: words))
}

/// Reads the template of a server's name, which has one line and is not empty.
func parseNameTemplate(_ text: String) throws(Misreading) -> Template { try parseTemplate(try parseShortLine(text)) }
