/// What the panel says about a failed rule. Its own wording is older than Laravel's; rules that it never worded have
/// Laravel's ("field" before the verb).
struct RuleMessage {
  /// The field's name.
  let name: String
  let check: FieldCheck
  let validator: Validator

  /// Laravel has no words for a rule whose name is none of its own.
  func text(for named: NamedRule) -> String {
    if case .shouted = named.rule { return "validation.\(named.name)" }
    return text(for: named.rule)
  }

  private func text(for rule: Rule) -> String {
    switch rule {
    case .required, .filled: "The \(name) field is required."
    case .present: "The \(name) field must be present."
    case .accepted: "The \(name) must be accepted."
    case .requiredWith(let others), .requiredWithAll(let others):
      "The \(name) field is required when \(joined(others)) is present."
    case .requiredWithout(let others): "The \(name) field is required when \(joined(others)) is not present."
    case .requiredWithoutAll(let others): "The \(name) field is required when none of \(joined(others)) are present."
    case .requiredIf(let other, let values):
      "The \(name) field is required when \(validator.displayName(other)) is \(values.joined(separator: ", "))."
    case .requiredUnless(let other, let values):
      "The \(name) field is required unless \(validator.displayName(other)) is in \(values.joined(separator: ", "))."
    case .string: "The \(name) must be a string."
    case .integer: "The \(name) must be an integer."
    case .numeric: "The \(name) must be a number."
    case .boolean: "The \(name) field must be true or false."
    case .array: "The \(name) must be an array."
    case .min, .max, .between, .size: sizeText(for: rule)
    case .digits(let count): "The \(name) must be \(count) digits."
    case .digitsBetween(let least, let most): "The \(name) must be between \(least) and \(most) digits."
    case .oneOf, .noneOf, .exists: "The selected \(name) is invalid."
    case .unique: "The \(name) has already been taken."
    case .regex, .url: "The \(name) format is invalid."
    case .notRegex: "The \(name) field format is invalid."
    case .alpha: "The \(name) may only contain letters."
    case .alphaDash: "The \(name) may only contain letters, numbers, and dashes."
    case .alphaNumeric: "The \(name) may only contain letters and numbers."
    case .startsWith(let values):
      "The \(name) field must start with one of the following: \(values.joined(separator: ", "))."
    case .endsWith(let values):
      "The \(name) field must end with one of the following: \(values.joined(separator: ", "))."
    case .ip: "The \(name) must be a valid IP address."
    case .ipv4: "The \(name) field must be a valid IPv4 address."
    case .ipv6: "The \(name) field must be a valid IPv6 address."
    case .email: "The \(name) must be a valid email address."
    case .json: "The \(name) must be a valid JSON string."
    case .uuid: "The \(name) field must be a valid UUID."
    case .lowercase: "The \(name) field must be lowercase."
    case .uppercase: "The \(name) field must be uppercase."
    case .username:
      "The \(name) must start and end with alpha-numeric characters and\n"
        + "                contain only letters, numbers, dashes, underscores, and periods."
    case .bail, .sometimes, .nullable, .broken, .shouted: ""
    }
  }

  private func joined(_ fields: [String]) -> String {
    fields.map { validator.displayName($0) }.joined(separator: " / ")
  }

  private enum Measure {
    case number, characters, items
  }

  private var measure: Measure {
    if check.isNumeric { return .number }
    return check.value.isArray ? .items : .characters
  }

  private func sizeText(for rule: Rule) -> String {
    switch (rule, measure) {
    case (.min(let least), .number): "The \(name) must be at least \(least)."
    case (.min(let least), .characters): "The \(name) must be at least \(least) characters."
    case (.min(let least), .items): "The \(name) must have at least \(least) items."
    case (.max(let most), .number): "The \(name) may not be greater than \(most)."
    case (.max(let most), .characters): "The \(name) may not be greater than \(most) characters."
    case (.max(let most), .items): "The \(name) may not have more than \(most) items."
    case (.between(let least, let most), .number): "The \(name) must be between \(least) and \(most)."
    case (.between(let least, let most), .characters):
      "The \(name) must be between \(least) and \(most) characters."
    case (.between(let least, let most), .items): "The \(name) must have between \(least) and \(most) items."
    case (.size(let exact), .number): "The \(name) must be \(exact)."
    case (.size(let exact), .characters): "The \(name) must be \(exact) characters."
    case (.size(let exact), .items): "The \(name) must contain \(exact) items."
    default: ""
    }
  }
}
