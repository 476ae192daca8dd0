/// A regular expression as PHP's `preg_match` takes it: delimiters, PCRE pattern, modifiers.
///
/// Matched by a small backtracking machine of our own and not by `Regex`, for three reasons: without the modifier `u`
/// PCRE matches bytes, a `$` lets a final newline pass, and a pattern such as `(a+)+$` must not hang a plan that a
/// stranger's pull request starts. After a fixed number of steps the machine gives up.
struct PHPPattern: Equatable {
  /// The pattern as written, delimiters and modifiers included.
  let text: String
  private let program: PatternProgram
  private let modifiers: PatternModifiers

  /// How many steps a match may take; PCRE's own limit under PHP (`pcre.backtrack_limit`) is of the same size.
  static let stepLimit = 1_000_000

  /// Reads the text behind `regex:`.
  init(_ text: String) throws(PatternFault) {
    self.text = text
    let parts = try DelimitedPattern(text)
    modifiers = parts.modifiers
    var parser = PatternParser(Self.units(of: parts.body, modifiers), modifiers)
    program = try PatternProgram(parser.parse(), groups: parser.groupCount)
  }

  /// What `preg_match` would find in the value.
  func answer(for value: String, stepLimit: Int = Self.stepLimit) -> PatternAnswer {
    var matcher = PatternMatcher(Self.units(of: value, modifiers), stepLimit: stepLimit)
    return matcher.search(program, onlyAtStart: modifiers.contains(.anchored))
  }

  static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// With `u` PCRE sees code points, without it bytes, in the pattern as in the value.
  private static func units(of text: some StringProtocol, _ modifiers: PatternModifiers) -> [UInt32] {
    modifiers.contains(.unicode) ? text.unicodeScalars.map(\.value) : text.utf8.map(UInt32.init)
  }
}

extension PHPPattern: CustomStringConvertible {
  var description: String { text }
}

/// What came of searching a value for a pattern.
enum PatternAnswer: Equatable {
  case found
  case notFound
  /// The step limit was reached first.
  case gaveUp
}
