/// Reads free text of one line or several; only what acts on terminals is refused.
func parseText(_ text: String) throws(Misreading) -> String {
  guard !containsControls(text, apartFrom: .tabsAndLineBreaks) else {
    throw Misreading("control-character", "control characters are not allowed in a text")
  }
  return text
}

/// Reads text that has to be there and on one line.
func parseLine(_ text: String) throws(Misreading) -> String {
  guard contains(text, { $0 > 0x20 }) else { throw Misreading("empty-value", "this text is empty") }
  guard !containsControls(text, apartFrom: .nothing) else {
    throw Misreading("control-character", "line breaks and control characters are not allowed here")
  }
  return text
}

/// Reads a startup command: line breaks are part of some, and the panel takes them.
func parseCommand(_ text: String) throws(Misreading) -> String {
  guard contains(text, { $0 > 0x20 }) else { throw Misreading("empty-value", "this text is empty") }
  guard !containsControls(text, apartFrom: .tabsAndLineEnds) else {
    throw Misreading("control-character", "control characters other than line breaks are not allowed in a command")
  }
  return text
}

/// Reads text of one line that the panel keeps in a column of 191 characters.
func parseShortLine(_ text: String) throws(Misreading) -> String {
  guard text.unicodeScalars.count <= 191 else {
    throw Misreading("too-long", "this is longer than the 191 characters that the panel keeps")
  }
  return try parseLine(text)
}

/// Reads an item of a list that is joined with commas somewhere: a feature.
func parseListed(_ text: String) throws(Misreading) -> String {
  guard !contains(text, { $0 == UInt8(ascii: ",") }) else {
    throw Misreading("bad-name", "a comma cannot stand in an item of a list", hint: "make two items of it")
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

private enum AllowedControls {
  case nothing, tabsAndLineBreaks
  /// Windows' carriage returns as well.
  case tabsAndLineEnds

  func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .nothing: false
    case .tabsAndLineBreaks: byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
    case .tabsAndLineEnds: byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
  }
}
