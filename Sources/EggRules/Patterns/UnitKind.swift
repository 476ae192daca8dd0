/// What `\w`, `\d` and the like draw on.
enum UnitAlphabet {
  /// Without the modifier `u`: the C locale's bytes.
  case ascii
  /// With the modifier `u`: Unicode's properties.
  case unicode
}

/// A named kind of unit: `\d`, `[:alpha:]`, `\p{Lu}`.
enum UnitKind {
  case any
  case newline
  case digit
  case word
  case space
  case horizontalSpace
  case verticalSpace
  case letter
  case lowercase
  case uppercase
  case letterOrNumber
  case punctuation
  case control
  case visible
  case visibleOrSpace
  case hexDigit
  case ascii
  case category([Unicode.GeneralCategory])

  /// Whether the unit is of this kind.
  func contains(_ unit: UInt32, _ alphabet: UnitAlphabet) -> Bool {
    switch self {
    case .any: true
    case .newline: unit == 0x0A
    case .verticalSpace: (0x0A...0x0D).contains(unit) || unit == 0x85 || unit == 0x2028 || unit == 0x2029
    case .horizontalSpace: Self.horizontalSpaces.contains(unit)
    case .ascii: unit < 0x80
    case .hexDigit: Self.isASCIIHexDigit(unit)
    case .category(let categories): Self.category(of: unit).map(categories.contains) ?? false
    case .digit, .word, .space, .letter, .lowercase, .uppercase, .letterOrNumber, .punctuation, .control, .visible,
      .visibleOrSpace:
      unit < 0x80 || alphabet == .ascii ? containsASCII(unit) : containsBeyondASCII(unit)
    }
  }

  private func containsASCII(_ unit: UInt32) -> Bool {
    guard unit < 0x80, let scalar = Unicode.Scalar(unit) else { return false }
    let isLower = ("a"..."z").contains(scalar)
    let isUpper = ("A"..."Z").contains(scalar)
    let isDigit = ("0"..."9").contains(scalar)
    return switch self {
    case .digit: isDigit
    case .word: isLower || isUpper || isDigit || scalar == "_"
    case .space: (0x09...0x0D).contains(unit) || scalar == " "
    case .letter: isLower || isUpper
    case .lowercase: isLower
    case .uppercase: isUpper
    case .letterOrNumber: isLower || isUpper || isDigit
    case .punctuation: (0x21...0x7E).contains(unit) && !isLower && !isUpper && !isDigit
    case .control: unit < 0x20 || unit == 0x7F
    case .visible: (0x21...0x7E).contains(unit)
    case .visibleOrSpace: (0x20...0x7E).contains(unit)
    case .any, .newline, .horizontalSpace, .verticalSpace, .hexDigit, .ascii, .category: false
    }
  }

  private func containsBeyondASCII(_ unit: UInt32) -> Bool {
    guard let category = Self.category(of: unit) else { return false }
    let isLetter = Self.letters.contains(category)
    let isNumber = Self.numbers.contains(category)
    return switch self {
    case .digit: category == .decimalNumber
    case .word, .letterOrNumber: isLetter || isNumber
    case .space: Self.horizontalSpaces.contains(unit) || [0x85, 0x2028, 0x2029].contains(unit)
    case .letter: isLetter
    case .lowercase: category == .lowercaseLetter
    case .uppercase: category == .uppercaseLetter
    case .punctuation: Self.punctuations.contains(category)
    case .control: category == .control
    case .visible: !Self.unseen.contains(category) && !Self.separators.contains(category)
    case .visibleOrSpace: !Self.unseen.contains(category)
    case .any, .newline, .horizontalSpace, .verticalSpace, .hexDigit, .ascii, .category: false
    }
  }

  static func category(of unit: UInt32) -> Unicode.GeneralCategory? {
    Unicode.Scalar(unit)?.properties.generalCategory
  }

  static func isASCIIHexDigit(_ unit: UInt32) -> Bool {
    (0x30...0x39).contains(unit) || (0x41...0x46).contains(unit) || (0x61...0x66).contains(unit)
  }

  private static let horizontalSpaces: Set<UInt32> =
    Set(0x2000...0x200A).union([0x09, 0x20, 0xA0, 0x1680, 0x180E, 0x202F, 0x205F, 0x3000])
}

extension UnitKind {
  static let letters: [Unicode.GeneralCategory] =
    [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
  static let marks: [Unicode.GeneralCategory] = [.nonspacingMark, .spacingMark, .enclosingMark]
  static let numbers: [Unicode.GeneralCategory] = [.decimalNumber, .letterNumber, .otherNumber]
  static let symbols: [Unicode.GeneralCategory] = [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol]
  static let separators: [Unicode.GeneralCategory] = [.spaceSeparator, .lineSeparator, .paragraphSeparator]
  static let unseen: [Unicode.GeneralCategory] = [.control, .surrogate, .unassigned]
  static let punctuations: [Unicode.GeneralCategory] = [
    .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
    .finalPunctuation, .otherPunctuation,
  ]

  /// The general categories that `\p{name}` stands for, or nil for a script and everything else.
  static func categories(named name: String) -> [Unicode.GeneralCategory]? {
    switch name {
    case "L": letters
    case "M": marks
    case "N": numbers
    case "S": symbols
    case "Z": separators
    case "P": punctuations
    case "C": unseen + [.format, .privateUse]
    case "L&", "LC": [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]
    default: oneCategory(named: name).map { [$0] }
    }
  }

  private static func oneCategory(named name: String) -> Unicode.GeneralCategory? {
    switch name {
    case "Lu": .uppercaseLetter
    case "Ll": .lowercaseLetter
    case "Lt": .titlecaseLetter
    case "Lm": .modifierLetter
    case "Lo": .otherLetter
    case "Mn": .nonspacingMark
    case "Mc": .spacingMark
    case "Me": .enclosingMark
    case "Nd": .decimalNumber
    case "Nl": .letterNumber
    case "No": .otherNumber
    case "Pc": .connectorPunctuation
    case "Pd": .dashPunctuation
    case "Ps": .openPunctuation
    case "Pe": .closePunctuation
    case "Pi": .initialPunctuation
    case "Pf": .finalPunctuation
    case "Po": .otherPunctuation
    case "Sm": .mathSymbol
    case "Sc": .currencySymbol
    case "Sk": .modifierSymbol
    case "So": .otherSymbol
    case "Zs": .spaceSeparator
    case "Zl": .lineSeparator
    case "Zp": .paragraphSeparator
    case "Cc": .control
    case "Cf": .format
    case "Cs": .surrogate
    case "Co": .privateUse
    case "Cn": .unassigned
    default: nil
    }
  }
}
