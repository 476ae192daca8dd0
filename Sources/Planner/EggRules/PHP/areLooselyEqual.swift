/// Whether PHP's `==` finds two strings equal: by number where both are numeric, else byte by byte.
///
/// So `in:1,2` takes `01` and `1.0`, but `in:yes` no `YES`.
func areLooselyEqual(_ left: String, _ right: String) -> Bool {
  guard DecimalNumber(left) != nil, DecimalNumber(right) != nil else { return areSame(left, right) }
  switch (PHPNumber(left), PHPNumber(right)) {
  case (.integer(let first), .integer(let second)): return first == second
  case (.float(let first), .integer(let second)): return !isInteger(left) && first == Double(second)
  case (.integer(let first), .float(let second)): return !isInteger(right) && Double(first) == second
  case (.float(let first), .float(let second)):
    // Two integers that are too long for 64 bits are equal only if they read the same; so are two infinities.
    let isExact = first.isFinite && !(isInteger(left) && isInteger(right))
    return isExact ? first == second : areSame(left, right)
  }
}

/// Whether two strings have the same bytes; Swift's `==` also takes two spellings of one accented letter for equal.
func areSame(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}

/// What PHP makes of a numeric string: an integer of 64 bits if it can, else a float.
private enum PHPNumber {
  case integer(Int)
  case float(Double)

  init(_ text: String) {
    let trimmed = String(text.unicodeScalars.filter { !UnitKind.space.contains($0.value, .ascii) })
    if let integer = Int(trimmed) {
      self = .integer(integer)
    } else {
      self = .float(Double(trimmed) ?? .infinity)
    }
  }
}

private func isInteger(_ text: String) -> Bool {
  text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
}
