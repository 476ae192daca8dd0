/// A string as PHP's `==` compares it: by number where both are numeric, else byte by byte.
///
/// So `in:1,2` takes `01` and `1.0`, but `in:yes` no `YES`. What kind of number it is, is found out once, however many others it is
/// compared with: eggs list thousands of words, and values have tens of thousands of characters.
struct LooseText {
  let text: String
  private let number: Number?

  init(_ text: String) {
    self.text = text
    number = DecimalNumber(text) == nil ? nil : Number(text)
  }

  /// What PHP makes of a numeric string.
  private struct Number {
    let value: Value
    /// Written with digits and a sign alone.
    let isInteger: Bool

    /// An integer of 64 bits if it can be, else a float.
    enum Value {
      case integer(Int)
      case float(Double)
    }

    init(_ text: String) {
      let trimmed = String(text.unicodeScalars.filter { !UnitKind.space.contains($0.value, .ascii) })
      value = Int(trimmed).map(Value.integer) ?? .float(Double(trimmed) ?? .infinity)
      isInteger = text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
      }
    }
  }

  func equals(_ other: String) -> Bool {
    guard let number, let otherNumber = LooseText(other).number else { return areSame(text, other) }
    switch (number.value, otherNumber.value) {
    case (.integer(let first), .integer(let second)): return first == second
    case (.float(let first), .integer(let second)): return !number.isInteger && first == Double(second)
    case (.integer(let first), .float(let second)): return !otherNumber.isInteger && Double(first) == second
    case (.float(let first), .float(let second)):
      // Two integers that are too long for 64 bits are equal only if they read the same; so are two infinities.
      let isExact = first.isFinite && !(number.isInteger && otherNumber.isInteger)
      return isExact ? first == second : areSame(text, other)
    }
  }
}

/// Whether two strings have the same bytes; Swift's `==` also takes two spellings of one accented letter for equal.
func areSame(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}
