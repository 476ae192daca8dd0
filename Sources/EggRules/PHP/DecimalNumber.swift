/// A number as text says it, exact whatever its length: PHP's `is_numeric` and Laravel's comparisons.
struct DecimalNumber: Comparable {
  private let isNegative: Bool
  /// Neither the first nor the last digit is zero; none for zero.
  private let digits: [UInt8]
  /// The value is 0.d₁d₂… × 10^exponent.
  private let exponent: Int
  /// Whether an `e` in the text is beyond what Laravel computes with (±1000); a request then ends as a 500.
  let isBeyondArithmetic: Bool

  init(_ number: Int) {
    self.init(
      isNegative: number < 0, integral: Array(String(number.magnitude).utf8), fraction: [], shift: 0,
      isBeyondArithmetic: false)
  }

  /// Reads what `is_numeric` accepts: a sign, digits with or without a point, an exponent, and ASCII space around.
  init?(_ text: String) {
    var rest = Self.withoutSpace(text)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let integral = Self.takeDigits(from: &rest)
    var fraction: [UInt8] = []
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = Self.takeDigits(from: &rest)
    }
    guard !integral.isEmpty || !fraction.isEmpty, let shift = Self.shift(in: rest) else { return nil }
    self.init(
      isNegative: isNegative, integral: integral, fraction: fraction, shift: shift,
      isBeyondArithmetic: abs(shift) > 1000)
  }

  private init(isNegative: Bool, integral: [UInt8], fraction: [UInt8], shift: Int, isBeyondArithmetic: Bool) {
    let all = (integral + fraction).map { $0 - UInt8(ascii: "0") }
    let leadingZeros = all.prefix { $0 == 0 }.count
    var significant = all.dropFirst(leadingZeros)
    while significant.last == 0 { significant.removeLast() }
    digits = Array(significant)
    exponent = digits.isEmpty ? 0 : integral.count - leadingZeros + shift
    self.isNegative = isNegative && !digits.isEmpty
    self.isBeyondArithmetic = isBeyondArithmetic
  }

  private static func withoutSpace(_ text: String) -> [UInt8] {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let start = text.utf8.drop(while: isSpace)
    return Array(start.reversed().drop { isSpace($0) }.reversed())
  }

  private static func takeDigits(from rest: inout ArraySlice<UInt8>) -> [UInt8] {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest.dropFirst(digits.count)
    return Array(digits)
  }

  /// The exponent behind the digits: 0 for none, nil for something else; one of many digits is cut to a huge one.
  private static func shift(in rest: ArraySlice<UInt8>) -> Int? {
    guard let mark = rest.first else { return 0 }
    guard mark | 0x20 == UInt8(ascii: "e") else { return nil }
    var rest = rest.dropFirst()
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let digits = takeDigits(from: &rest)
    guard !digits.isEmpty, rest.isEmpty else { return nil }
    let size = Int(String(decoding: digits, as: UTF8.self)).map { min($0, 1_000_000_000) } ?? 1_000_000_000
    return isNegative ? -size : size
  }

  static func < (left: Self, right: Self) -> Bool {
    switch (left.isNegative, right.isNegative) {
    case (true, false): true
    case (false, true): false
    case (false, false): left.isSmaller(than: right)
    case (true, true): right.isSmaller(than: left)
    }
  }

  static func == (left: Self, right: Self) -> Bool {
    left.isNegative == right.isNegative && left.digits == right.digits && left.exponent == right.exponent
  }

  /// Compares without the signs.
  private func isSmaller(than other: Self) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    return exponent == other.exponent ? digits.lexicographicallyPrecedes(other.digits) : exponent < other.exponent
  }

  /// Whether this is a multiple of the other, or nil where the other has more than 17 significant digits.
  ///
  /// Zero is a multiple of everything but of zero. Source: Laravel 11's `validateMultipleOf`.
  func isMultiple(of other: Self) -> Bool? {
    if other.digits.isEmpty { return false }
    if digits.isEmpty { return true }
    guard other.digits.count <= 17 else { return nil }
    // Both become integers by one shift; only zeros that this one has more can help it.
    let zeros = (exponent - digits.count) - (other.exponent - other.digits.count)
    let divisor = other.digits.reduce(0) { $0 * 10 + Int($1) }
    if zeros >= 0 { return Self.remainder(of: digits, zeros: zeros, by: divisor) == 0 }
    // The other ends in zeros after the shift, and this one does not, for its last digit is none.
    return false
  }

  private static func remainder(of digits: [UInt8], zeros: Int, by divisor: Int) -> Int {
    var remainder = 0
    for digit in digits { remainder = (remainder * 10 + Int(digit)) % divisor }
    // A divisor below 10^17 has less than 60 factors of ten to be helped with.
    for _ in 0..<min(zeros, 60) { remainder = remainder * 10 % divisor }
    return remainder
  }
}
