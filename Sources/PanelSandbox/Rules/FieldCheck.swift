/// The rules of one field applied to its value.
struct FieldCheck {
  let field: String
  let input: JSON
  let rules: [Rule]
  let records: Validator.Records
  let series: PanelSeries

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

  /// - Throws: the 500 that the panel answers where the rule itself is at fault.
  func passes(_ rule: Rule) throws(Refusal) -> Bool {
    switch rule {
    case .broken(let code, _): throw .unexpected(code)
    case .shouted(let rule): try passes(rule)
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
    case .min(let least): try isSize(>=, least)
    case .max(let most): try isSize(<=, most)
    case .between(let least, let most): try isSize(>=, least) ? isSize(<=, most) : false
    case .size(let exact): try isSize(==, exact)
    case .digits(let count): digitCount == count.leadingInteger
    case .digitsBetween(let least, let most):
      digitCount.map { $0 >= least.leadingInteger && $0 <= most.leadingInteger } ?? false
    case .oneOf(let values): isIn(values)
    case .noneOf(let values): !isIn(values)
    case .exists(let table, let column, let freeOnly): hasRecord(table, column, freeOnly ? .assigned : .nothing)
    case .unique(let table, let column, let except):
      !hasRecord(table, column, except.map { .row($0) } ?? .nothing)
    case .regex, .notRegex, .alpha, .alphaDash, .alphaNumeric, .startsWith, .endsWith, .url, .ip, .ipv4, .ipv6,
      .email, .json, .uuid, .lowercase, .uppercase, .username:
      try PHPNumber.text(value).map { text throws(Refusal) in try textPasses(text, rule) } ?? false
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

  /// Compares with a bound: one that is empty breaks every panel, one that is no number those up to 1.11 (Laravel 11).
  private func isSize(_ holds: (Double, Double) -> Bool, _ bound: String) throws(Refusal) -> Bool {
    if bound.isEmpty { throw .unexpected("TypeError") }
    guard let number = PHPNumber.number(.string(bound)) else {
      if series == .former { throw .unexpected("NumberFormatException") }
      return false
    }
    return size.map { holds($0, number) } ?? false
  }

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

extension String {
  /// What PHP makes of a text that it compares with a count.
  fileprivate var leadingInteger: Int { PHPNumber.leadingNumber(trimmedOfSpaces) ?? 0 }
}
