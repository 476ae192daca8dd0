/// The fields of one line of comma-separated values, as PHP's `str_getcsv` cuts them.
///
/// White space stays: `in:a, b` has the fields `a` and ` b`, and no trimmed value ever equals the second.
func commaSeparated(_ line: String) -> [String] {
  var rest = line.unicodeScalars[...]
  if rest.last == "\n" { rest.removeLast() }
  if rest.last == "\r" { rest.removeLast() }
  var fields = [takeField(from: &rest)]
  while rest.first == "," {
    rest.removeFirst()
    fields.append(takeField(from: &rest))
  }
  return fields
}

private func takeField(from rest: inout Substring.UnicodeScalarView) -> String {
  let behindSpace = rest.drop { UnitKind.space.contains($0.value, .ascii) }
  var field = ""
  if behindSpace.first == "\"" {
    rest = behindSpace.dropFirst()
    field = takeQuoted(from: &rest)
  }
  let plain = rest.prefix { $0 != "," }
  rest = rest.dropFirst(plain.count)
  field.unicodeScalars.append(contentsOf: plain)
  return field
}

/// What stands before the closing quote; `""` is a quote, and behind a backslash a quote closes nothing.
private func takeQuoted(from rest: inout Substring.UnicodeScalarView) -> String {
  var text = String.UnicodeScalarView()
  while let next = rest.popFirst() {
    if next == "\"" {
      guard rest.first == "\"" else { break }
      rest.removeFirst()
    }
    text.append(next)
    if next == "\\", let escaped = rest.popFirst() { text.append(escaped) }
  }
  return String(text)
}
