/// Reads free text of one line or several; only what acts on terminals is refused.
func parseText(_ text: String) throws(ScalarError) -> String {
  guard !containsControls(text, apartFrom: .tabsAndLineBreaks) else {
    throw ScalarError("control-character", "control characters are not allowed in a text")
  }
  return text
}

/// Reads free text that the panel keeps in a column of 65,535 bytes.
func parseKeptText(_ text: String) throws(ScalarError) -> String {
  guard text.utf8.count <= TextLimit.text else { throw .tooLong }
  return try parseText(text)
}

/// Reads text that has to be there and on one line.
package func parseLine(_ text: String) throws(ScalarError) -> String {
  guard contains(text, { $0 > 0x20 }) else { throw ScalarError("empty-value", "this text is empty") }
  guard !containsControls(text, apartFrom: .nothing) else {
    throw ScalarError("control-character", "line breaks and control characters are not allowed here")
  }
  return text
}

/// Reads a startup command: text that has to be there and that the panel keeps in a column of 65,535 bytes. It takes line breaks.
///
/// Source: panel-behaviour, "Create": `startup` is a required, non-empty string. Public eggs have commands of several lines.
func parseStartup(_ text: String) throws(ScalarError) -> String {
  guard contains(text, { $0 > 0x20 }) else { throw ScalarError("empty-value", "this text is empty") }
  guard !containsControls(text, apartFrom: .tabsAndAllLineBreaks) else {
    throw ScalarError("control-character", "control characters are not allowed in a command")
  }
  guard text.utf8.count <= TextLimit.text else { throw .tooLong }
  return text
}

/// Reads text of one line that the panel keeps in a column of 191 characters.
func parseShortLine(_ text: String) throws(ScalarError) -> String {
  guard text.unicodeScalars.count <= TextLimit.name else {
    throw ScalarError("too-long", "this has more than the \(TextLimit.name) characters that the panel keeps")
  }
  return try parseLine(text)
}

/// Reads an item of a list that is joined with commas somewhere: a feature.
func parseListed(_ text: String) throws(ScalarError) -> String {
  guard !contains(text, { $0 == UInt8(ascii: ",") }) else {
    throw ScalarError("bad-name", "an item of this list may not contain a comma", hint: "split it into two items")
  }
  return try parseShortLine(text)
}

/// Whether a byte of the text is like that.
func contains(_ text: String, _ isLikeThat: (UInt8) -> Bool) -> Bool {
  let bytes = text.utf8.span
  return bytes.indices.contains { isLikeThat(bytes[$0]) }
}

/// Whether there is a control character of ASCII or, after 0xC2, one of the second block.
private func containsControls(_ text: String, apartFrom allowed: AllowedControls) -> Bool {
  let bytes = text.utf8.span
  var previous: UInt8 = 0
  for index in bytes.indices {
    let byte = bytes[index]
    if byte < 0x20 || byte == 0x7F, !allowed.contains(byte) { return true }
    if previous == 0xC2, byte < 0xA0 { return true }
    previous = byte
  }
  return false
}

extension ScalarError {
  fileprivate static var tooLong: ScalarError {
    ScalarError("too-long", "this has more than the \(TextLimit.text) bytes that the panel keeps")
  }
}

private enum AllowedControls {
  case nothing, tabsAndLineBreaks
  /// Carriage returns, too, as some eggs have them.
  case tabsAndAllLineBreaks

  func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .nothing: false
    case .tabsAndLineBreaks: byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
    case .tabsAndAllLineBreaks: [UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(byte)
    }
  }
}
