/// A rule about the characters of a text.
enum TextRule: Equatable {
  enum Letters: Equatable {
    case ascii
    case unicode
  }

  case string
  case alpha(Letters)
  case alphaNum(Letters)
  case alphaDash(Letters)
  case ascii
  case lowercase
  case uppercase
  case startsWith([String])
  case doesntStartWith([String])
  case endsWith([String])
  case doesntEndWith([String])

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) {
    let letters: Letters = notation.parameters.first == "ascii" ? .ascii : .unicode
    switch notation.name {
    case "string": self = .string
    case "alpha": self = .alpha(letters)
    case "alpha_num": self = .alphaNum(letters)
    case "alpha_dash": self = .alphaDash(letters)
    case "ascii": self = .ascii
    case "lowercase": self = .lowercase
    case "uppercase": self = .uppercase
    case "starts_with": self = .startsWith(notation.parameters)
    case "doesnt_start_with": self = .doesntStartWith(notation.parameters)
    case "ends_with": self = .endsWith(notation.parameters)
    case "doesnt_end_with": self = .doesntEndWith(notation.parameters)
    default: return nil
    }
  }

  func judge(_ subject: RuleSubject) -> RuleOutcome {
    .passes(if: holds(for: subject.value), otherwise: subject.value == nil ? "must be text, and is empty" : message)
  }

  private func holds(for value: String?) -> Bool {
    guard let value else { return acceptsNothing }
    let units = value.unicodeScalars.lazy.map(\.value)
    return switch self {
    case .string: true
    case .alpha(let letters): units.allSatisfy { isLetter($0, letters) }
    case .alphaNum(let letters): units.allSatisfy { isLetter($0, letters) || isNumber($0, letters) }
    case .alphaDash(let letters):
      units.allSatisfy { isLetter($0, letters) || isNumber($0, letters) || $0 == 0x2D || $0 == 0x5F }
    // The control characters are those of the list that Laravel uses.
    case .ascii: units.allSatisfy { (0x20...0x7E).contains($0) || [0x09, 0x0A, 0x0D, 0x10, 0x13].contains($0) }
    case .lowercase: areSame(value, value.lowercased())
    case .uppercase: areSame(value, value.uppercased())
    case .startsWith(let starts): starts.contains { isStart($0, of: value) }
    case .doesntStartWith(let starts): !starts.contains { isStart($0, of: value) }
    case .endsWith(let ends): ends.contains { isEnd($0, of: value) }
    case .doesntEndWith(let ends): !ends.contains { isEnd($0, of: value) }
    }
  }

  private var acceptsNothing: Bool {
    switch self {
    case .ascii, .doesntStartWith, .doesntEndWith: true
    case .string, .alpha, .alphaNum, .alphaDash, .lowercase, .uppercase, .startsWith, .endsWith: false
    }
  }

  private var message: String {
    switch self {
    case .string: "must be text"
    case .alpha(let letters): "must be letters\(suffix(letters)) only"
    case .alphaNum(let letters): "must be letters and digits\(suffix(letters)) only"
    case .alphaDash(let letters): "must be letters, digits, - and _\(suffix(letters)) only"
    case .ascii: "must be ASCII"
    case .lowercase: "must be in lowercase"
    case .uppercase: "must be in uppercase"
    case .startsWith(let starts): "must start with \(starts.joined(separator: " or "))"
    case .doesntStartWith(let starts): "must not start with \(starts.joined(separator: " or "))"
    case .endsWith(let ends): "must end with \(ends.joined(separator: " or "))"
    case .doesntEndWith(let ends): "must not end with \(ends.joined(separator: " or "))"
    }
  }

  private func suffix(_ letters: Letters) -> String {
    switch letters {
    case .ascii: " of ASCII"
    case .unicode: ""
    }
  }

  /// Marks such as accents count as letters.
  private func isLetter(_ unit: UInt32, _ letters: Letters) -> Bool {
    switch letters {
    case .ascii: UnitKind.letter.contains(unit, .ascii)
    case .unicode: UnitKind.category(UnitKind.letters + UnitKind.marks).contains(unit, .unicode)
    }
  }

  private func isNumber(_ unit: UInt32, _ letters: Letters) -> Bool {
    switch letters {
    case .ascii: UnitKind.digit.contains(unit, .ascii)
    case .unicode: UnitKind.category(UnitKind.numbers).contains(unit, .unicode)
    }
  }

  private func isStart(_ start: String, of value: String) -> Bool {
    !start.isEmpty && value.utf8.starts(with: start.utf8)
  }

  private func isEnd(_ end: String, of value: String) -> Bool {
    !end.isEmpty && value.utf8.reversed().starts(with: end.utf8.reversed())
  }
}
