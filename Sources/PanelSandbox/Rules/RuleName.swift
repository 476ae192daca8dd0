/// A rule's name as Laravel reads it: `not-in`, `notIn` and `not_in` are one, and `IP` is the method of `ip` under a name of its own.
struct RuleName {
  /// The rule's usual name.
  let meant: String
  /// What the panel's answer calls it.
  let told: String
  /// Whether only PHP, to which all cases of a method's name are one, knows it.
  let isShouted: Bool

  init(_ written: String) {
    let words = written.split { $0 == "-" || $0 == "_" || $0 == " " }
    let studly = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    let snake = Self.aliases[studly] ?? Self.snake(studly)
    let usual = Self.byLowercase[studly.lowercased()]
    meant = usual ?? snake
    told = snake
    isShouted = usual.map { $0 != snake } ?? false
  }

  private static let aliases = ["Int": "integer", "Bool": "boolean"]

  /// Names of several words, by what PHP makes of them; those of one word are their own.
  private static let byLowercase: [String: String] = {
    let several = [
      "required_with", "required_with_all", "required_without", "required_without_all", "required_if",
      "required_unless", "digits_between", "not_in", "not_regex", "alpha_dash", "alpha_num", "starts_with", "ends_with",
    ]
    let single = [
      "required", "present", "filled", "accepted", "bail", "sometimes", "nullable", "string", "integer", "numeric",
      "boolean", "array", "alpha", "url", "ip", "ipv4", "ipv6", "email", "json", "uuid", "lowercase", "uppercase",
      "min",
      "max", "between", "size", "digits", "in", "regex", "exists", "unique",
    ]
    return Dictionary(uniqueKeysWithValues: (several + single).map { ($0.filter { $0 != "_" }, $0) })
  }()

  /// `NotIn` is `not_in`, `IP` is `i_p`.
  private static func snake(_ studly: String) -> String {
    var snake = ""
    for character in studly {
      if character.isUppercase, !snake.isEmpty { snake += "_" }
      snake += character.lowercased()
    }
    return snake
  }
}
