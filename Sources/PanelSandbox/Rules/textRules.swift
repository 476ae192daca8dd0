extension FieldCheck {
  /// The rules on what a text is made of. Rules that want a real text refuse numbers.
  func textPasses(_ text: String, _ rule: Rule) throws(Refusal) -> Bool {
    let isText = value.text != nil
    switch rule {
    case .regex(let pattern): return try matches(text, pattern)
    case .notRegex(let pattern): return try !matches(text, pattern)
    case .alpha: return isText && !text.isEmpty && text.unicodeScalars.allSatisfy(\.isLetterOrMark)
    case .alphaNumeric: return !text.isEmpty && text.unicodeScalars.allSatisfy(\.isLetterMarkOrNumber)
    case .alphaDash:
      return !text.isEmpty && text.unicodeScalars.allSatisfy { $0.isLetterMarkOrNumber || $0 == "_" || $0 == "-" }
    case .startsWith(let beginnings): return beginnings.contains(where: text.hasPrefix)
    case .endsWith(let endings): return endings.contains(where: text.hasSuffix)
    case .url: return isText && isURL(text)
    case .ip: return isIPv4(text) || isIPv6(text)
    case .ipv4: return isIPv4(text)
    case .ipv6: return isIPv6(text)
    case .email(let isStrict): return isText && MailAddress(text).isTaken(strictly: isStrict)
    case .json: return (try? JSONParser.parse(text)) != nil
    case .uuid: return isText ? try matches(text, "/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i") : false
    case .lowercase: return text == text.lowercased()
    case .uppercase: return text == text.uppercased()
    case .username: return try matches(text.lowercased(), "/^[a-z0-9]([a-z0-9_.-]+)[a-z0-9]$/")
    default: return true
    }
  }

  /// Whether a PHP pattern with its delimiters and flags matches. One that cannot be read breaks the panel.
  private func matches(_ text: String, _ pattern: String) throws(Refusal) -> Bool {
    let unreadable = Refusal.unexpected("ErrorException")
    guard let delimiter = pattern.first, delimiter.isDelimiter,
      let end = pattern.dropFirst().lastIndex(of: closing(delimiter))
    else { throw unreadable }
    let body = String(pattern[pattern.index(after: pattern.startIndex)..<end])
    let flags = pattern[pattern.index(after: end)...]
    guard flags.allSatisfy("imsxADSUXJun \n\r".contains), !hasCollatingElement(body),
      var regex = try? Regex<AnyRegexOutput>(body)
    else { throw unreadable }
    regex = regex.matchingSemantics(.unicodeScalar)
    if flags.contains("i") { regex = regex.ignoresCase() }
    if flags.contains("m") { regex = regex.anchorsMatchLineEndings() }
    if flags.contains("s") { regex = regex.dotMatchesNewlines() }
    if !flags.contains("u") { regex = regex.asciiOnlyCharacterClasses() }
    return (try? regex.firstMatch(in: text)) != nil
  }

  /// `[..]` and `[==]` are POSIX's names for letters to PCRE, which it does not have.
  private func hasCollatingElement(_ body: String) -> Bool {
    [".", "="].contains { mark in
      guard let opened = body.range(of: "[\(mark)") else { return false }
      return body[body.index(before: opened.upperBound)...].dropFirst().contains("\(mark)]")
    }
  }

  private func closing(_ delimiter: Character) -> Character {
    switch delimiter {
    case "(": ")"
    case "{": "}"
    case "[": "]"
    case "<": ">"
    default: delimiter
    }
  }
}

extension Unicode.Scalar {
  var isLetterOrMark: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark:
      true
    default: false
    }
  }

  var isLetterMarkOrNumber: Bool {
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: isLetterOrMark
    }
  }
}

extension Character {
  /// Whether PHP takes it as the end of a pattern.
  fileprivate var isDelimiter: Bool { isASCII && !isLetter && !isNumber && !isWhitespace && self != "\\" }
}
