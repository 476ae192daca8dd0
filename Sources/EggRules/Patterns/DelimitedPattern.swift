/// The parts of `/body/modifiers`, cut as PHP cuts them.
struct DelimitedPattern {
  let body: Substring
  let modifiers: PatternModifiers

  /// Any character but a letter, a digit, a backslash and white space delimits; brackets delimit in pairs.
  init(_ text: String) throws(PatternFault) {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !" \t\n\r\u{B}\u{C}".unicodeScalars.contains($0) }) else {
      throw .refused("is empty")
    }
    let opening = scalars[start]
    guard opening.isASCII, !opening.properties.isAlphabetic, !("0"..."9").contains(opening), opening != "\\" else {
      throw .refused("has no delimiters, as `/` before and after")
    }
    let bodyStart = scalars.index(after: start)
    guard let end = Self.end(of: scalars[bodyStart...], opening: opening) else {
      throw .refused("has no closing `\(Self.closing(for: opening))`; a `|` ends the rule, also inside of a pattern")
    }
    body = text[bodyStart..<end]
    modifiers = try Self.modifiers(in: scalars[scalars.index(after: end)...])
  }

  private static func closing(for opening: Unicode.Scalar) -> Unicode.Scalar {
    switch opening {
    case "(": ")"
    case "[": "]"
    case "{": "}"
    case "<": ">"
    default: opening
    }
  }

  private static func end(
    of rest: Substring.UnicodeScalarView, opening: Unicode.Scalar
  ) -> Substring.UnicodeScalarView.Index? {
    let closing = closing(for: opening)
    var depth = 1
    var index = rest.startIndex
    while index < rest.endIndex {
      switch rest[index] {
      case "\\":
        rest.formIndex(after: &index)
        if index == rest.endIndex { return nil }
      case closing:
        depth -= 1
        if depth == 0 { return index }
      case opening:
        depth += 1
      default:
        break
      }
      rest.formIndex(after: &index)
    }
    return nil
  }

  private static func modifiers(in letters: Substring.UnicodeScalarView) throws(PatternFault) -> PatternModifiers {
    var modifiers: PatternModifiers = []
    for letter in letters {
      guard let modifier = PatternModifiers.behindDelimiter(letter) else {
        throw .refused("has the unknown modifier `\(letter)`")
      }
      modifiers.formUnion(modifier)
    }
    return modifiers
  }
}
