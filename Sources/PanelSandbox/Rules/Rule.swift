/// One validation rule, as fields and egg variables are given them.
indirect enum Rule: Sendable, Equatable {
  // Whether a value must be there. These are looked at even when it is not.
  case required, present, filled, accepted
  case requiredWith([String]), requiredWithAll([String]), requiredWithout([String]), requiredWithoutAll([String])
  case requiredIf(String, [String]), requiredUnless(String, [String])
  // How the others are applied.
  case bail, sometimes, nullable
  // What kind of value it is.
  case string, integer, numeric, boolean, array
  // How large it is; parameters stay text because messages repeat them.
  case min(String), max(String), between(String, String), size(String)
  case digits(String), digitsBetween(String, String)
  // What it is made of.
  case oneOf([String]), noneOf([String])
  case regex(String), notRegex(String)
  case alpha, alphaDash, alphaNumeric
  case startsWith([String]), endsWith([String])
  case url, ip, ipv4, ipv6, json, uuid, lowercase, uppercase
  case email(isStrict: Bool)
  /// The panel's own rule on usernames.
  case username
  // What comes of how it is written.
  /// The panel answers 500 with this code once it looks at the rule.
  case broken(String, isImplicit: Bool)
  /// `STRING`: PHP finds the method whatever the case, and nothing else of Laravel does, so that it is neither implicit nor `nullable` nor numeric.
  case shouted(Rule)
  // What the database has.
  case exists(table: String, column: String, freeOnly: Bool)
  case unique(table: String, column: String, except: Int?)

  /// Whether the rule is looked at when the value is missing or empty.
  var isImplicit: Bool {
    switch self {
    case .required, .present, .filled, .accepted, .requiredWith, .requiredWithAll, .requiredWithout,
      .requiredWithoutAll, .requiredIf, .requiredUnless:
      true
    case .broken(_, let isImplicit): isImplicit
    case .bail, .sometimes, .nullable, .string, .integer, .numeric, .boolean, .array, .min, .max, .between, .size,
      .digits, .digitsBetween, .oneOf, .noneOf, .regex, .notRegex, .alpha, .alphaDash, .alphaNumeric, .startsWith,
      .endsWith, .url, .ip, .ipv4, .ipv6, .email, .json, .uuid, .lowercase, .uppercase, .username, .shouted, .exists,
      .unique:
      false
    }
  }

  /// Whether the rule asks the database, which is only done for a field that has not failed yet.
  var asksDatabase: Bool {
    switch self {
    case .exists, .unique: true
    default: false
    }
  }

  /// Whether the rule makes sizes be compared as numbers.
  var makesNumeric: Bool { self == .integer || self == .numeric }
}

/// A rule with the name that `meta.rule` tells.
struct NamedRule: Sendable, Equatable {
  let name: String
  let rule: Rule
}
