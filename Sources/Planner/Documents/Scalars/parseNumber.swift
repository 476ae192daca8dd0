/// Reads a whole number in plain decimals: `0x10`, `1e3`, `1_000`, `012`, `+5` and `5.0` are none.
package func parseNumber(_ text: String, within range: ClosedRange<Int>) throws(ScalarError) -> Int {
  let number = plainNumber(text.utf8.span)
  guard number != nil || isLongNumber(text.utf8) else {
    throw ScalarError("bad-number", "\(quoted(text)) is not a plain whole number", hint: plainHint(for: text))
  }
  guard let number, range.contains(number) else {
    let shown = number.map(String.init) ?? quoted(text)
    throw ScalarError("number-out-of-range", "\(shown) is not between \(range.lowerBound) and \(range.upperBound)")
  }
  return number
}

/// Reads the number of something that can be counted.
func parseCount(_ text: String) throws(ScalarError) -> Int { try parseNumber(text, within: 0...1_000_000) }

/// Reads a number that the panel gave to something.
func parsePanelID<Subject>(_ text: String) throws(ScalarError) -> PanelID<Subject> {
  PanelID(try parseNumber(text, within: 1...Int(UInt32.max)))
}

/// Reads a disk priority within the panel's bounds.
func parsePriority(_ text: String) throws(ScalarError) -> Int { try parseNumber(text, within: 10...1000) }

/// The number that is written without sign, leading zeros or anything else; nil for every other text.
func plainNumber(_ bytes: Span<UInt8>) -> Int? {
  guard bytes.count == 1 || bytes.count > 1 && bytes[0] != UInt8(ascii: "0") else { return nil }
  return digits(bytes, bytes.indices)
}

/// Whether these are the digits of a plain number that is too long to be one.
func isLongNumber(_ bytes: some Collection<UInt8>) -> Bool {
  bytes.count > 18 && bytes.first != UInt8(ascii: "0") && bytes.allSatisfy { (0x30...0x39).contains($0) }
}

/// What was meant by a number in a notation that other YAML readers know.
private func plainHint(for text: String) -> String? {
  let bare = text.filter { $0 != "_" && $0 != "," }
  if let number = notations.lazy.compactMap({ $0(bare) }).first { return "write `\(number)`" }
  return bare.hasPrefix("-") && Int(bare) != nil ? "write 0 or more" : nil
}

private let notations: [@Sendable (String) -> Int?] = [
  { Int($0).flatMap { $0 >= 0 ? $0 : nil } },
  { $0.hasPrefix("0x") ? Int($0.dropFirst(2), radix: 16) : nil },
  { $0.hasPrefix("0o") ? Int($0.dropFirst(2), radix: 8) : nil },
  { $0.hasPrefix("0b") ? Int($0.dropFirst(2), radix: 2) : nil },
  { Double($0).flatMap { Int(exactly: $0) }.flatMap { $0 >= 0 ? $0 : nil } },
]

/// Reads what an add-on adds, which carries a plus sign: `+512MiB`, `+50%`, `+1`.
func parseIncrease<Value>(
  _ text: String, _ parse: (String) throws(ScalarError) -> Value
) throws(ScalarError) -> Value {
  guard text.hasPrefix("+") else {
    let hint = text.hasPrefix("-") ? "an add-on cannot reduce a value" : "write \(quoted("+" + text))"
    throw ScalarError("missing-plus", "an amount that an add-on adds needs a plus sign", hint: hint)
  }
  do throws(ScalarError) {
    return try parse(String(text.dropFirst()))
  } catch {
    // What the amount should have been is said without its sign.
    throw ScalarError(error.code, error.message, hint: error.hint?.replacing(" `", with: " `+"))
  }
}
