/// One rule of the validation language, in Laravel 11's sense.
enum EggRule: Equatable {
  case presence(PresenceRule)
  case prohibition(ProhibitionRule)
  case exclusion(ExclusionRule)
  case size(SizeRule)
  case number(NumberRule)
  case text(TextRule)
  case choice(ChoiceRule)
  case format(FormatRule)
  case pattern(PatternRule)
  case mark(RuleMark)
  /// A rule about lists or uploaded files: no value of a variable is ever one.
  case neverText

  /// Reads a rule.
  ///
  /// - Throws: why it cannot be judged.
  init(_ notation: RuleNotation) throws(EggRuleProblem) {
    if let rule = try PresenceRule(notation) {
      self = .presence(rule)
    } else if let rule = try ProhibitionRule(notation) {
      self = .prohibition(rule)
    } else if let rule = try ExclusionRule(notation) {
      self = .exclusion(rule)
    } else if let rule = try SizeRule(notation) {
      self = .size(rule)
    } else if let rule = try NumberRule(notation) {
      self = .number(rule)
    } else if let rule = TextRule(notation) {
      self = .text(rule)
    } else if let rule = try ChoiceRule(notation) {
      self = .choice(rule)
    } else if let rule = try FormatRule(notation) {
      self = .format(rule)
    } else if let rule = try PatternRule(notation) {
      self = .pattern(rule)
    } else if let rule = try Self.other(notation) {
      self = rule
    } else {
      let letters = notation.written.lowercased().filter { !"_- ".contains($0) }
      guard !Self.newerOrOddlyWritten.contains(letters) else {
        throw .notJudged(rule: notation.written, why: "not every version of Laravel reads it alike")
      }
      throw .unknown(rule: notation.written)
    }
  }

  private static func other(_ notation: RuleNotation) throws(EggRuleProblem) -> Self? {
    if let asked = askedElsewhere[notation.name] {
      throw .notJudged(rule: notation.written, why: "its answer depends on \(asked)")
    }
    if aboutListsAndFiles.contains(notation.name) { return .neverText }
    return RuleMark(rawValue: notation.name).map(Self.mark)
  }

  /// What the rule says of a value.
  func judge(_ subject: RuleSubject) -> RuleOutcome {
    switch self {
    case .presence(let rule): rule.judge(subject)
    case .prohibition(let rule): rule.judge(subject)
    case .exclusion(let rule): rule.judge(subject)
    case .size(let rule): rule.judge(subject)
    case .number(let rule): rule.judge(subject)
    case .text(let rule): rule.judge(subject)
    case .choice(let rule): rule.judge(subject)
    case .format(let rule): rule.judge(subject)
    case .pattern(let rule): rule.judge(subject)
    case .mark: .passes
    case .neverText: .fails("can never be valid: the rule applies to lists or files, and a variable is text")
    }
  }

  /// With `nullable`, no value is right for all rules but those about presence.
  var isSkippedByNullable: Bool {
    switch self {
    case .presence, .exclusion: false
    case .prohibition, .size, .number, .text, .choice, .format, .pattern, .mark, .neverText: true
    }
  }

  /// When a rule about presence fails, the rules after it are not looked at.
  var stopsWhenFailed: Bool {
    switch self {
    case .presence: true
    case .prohibition, .exclusion, .size, .number, .text, .choice, .format, .pattern, .mark, .neverText: false
    }
  }

  /// Whether beside this rule `min`, `max`, `between` and `size` compare the number instead of the length.
  var makesSizesNumeric: Bool {
    switch self {
    case .number(.integer), .number(.numeric), .number(.decimal): true
    case .presence, .prohibition, .exclusion, .size, .number, .text, .choice, .format, .pattern, .mark, .neverText:
      false
    }
  }

  private static let aboutListsAndFiles: Set<String> = [
    "array", "contains", "dimensions", "extensions", "file", "image", "list", "mimes", "mimetypes",
    "required_array_keys",
  ]

  /// Rules of Laravel 12, and those that PHP finds however they are written, which says nothing about what becomes of them.
  private static let newerOrOddlyWritten = Set(
    """
    accepted acceptedif activeurl after afterorequal alpha alphadash alphanum anyof array ascii bail before
    beforeorequal between boolean confirmed contains currentpassword date dateequals dateformat decimal declined
    declinedif different digits digitsbetween dimensions distinct doesntcontain doesntendwith doesntstartwith email
    encoding endswith enum exclude excludeif excludeunless excludewith excludewithout exists extensions file filled
    gt gte hexcolor image in inarray inarraykeys integer ip ipv4 ipv6 json list lowercase lt lte macaddress max
    maxdigits mimes mimetypes min mindigits missing missingif missingunless missingwith missingwithall multipleof
    notin notregex nullable numeric present presentif presentunless presentwith presentwithall prohibited
    prohibitedif prohibitedifaccepted prohibitedifdeclined prohibitedunless prohibits regex required
    requiredarraykeys requiredif requiredifaccepted requiredifdeclined requiredunless requiredwith requiredwithall
    requiredwithout requiredwithoutall same size sometimes startswith string timezone ulid unique uppercase url uuid
    """.split { " \n".contains($0) }.map(String.init))

  private static let askedElsewhere = [
    "active_url": "the DNS", "after": "the clock", "after_or_equal": "the clock", "before": "the clock",
    "before_or_equal": "the clock", "current_password": "a password", "date_equals": "the clock",
    "exists": "a database", "timezone": "PHP's list of time zones", "unique": "a database",
  ]
}

/// A word that judges nothing itself.
enum RuleMark: String {
  case nullable
  case sometimes
  case bail
  /// About the elements of a list; one text is always distinct.
  case distinct
}
