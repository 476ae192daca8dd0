/// A text from a document as a message shows it: between backticks, clipped, and without anything that acts.
package func quoted(_ text: String) -> String {
  let scalars = text.unicodeScalars
  let clipped = scalars.count > 60 ? String(scalars.prefix(60)) + "…" : text
  return "`\(visible(clipped))`"
}

/// The text with a visible sign in the place of every control character and every mark that changes the direction of writing.
///
/// One scalar stays one scalar, so that columns stay what they are.
func visible(_ text: String) -> String {
  guard !isPlainASCII(text), text.unicodeScalars.contains(where: isUnseen) else { return text }
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { shown.append(isUnseen(scalar) ? sign(for: scalar) : scalar) }
  return String(shown)
}

/// Whether a scalar would not be seen where it stands, or would change how others are seen.
func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20...0x7E: false
  case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
  case 0xE0000...0xE007F: true
  default: false
  }
}

/// The control pictures of Unicode where there is one.
private func sign(for scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0x09: " "
  case 0...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
  case 0x7F: "\u{2421}"
  default: "\u{FFFD}"
  }
}

private func isPlainASCII(_ text: String) -> Bool {
  let bytes = text.utf8.span
  return bytes.indices.allSatisfy { (0x20...0x7E).contains(bytes[$0]) }
}
