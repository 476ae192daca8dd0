/// A date format of PHP's that writes numbers with a fixed width only: `Y-m-d`, `d.m.Y H:i`.
struct DateFormat: Equatable {
  let text: String

  /// Nil for a format with other letters.
  init?(_ text: String) {
    let isKnown = { (scalar: Unicode.Scalar) in
      Self.width(of: scalar) != nil || " -./:_,".unicodeScalars.contains(scalar)
    }
    guard !text.isEmpty, text.unicodeScalars.allSatisfy(isKnown) else { return nil }
    guard Set(text.unicodeScalars).count == text.unicodeScalars.count || Self.repeatsSignsOnly(text) else { return nil }
    self.text = text
  }

  private static func repeatsSignsOnly(_ text: String) -> Bool {
    let letters = text.unicodeScalars.filter { width(of: $0) != nil }
    return Set(letters).count == letters.count
  }

  /// How many digits a number is written with.
  private static func width(of scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "Y": 4
    case "m", "d", "H", "i", "s": 2
    default: nil
    }
  }

  /// With how few of them PHP reads it.
  private static func leastWidth(of scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "i", "s": 2
    default: 1
    }
  }

  /// Whether the value names a day and time that exist, and is what PHP makes of it once it writes it again: for PHP's `==` that is so
  /// where both are the same number, so that `7` is an hour (`07`) and `7:30` is no time of `H:i`.
  func accepts(_ value: String) -> Bool {
    var rest = value.utf8[...]
    var numbers: [Unicode.Scalar: Int] = [:]
    var rewritten = ""
    for scalar in text.unicodeScalars {
      if let width = Self.width(of: scalar) {
        let digits = rest.prefix(width).prefix { (0x30...0x39).contains($0) }
        rest = rest.dropFirst(digits.count)
        guard digits.count >= Self.leastWidth(of: scalar) else { return false }
        numbers[scalar] = Int(String(decoding: digits, as: UTF8.self))
        rewritten += String(repeating: "0", count: width - digits.count) + String(decoding: digits, as: UTF8.self)
      } else {
        guard let byte = rest.popFirst(), UInt32(byte) == scalar.value else { return false }
        rewritten.unicodeScalars.append(scalar)
      }
    }
    return rest.isEmpty && exists(numbers) && LooseText(rewritten).equals(value)
  }

  /// What a format leaves out is as on 1 January 1970, midnight.
  private func exists(_ numbers: [Unicode.Scalar: Int]) -> Bool {
    let (year, month, day) = (numbers["Y"] ?? 1970, numbers["m"] ?? 1, numbers["d"] ?? 1)
    let isTime = (numbers["H"] ?? 0) < 24 && (numbers["i"] ?? 0) < 60 && (numbers["s"] ?? 0) < 60
    return isTime && (1...12).contains(month) && day >= 1 && day <= dayCount(ofMonth: month, year: year)
  }
}

/// Whether the text is a day of ISO 8601 (`2026-11-22`) that exists; nil where it is written otherwise.
func isISODay(_ text: String) -> Bool? {
  let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  guard parts.map(\.count) == [4, 2, 2], parts.joined().allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return DateFormat("Y-m-d")?.accepts(text)
}

private func dayCount(ofMonth month: Int, year: Int) -> Int {
  switch month {
  case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}
