/// Reads a size with its unit: `512MiB`, `2 GiB`, `1TiB`.
func parseSize(_ text: String) throws(ScalarError) -> Mebibytes {
  let amount = try parseAmount(text, example: "512MiB")
  guard let factor = sizeUnits[String(amount.unit)] else {
    throw ScalarError("bad-size", sizeComplaint(amount.unit), hint: sizeHint(amount.number, unit: amount.unit))
  }
  let (count, overflows) = amount.number.multipliedReportingOverflow(by: factor)
  guard !overflows, count <= Int(Int32.max) else {
    throw ScalarError("number-out-of-range", "\(quoted(text)) is larger than any panel can store")
  }
  return Mebibytes(count)
}

/// Reads a share of one core, or of something else: `150%`.
func parsePercent(_ text: String) throws(ScalarError) -> Int { try parsePercent(text, example: "150%") }

private func parsePercent(_ text: String, example: String) throws(ScalarError) -> Int {
  let amount = try parseAmount(text, example: example)
  guard amount.unit == "%" else {
    throw ScalarError(
      "bad-percent", "a percent sign is expected after the number",
      hint: amount.unit.isEmpty ? "write `\(amount.number)%`" : "write it like `\(example)`")
  }
  guard amount.number <= 1_000_000 else {
    throw ScalarError("number-out-of-range", "\(quoted(text)) is more than any machine has")
  }
  return amount.number
}

/// Reads a share of a whole: `0%` to `100%`.
func parseShare(_ text: String) throws(ScalarError) -> Int {
  let share = try parsePercent(text, example: "30%")
  guard share <= 100 else { throw ScalarError("number-out-of-range", "\(quoted(text)) is more than 100%") }
  return share
}

/// Reads a share, or a count that is not below what is always allowed: `30%`, `200`.
func parseAllowance(_ text: String) throws(ScalarError) -> Allowance {
  if text.hasSuffix("%") { return .share(percent: try parseShare(text)) }
  let count = try parseCount(text)
  guard count >= Allowance.floor else {
    throw ScalarError(
      "number-out-of-range", "\(quoted(text)) is below the number that is always allowed",
      hint: "write `\(Allowance.floor)` or more")
  }
  return .count(count)
}

/// Reads a time: `90s`, `30m`, `1h`, `7d`.
/// - Returns: Seconds.
package func parseDuration(_ text: String) throws(ScalarError) -> Int {
  let amount = try parseAmount(text, example: "1h")
  guard let factor = durationUnits[String(amount.unit)], amount.number <= 1_000_000 else {
    throw ScalarError("bad-duration", "\(quoted(text)) is not a time", hint: "write it like `90s`, `30m`, `1h` or `7d`")
  }
  return amount.number * factor
}

/// The seconds of a time as documents write it: `90s`, `30m`, `1h`; nil where it is none.
public func seconds(in text: String) -> Int? { try? parseDuration(text) }

/// Reads a number of days: `7d`.
func parseDays(_ text: String) throws(ScalarError) -> Int {
  let amount = try parseAmount(text, example: "7d")
  guard amount.unit == "d", amount.number <= 36_500 else {
    throw ScalarError("bad-duration", "\(quoted(text)) is not a number of days", hint: "write it like `7d`")
  }
  return amount.number
}

/// A number, and what stands after it.
private func parseAmount(_ text: String, example: String) throws(ScalarError) -> (number: Int, unit: Substring) {
  let digits = text.prefix { !$0.isLetter && $0 != "%" && $0 != " " }
  let unit = text.dropFirst(digits.count).drop { $0 == " " }
  if let number = plainNumber(digits.utf8.span) { return (number, unit) }
  if isLongNumber(digits.utf8) {
    throw ScalarError("number-out-of-range", "\(quoted(text)) is larger than any panel can store")
  }
  throw ScalarError(
    "bad-number", "\(quoted(text)) does not begin with a whole number",
    hint: wholeAmount(digits, unit) ?? "write it like `\(example)`")
}

/// What was meant by `1.5GiB` or by `012%`.
private func wholeAmount(_ digits: Substring, _ unit: Substring) -> String? {
  guard let number = Double(digits), number >= 0 else { return nil }
  if let factor = sizeUnits[String(unit)], let size = Int(exactly: number * Double(factor)) {
    return "write `\(size)MiB`"
  }
  return Int(exactly: number).map { "write `\($0)\(unit)`" }
}

private let sizeUnits = ["MiB": 1, "GiB": 1024, "TiB": 1024 * 1024]
private let durationUnits = ["s": 1, "m": 60, "h": 3600, "d": 86_400]

private func sizeComplaint(_ unit: Substring) -> String {
  switch unit {
  case "": "a size needs a unit"
  case "MB", "GB", "TB": "the panel does not count in \(quoted(String(unit)))"
  default: "\(quoted(String(unit))) is not a unit of size"
  }
}

private func sizeHint(_ number: Int, unit: Substring) -> String {
  switch unit.lowercased().first {
  case nil, "m": "the panel counts in MiB: write `\(number)MiB`"
  case "g": "the panel counts in MiB and GiB: write `\(number)GiB`"
  case "t": "write `\(number)TiB`"
  default: "write it like `512MiB` or `2GiB`"
  }
}
