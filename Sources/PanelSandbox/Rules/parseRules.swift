/// Reads rules separated by `|`, as eggs write them. A pattern with a `|` in it falls apart here as it does there.
func parseRules(_ text: String) -> [NamedRule] {
  parseRules(text.split(separator: "|").map(String.init))
}

/// Reads rules that are separated already.
func parseRules(_ texts: [String]) -> [NamedRule] {
  texts.filter { !$0.trimmedOfSpaces.isEmpty }.map(parseRule)
}

private func parseRule(_ text: String) -> NamedRule {
  let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
  let name = RuleName(parts[0].trimmedOfSpaces)
  let rule =
    plainRule(name.meant, parts.count > 1 ? parts[1] : nil)
    ?? ruleWithArgument(name.meant, parts.count > 1 ? parts[1] : nil)
  guard let rule else {
    return NamedRule(name: name.told, rule: .broken("BadMethodCallException", isImplicit: false))
  }
  return NamedRule(name: name.told, rule: name.isShouted ? .shouted(rule) : rule)
}

private func plainRule(_ name: String, _ argument: String?) -> Rule? {
  switch name {
  case "required": .required
  case "present": .present
  case "filled": .filled
  case "accepted": .accepted
  case "bail": .bail
  case "sometimes": .sometimes
  case "nullable": .nullable
  case "string": .string
  case "integer": .integer
  case "numeric": .numeric
  case "boolean": .boolean
  case "array": .array
  case "alpha": .alpha
  case "alpha_dash": .alphaDash
  case "alpha_num": .alphaNumeric
  case "url": .url
  case "ip": .ip
  case "ipv4": .ipv4
  case "ipv6": .ipv6
  case "email": .email(isStrict: commaSeparated(argument ?? "").contains("strict"))
  case "json": .json
  case "uuid": .uuid
  case "lowercase": .lowercase
  case "uppercase": .uppercase
  case "p_username": .username
  default: nil
  }
}

/// Nil for no name of a rule. Where parameters are missing, the panel complains once it looks at the rule.
private func ruleWithArgument(_ name: String, _ argument: String?) -> Rule? {
  let isImplicit = name.hasPrefix("required_")
  let lacking = Rule.broken("InvalidArgumentException", isImplicit: isImplicit)
  guard let argument else {
    return namesWithArguments.contains(name) ? lacking : nil
  }
  let list = commaSeparated(argument)
  func two(_ rule: (String, String) -> Rule) -> Rule { list.count >= 2 ? rule(list[0], list[1]) : lacking }
  switch name {
  case "required_with": return .requiredWith(list)
  case "required_with_all": return .requiredWithAll(list)
  case "required_without": return .requiredWithout(list)
  case "required_without_all": return .requiredWithoutAll(list)
  case "required_if": return list.count < 2 ? lacking : .requiredIf(list[0], Array(list.dropFirst()))
  case "required_unless": return list.count < 2 ? lacking : .requiredUnless(list[0], Array(list.dropFirst()))
  case "min": return .min(argument)
  case "max": return .max(argument)
  case "between": return two { .between($0, $1) }
  case "size": return .size(argument)
  case "digits": return .digits(argument)
  case "digits_between": return two { .digitsBetween($0, $1) }
  case "in": return .oneOf(list)
  case "not_in": return .noneOf(list)
  case "regex": return .regex(argument)
  case "not_regex": return .notRegex(argument)
  case "starts_with": return .startsWith(list)
  case "ends_with": return .endsWith(list)
  case "exists": return freeRecord(list) ?? two { .exists(table: $0, column: $1, freeOnly: false) }
  case "unique": return uniqueRecord(list) ?? lacking
  default: return nil
  }
}

private let namesWithArguments: Set = [
  "required_with", "required_with_all", "required_without", "required_without_all", "required_if", "required_unless",
  "min", "max", "between", "size", "digits", "digits_between", "in", "not_in", "regex", "not_regex", "starts_with",
  "ends_with", "exists", "unique",
]

/// `exists:allocations,id,server_id,NULL`: only rows that belong to no server.
private func freeRecord(_ list: [String]) -> Rule? {
  list.count == 4 && list[3] == "NULL" ? .exists(table: list[0], column: list[1], freeOnly: true) : nil
}

private func uniqueRecord(_ list: [String]) -> Rule? {
  list.count >= 2 ? .unique(table: list[0], column: list[1], except: list.count > 2 ? Int(list[2]) : nil) : nil
}

/// Parameters as PHP's `str_getcsv` reads them: quotes keep commas together, doubled quotes are one.
private func commaSeparated(_ text: String) -> [String] {
  guard !text.isEmpty else { return [] }
  var fields = [""]
  var isQuoted = false
  var previous: Character?
  for character in text {
    switch character {
    case "\"":
      if !isQuoted, previous == "\"" { fields[fields.count - 1].append("\"") }
      isQuoted.toggle()
    case "," where !isQuoted: fields.append("")
    default: fields[fields.count - 1].append(character)
    }
    previous = character
  }
  return fields
}
