/// One rule as an egg writes it: `required_if:environment.TIER,pro`.
struct RuleNotation {
  /// The name as written, for messages.
  let written: String
  /// The name as answers have it, in snake case.
  let name: String
  let parameters: [String]

  /// Nil for an empty piece, as in `required||string`; Laravel passes over it.
  init?(_ piece: Substring) {
    let colon = piece.firstIndex(of: ":")
    let head = piece[..<(colon ?? piece.endIndex)]
    written = trimmed(String(head))
    if written.isEmpty { return nil }
    name = Self.canonical(written)
    guard let colon else {
      parameters = []
      return
    }
    let tail = String(piece[piece.index(after: colon)...])
    // With a space before its name, even a pattern is cut at its commas.
    let takesPattern = ["regex", "not_regex", "notregex"].contains(head.lowercased())
    parameters = takesPattern ? [tail] : commaSeparated(tail)
  }

  /// `notIn`, `not-in` and `not_in` are one name; so are `int` and `integer`, and what PHP takes for one method name.
  private static func canonical(_ written: String) -> String {
    let words = written.split { $0 == "_" || $0 == "-" || $0 == " " }
    let studly = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    var snake = ""
    for character in studly {
      if character.isUppercase, !snake.isEmpty { snake += "_" }
      snake += character.lowercased()
    }
    return aliases[snake] ?? snake
  }

  private static let aliases = [
    "int": "integer", "bool": "boolean", "notin": "not_in", "notregex": "not_regex", "alphanum": "alpha_num",
    "alphadash": "alpha_dash", "digitsbetween": "digits_between", "startswith": "starts_with",
    "endswith": "ends_with", "hexcolor": "hex_color", "macaddress": "mac_address", "mindigits": "min_digits",
    "maxdigits": "max_digits", "multipleof": "multiple_of", "u_r_l": "url", "u_u_i_d": "uuid",
  ]

  /// Complains where there are fewer parameters than Laravel insists on.
  func require(_ count: Int) throws(EggRuleProblem) {
    if parameters.count < count {
      throw .malformed(rule: written, why: "needs \(count) \(count == 1 ? "parameter" : "parameters")")
    }
  }

  /// The parameter as a number.
  func number(at index: Int) throws(EggRuleProblem) -> DecimalNumber {
    try require(index + 1)
    guard let number = DecimalNumber(parameters[index]) else {
      throw .malformed(rule: written, why: "needs a number instead of `\(parameters[index])`")
    }
    return number
  }

  /// The first parameter as a reference to another value, the others as the values that it is compared with.
  func condition() throws(EggRuleProblem) -> RuleCondition {
    try require(2)
    return RuleCondition(reference: RuleReference(parameters[0]), values: Array(parameters.dropFirst()))
  }

  /// The first parameter as a reference to another value.
  func reference() throws(EggRuleProblem) -> RuleReference {
    try require(1)
    return RuleReference(parameters[0])
  }

  /// Every parameter as a reference to another value.
  var references: [RuleReference] { parameters.map(RuleReference.init) }
}
