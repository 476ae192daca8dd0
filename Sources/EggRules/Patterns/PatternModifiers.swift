/// The modifiers behind a pattern's closing delimiter, and inside it as `(?i)`.
struct PatternModifiers: OptionSet {
  let rawValue: Int

  static let ignoringCase = Self(rawValue: 1)
  static let multiline = Self(rawValue: 2)
  static let dotTakesNewline = Self(rawValue: 4)
  static let extended = Self(rawValue: 8)
  static let anchored = Self(rawValue: 16)
  static let dollarAtEndOnly = Self(rawValue: 32)
  static let ungreedy = Self(rawValue: 64)
  static let unicode = Self(rawValue: 128)
  static let plainGroupsDoNotCapture = Self(rawValue: 256)
  static let namesMayRepeat = Self(rawValue: 512)

  /// The modifiers that a letter behind the closing delimiter sets, or nil where PHP refuses the letter.
  ///
  /// `S` and `X` change nothing about what matches.
  static func behindDelimiter(_ letter: Unicode.Scalar) -> Self? {
    switch letter {
    case "A": .anchored
    case "D": .dollarAtEndOnly
    case "U": .ungreedy
    case "u": .unicode
    case "S", "X", " ", "\n", "\r": []
    default: insidePattern(letter)
    }
  }

  /// The modifiers that a letter in `(?…)` sets, or nil where it is none that we know.
  static func insidePattern(_ letter: Unicode.Scalar) -> Self? {
    switch letter {
    case "i": .ignoringCase
    case "m": .multiline
    case "s": .dotTakesNewline
    case "x": .extended
    case "n": .plainGroupsDoNotCapture
    case "J": .namesMayRepeat
    default: nil
    }
  }
}
