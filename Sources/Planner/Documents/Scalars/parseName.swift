/// Reads the id of an order.
func parseOrderID(_ text: String) throws(ScalarError) -> OrderID {
  if let id = OrderID(text) { return id }
  let lowered = text.lowercased()
  guard OrderID(lowered) == nil else {
    throw ScalarError("bad-order-id", "an order id may not contain capitals", hint: "write \(quoted(lowered))")
  }
  throw ScalarError(
    "bad-order-id", "\(quoted(text)) is not an order id",
    hint: "use 1 to 63 characters from `a-z`, `0-9`, `_` and `-`, with a letter or digit at both ends")
}

/// Reads the name of a tier or of an add-on: it stands in variables between commas.
func parseCatalogName(_ text: String) throws(ScalarError) -> String {
  guard (1...63).contains(text.utf8.count), text.utf8.allSatisfy({ isWordByte($0) || $0 == UInt8(ascii: ".") }) else {
    throw ScalarError(
      "bad-name", "\(quoted(text)) is not a name",
      hint: "use 1 to 63 letters, digits, `.`, `_` and `-`, such as `pro` or `private-instance`")
  }
  return text
}

/// Reads the name of a tier.
func parseTierName(_ text: String) throws(ScalarError) -> TierName { TierName(try parseCatalogName(text)) }

/// Reads the name of an add-on.
func parseAddonName(_ text: String) throws(ScalarError) -> AddonName { AddonName(try parseCatalogName(text)) }

/// Reads the id of a Discord guild, which is too long for most programs' numbers and therefore never one.
func parseGuild(_ text: String) throws(ScalarError) -> String {
  guard (5...20).contains(text.utf8.count), text.utf8.allSatisfy(isDigit) else {
    throw ScalarError(
      "bad-guild", "\(quoted(text)) is not a Discord guild id", hint: "use 5 to 20 digits and nothing else")
  }
  return text
}

/// Reads the name of an egg's variable: `DISCORD_TOKEN`.
func parseVariableName(_ text: String) throws(ScalarError) -> String {
  guard (1...191).contains(text.utf8.count), text.utf8.allSatisfy({ isWordByte($0) && $0 != UInt8(ascii: "-") }) else {
    throw ScalarError(
      "bad-variable", "\(quoted(text)) is not the name of a variable", hint: "use letters, digits and `_`")
  }
  guard text != "STARTUP", !text.hasPrefix("P_SERVER_") else {
    throw ScalarError("reserved-variable", "the panel sets \(quoted(text)) itself", hint: "remove it")
  }
  return text
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// Whether a byte is a letter, a digit, `_` or `-`.
func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
    UInt8(ascii: "-"):
    true
  default: isDigit(byte)
  }
}

/// Reads one of a few words, as `active` or `suspended`.
package func parseWord<Word: RawRepresentable<String> & CaseIterable>(_ text: String) throws(ScalarError) -> Word {
  if let word = Word(rawValue: text) { return word }
  let words = Word.allCases.map(\.rawValue)
  throw ScalarError("unknown-word", "unknown value \(quoted(text))", hint: hint(for: text, among: words))
}

/// Reads `true` or `false`.
package func parseFlag(_ text: String) throws(ScalarError) -> Bool {
  switch text {
  case "true": return true
  case "false": return false
  default:
    let meant =
      switch text.lowercased() {
      case "true", "yes", "y", "on", "1": "`true`"
      case "false", "no", "n", "off", "0": "`false`"
      default: "one of the two"
      }
    throw ScalarError("unknown-word", "\(quoted(text)) is neither `true` nor `false`", hint: "write \(meant)")
  }
}

/// Reads the path of a field that may be left as the panel has it: `build.memory`, `startup.environment.TIER`.
func parseIgnorable(_ text: String) throws(ScalarError) -> Field {
  if let field = ignorable.first(where: { $0.path == text }) { return field }
  if text == Field.suspended.path {
    throw ScalarError("not-ignorable", "a suspension cannot be ignored", hint: "the order's `state` decides it")
  }
  if text.hasPrefix(variablePrefix) {
    return .variable(try parseVariableName(String(text.dropFirst(variablePrefix.count))))
  }
  throw ScalarError("unknown-field", "a server has no field \(quoted(text))", hint: fieldHint(for: text))
}

private let ignorable = Field.fixed.filter { $0 != .suspended }

private let variablePrefix = "startup.environment."

/// The path that was meant, also where only its end is written.
private func fieldHint(for text: String) -> String? {
  let end = text.split(separator: ".").last ?? ""
  if let field = ignorable.first(where: { $0.label == end }) { return "did you mean \(quoted(field.path))?" }
  let isVariable = !end.isEmpty && end.utf8.allSatisfy { isWordByte($0) && !(0x61...0x7A).contains($0) && $0 != 0x2D }
  if isVariable { return "did you mean \(quoted(variablePrefix + end))?" }
  return hint(for: text, among: ignorable.map(\.path))
}
