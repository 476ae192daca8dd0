/// The rules of one field applied to its value.
struct FieldCheck {
  let field: String
  let input: JSON
  let rules: [Rule]
  let records: Validator.Records

  var value: JSON { input.value(at: field) ?? .null }
  var isPresent: Bool { input.value(at: field) != nil }
  var isNumeric: Bool { rules.contains(where: \.makesNumeric) }

  /// Whether a rule applies: missing values are the business of implicit rules only, null that of rules without
  /// `nullable`, and the database is not asked about what is wrong already.
  func isLookedAt(_ rule: Rule, failedBefore: Bool) -> Bool {
    if rules.contains(.sometimes), !isPresent { return false }
    if !rule.isImplicit, !isPresent { return false }
    if !rule.isImplicit, rules.contains(.nullable), value == .null { return false }
    return !(rule.asksDatabase && failedBefore)
  }

  func passes(_ rule: Rule) -> Bool {
    switch rule {
    case .bail, .sometimes, .nullable: true
    case .required: isFilled(value)
    case .present: isPresent
    case .filled: !isPresent || isFilled(value)
    case .accepted: isAccepted(value)
    case .requiredWith(let others): !others.contains(where: has) || isFilled(value)
    case .requiredWithAll(let others): !others.allSatisfy(has) || isFilled(value)
    case .requiredWithout(let others): others.allSatisfy(has) || isFilled(value)
    case .requiredWithoutAll(let others): others.contains(where: has) || isFilled(value)
    case .requiredIf(let other, let values): !isOne(other, of: values) || isFilled(value)
    case .requiredUnless(let other, let values): isOne(other, of: values) || isFilled(value)
    case .string: value.text != nil
    case .integer: PHPNumber.integer(value) != nil
    case .numeric: PHPNumber.number(value) != nil
    case .boolean: [.bool(true), .bool(false), 0, 1, "0", "1"].contains(value)
    case .array: value.isArray
    case .min(let least): size.map { $0 >= bound(least) } ?? false
    case .max(let most): size.map { $0 <= bound(most) } ?? false
    case .between(let least, let most): size.map { $0 >= bound(least) && $0 <= bound(most) } ?? false
    case .size(let exact): size == bound(exact)
    case .digits(let count): digitCount.map { Double($0) == bound(count) } ?? false
    case .digitsBetween(let least, let most):
      digitCount.map { Double($0) >= bound(least) && Double($0) <= bound(most) } ?? false
    case .oneOf(let values): isIn(values)
    case .noneOf(let values): !isIn(values)
    case .exists(let table, let column, let freeOnly): hasRecord(table, column, freeOnly ? .assigned : .nothing)
    case .unique(let table, let column, let except):
      !hasRecord(table, column, except.map { .row($0) } ?? .nothing)
    case .regex, .notRegex, .alpha, .alphaDash, .alphaNumeric, .startsWith, .endsWith, .url, .ip, .ipv4, .ipv6,
      .email, .json, .uuid, .lowercase, .uppercase, .username:
      PHPNumber.text(value).map { textPasses($0, rule) } ?? false
    }
  }

  private func has(_ other: String) -> Bool { isFilled(input.value(at: other) ?? .null) }

  private func isOne(_ other: String, of values: [String]) -> Bool {
    PHPNumber.text(input.value(at: other) ?? .null).map(values.contains) ?? values.contains("null")
  }

  private func isFilled(_ value: JSON) -> Bool {
    switch value {
    case .null: false
    case .string(let text): !text.trimmedOfSpaces.isEmpty
    case .array(let items): !items.isEmpty
    case .object(let members): !members.isEmpty
    case .bool, .integer, .number, .encoded: true
    }
  }

  private func isAccepted(_ value: JSON) -> Bool {
    ["yes", "on", "1", 1, true, "true"].contains(value)
  }

  private func isIn(_ values: [String]) -> Bool {
    if let items = value.items {
      return rules.contains(.array) && items.allSatisfy { PHPNumber.text($0).map(values.contains) ?? false }
    }
    return values.contains(PHPNumber.text(value) ?? "")
  }

  private func hasRecord(_ table: String, _ column: String, _ except: RecordExcept) -> Bool {
    if let items = value.items { return items.allSatisfy { records(table, column, $0, except) } }
    return records(table, column, value, except)
  }

  private func bound(_ text: String) -> Double { Double(text.trimmedOfSpaces) ?? 0 }

  /// A number's value, a list's count, a text's length in characters; null has none.
  private var size: Double? {
    if isNumeric, let number = PHPNumber.number(value) { return number }
    if let items = value.items { return Double(items.count) }
    return PHPNumber.text(value).map { Double($0.unicodeScalars.count) } ?? 0
  }

  private var digitCount: Int? {
    guard let text = PHPNumber.text(value), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return text.utf8.count
  }
}
