/// A rule that this panel does not know. The real one answers 500 to it as well.
struct UnknownRule: Error, Equatable {
  let name: String
}

/// Reads rules separated by `|`, as eggs write them. A pattern with a `|` in it falls apart here as it does there.
func parseRules(_ text: String) throws(UnknownRule) -> [NamedRule] {
  try parseRules(text.split(separator: "|").map(String.init))
}

/// Reads rules that are separated already.
func parseRules(_ texts: [String]) throws(UnknownRule) -> [NamedRule] {
  var rules: [NamedRule] = []
  for text in texts where !text.isEmpty { rules.append(try parseRule(text)) }
  return rules
}

private func parseRule(_ text: String) throws(UnknownRule) -> NamedRule {
  let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
  let name = parts[0].trimmedOfSpaces
  let argument = parts.count > 1 ? parts[1] : ""
  guard let rule = plainRule(name) ?? ruleWithArgument(name, argument) else { throw UnknownRule(name: name) }
  return NamedRule(name: aliases[name] ?? name, rule: rule)
}

private let aliases = ["int": "integer", "bool": "boolean"]

private func plainRule(_ name: String) -> Rule? {
  switch name {
  case "required": .required
  case "present": .present
  case "filled": .filled
  case "accepted": .accepted
  case "bail": .bail
  case "sometimes": .sometimes
  case "nullable": .nullable
  case "string": .string
  case "integer", "int": .integer
  case "numeric": .numeric
  case "boolean", "bool": .boolean
  case "array": .array
  case "alpha": .alpha
  case "alpha_dash": .alphaDash
  case "alpha_num": .alphaNumeric
  case "url": .url
  case "ip": .ip
  case "ipv4": .ipv4
  case "ipv6": .ipv6
  case "email": .email
  case "json": .json
  case "uuid": .uuid
  case "lowercase": .lowercase
  case "uppercase": .uppercase
  case "p_username": .username
  default: nil
  }
}

private func ruleWithArgument(_ name: String, _ argument: String) -> Rule? {
  let list = commaSeparated(argument)
  func two(_ rule: (String, String) -> Rule) -> Rule? { list.count == 2 ? rule(list[0], list[1]) : nil }
  switch name {
  case "required_with": return .requiredWith(list)
  case "required_with_all": return .requiredWithAll(list)
  case "required_without": return .requiredWithout(list)
  case "required_without_all": return .requiredWithoutAll(list)
  case "required_if": return list.first.map { .requiredIf($0, Array(list.dropFirst())) }
  case "required_unless": return list.first.map { .requiredUnless($0, Array(list.dropFirst())) }
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
  case "exists": return two { .exists(table: $0, column: $1, freeOnly: false) } ?? freeRecord(list)
  case "unique": return uniqueRecord(list)
  default: return nil
  }
}

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

extension String {
  /// Without spaces at both ends.
  var trimmedOfSpaces: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
