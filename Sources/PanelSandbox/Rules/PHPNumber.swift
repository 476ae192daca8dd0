/// What PHP makes of values that stand for numbers and texts.
enum PHPNumber {
  /// The value as a whole number where PHP's integer filter takes it: no leading zeros, no fractions.
  static func integer(_ value: JSON) -> Int? {
    switch value {
    case .integer(let integer): return integer
    case .number(let number): return Int(exactly: number)
    case .bool(let bool): return bool ? 1 : nil
    case .string(let text):
      let digits = text.trimmedOfSpaces
      let plain = digits.hasPrefix("-") || digits.hasPrefix("+") ? digits.dropFirst() : digits[...]
      guard !plain.isEmpty, plain == "0" || !plain.hasPrefix("0"), plain.utf8.allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      return Int(digits)
    case .null, .array, .object, .encoded: return nil
    }
  }

  /// The value as a number where PHP calls it numeric.
  static func number(_ value: JSON) -> Double? {
    switch value {
    case .integer(let integer): return Double(integer)
    case .number(let number): return number
    case .string(let text):
      let digits = text.trimmedOfSpaces
      let allowed = digits.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
      return allowed ? Double(digits.hasPrefix(".") ? "0" + digits : digits) : nil
    case .null, .bool, .array, .object, .encoded: return nil
    }
  }

  /// The value as text; lists have none.
  static func text(_ value: JSON) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let integer): String(integer)
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .bool(let bool): bool ? "1" : ""
    case .null, .array, .object, .encoded: nil
    }
  }

  /// What the value counts as where PHP wants a yes or no.
  static func isTrue(_ value: JSON?) -> Bool {
    switch value {
    case .bool(let bool)?: bool
    case .integer(let integer)?: integer != 0
    case .number(let number)?: number != 0
    case .string(let text)?: !text.isEmpty && text != "0"
    case .array(let items)?: !items.isEmpty
    case .object(let members)?: !members.isEmpty
    case .null?, .encoded?, nil: false
    }
  }

  /// What the value counts as in Laravel's `boolean()`: only these words are yes.
  static func isOn(_ value: JSON?) -> Bool {
    switch value {
    case .bool(let bool)?: bool
    case .integer(let integer)?: integer == 1
    case .string(let text)?: ["1", "true", "on", "yes"].contains(text.lowercased())
    case .number?, .null?, .array?, .object?, .encoded?, nil: false
    }
  }

  /// The number at the beginning of a text, as MySQL casts an id: `1abc`, `01` and `1.0` are 1.
  static func leadingNumber(_ text: String) -> Int? {
    var end = text.startIndex
    var seenPoint = false
    while end < text.endIndex {
      let character = text[end]
      if character == ".", !seenPoint { seenPoint = true } else if !character.isASCII || !character.isNumber { break }
      end = text.index(after: end)
    }
    let digits = text[..<end]
    return Double(digits.hasSuffix(".") ? digits.dropLast() : digits).flatMap { Int(exactly: $0) }
  }
}
