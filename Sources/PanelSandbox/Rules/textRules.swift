extension FieldCheck {
  /// The rules on what a text is made of. Rules that want a real text refuse numbers.
  func textPasses(_ text: String, _ rule: Rule) -> Bool {
    let isText = value.text != nil
    switch rule {
    case .regex(let pattern): return matches(text, pattern)
    case .notRegex(let pattern): return !matches(text, pattern)
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
    case .email: return isText && isEmail(text)
    case .json: return (try? JSONParser.parse(text)) != nil
    case .uuid: return isText && matches(text, "/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i")
    case .lowercase: return text == text.lowercased()
    case .uppercase: return text == text.uppercased()
    case .username: return matches(text.lowercased(), "/^[a-z0-9]([a-z0-9_.-]+)[a-z0-9]$/")
    default: return true
    }
  }

  /// Whether a PHP pattern with its delimiters and flags matches. A pattern that cannot be read matches nothing.
  private func matches(_ text: String, _ pattern: String) -> Bool {
    guard let delimiter = pattern.first, let end = pattern.dropFirst().lastIndex(of: closing(delimiter)) else {
      return false
    }
    let body = String(pattern[pattern.index(after: pattern.startIndex)..<end])
    let flags = pattern[pattern.index(after: end)...]
    guard var regex = try? Regex<AnyRegexOutput>(body) else { return false }
    regex = regex.matchingSemantics(.unicodeScalar)
    if flags.contains("i") { regex = regex.ignoresCase() }
    if flags.contains("m") { regex = regex.anchorsMatchLineEndings() }
    if flags.contains("s") { regex = regex.dotMatchesNewlines() }
    if !flags.contains("u") { regex = regex.asciiOnlyCharacterClasses() }
    return (try? regex.firstMatch(in: text)) != nil
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
