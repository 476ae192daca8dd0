/// Reads the id of an order.
func parseOrderID(_ text: String) throws(ScalarError) -> OrderID {
  if let id = OrderID(text) { return id }
  let lowered = text.lowercased()
  guard OrderID(lowered) == nil else {
    throw ScalarError("bad-order-id", "an order id has no capitals", hint: "write \(quoted(lowered))")
  }
  throw ScalarError(
    "bad-order-id", "\(quoted(text)) is not an order id",
    hint: "1 to 63 of `a-z`, `0-9`, `_` and `-`, with a letter or digit at both ends")
}

/// Reads the name of a tier or of an add-on: it stands in variables between commas.
func parseCatalogName(_ text: String) throws(ScalarError) -> String {
  guard (1...63).contains(text.utf8.count), text.utf8.allSatisfy({ isWordByte($0) || $0 == UInt8(ascii: ".") }) else {
    throw ScalarError(
      "bad-name", "\(quoted(text)) is not a name",
      hint: "1 to 63 letters, digits, `.`, `_` and `-`, as `pro` or `private-instance`")
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
    throw ScalarError("bad-guild", "\(quoted(text)) is not a Discord guild id", hint: "5 to 20 digits, nothing else")
  }
  return text
}

/// Reads the name of an egg's variable: `DISCORD_TOKEN`.
func parseVariableName(_ text: String) throws(ScalarError) -> String {
  guard (1...191).contains(text.utf8.count), text.utf8.allSatisfy({ isWordByte($0) && $0 != UInt8(ascii: "-") }) else {
    throw ScalarError("bad-variable", "\(quoted(text)) is not the name of a variable", hint: "letters, digits and `_`")
  }
  guard text != "STARTUP", !text.hasPrefix("P_SERVER_") else {
    throw ScalarError("reserved-variable", "the panel sets \(quoted(text)) itself", hint: "leave it out")
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
