/// A rule about text that is a number.
enum NumberRule: Equatable {
  case integer
  case numeric
  case boolean
  /// So many digits behind the point.
  case decimal(least: DecimalNumber, most: DecimalNumber)
  case digits(least: DecimalNumber?, most: DecimalNumber?)
  case multipleOf(DecimalNumber, written: String)

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) throws(EggRuleProblem) {
    switch notation.name {
    case "integer": self = .integer
    case "numeric": self = .numeric
    case "boolean": self = .boolean
    case "decimal":
      let least = try notation.number(at: 0)
      self = .decimal(least: least, most: notation.parameters.count > 1 ? try notation.number(at: 1) : least)
    case "digits":
      let exact = try notation.number(at: 0)
      self = .digits(least: exact, most: exact)
    case "digits_between": self = .digits(least: try notation.number(at: 0), most: try notation.number(at: 1))
    case "min_digits": self = .digits(least: try notation.number(at: 0), most: nil)
    case "max_digits": self = .digits(least: nil, most: try notation.number(at: 0))
    case "multiple_of": self = .multipleOf(try notation.number(at: 0), written: notation.parameters[0])
    default: return nil
    }
  }

  func judge(_ subject: RuleSubject) -> RuleOutcome {
    let value = subject.value ?? ""
    switch self {
    case .integer: return .passes(if: isInteger(value), otherwise: "must be a whole number")
    case .numeric: return .passes(if: DecimalNumber(value) != nil, otherwise: "must be a number")
    case .boolean: return .passes(if: value == "0" || value == "1", otherwise: "must be 0 or 1")
    case .decimal(let least, let most):
      let places = decimalPlaces(of: value).map { DecimalNumber($0) }
      return .passes(
        if: places.map { $0 >= least && $0 <= most } ?? false,
        otherwise: "must be a number with the right number of decimal places")
    case .digits(let least, let most):
      let count = DecimalNumber(value.utf8.count)
      let isRight = least.map { count >= $0 } ?? true && most.map { count <= $0 } ?? true
      return .passes(
        if: isRight && value.utf8.allSatisfy { (0x30...0x39).contains($0) },
        otherwise: "must have the right number of digits, and nothing else")
    case .multipleOf(let divisor, let written):
      guard let number = DecimalNumber(value) else { return .fails("must be a number") }
      guard !number.isBeyondArithmetic, let isMultiple = number.isMultiple(of: divisor) else {
        return .open("numbers of this length")
      }
      return .passes(if: isMultiple, otherwise: "must be a multiple of \(written)")
    }
  }

  /// PHP's `FILTER_VALIDATE_INT`: 64 bits, a sign at most, no zeros in front.
  private func isInteger(_ value: String) -> Bool {
    guard Int(value) != nil else { return false }
    let digits = value.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    return digits.count == 1 || digits.first != UInt8(ascii: "0")
  }

  /// How many digits follow the point; nil with an exponent and for what is no number.
  private func decimalPlaces(of value: String) -> Int? {
    guard DecimalNumber(value) != nil, !value.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
      return nil
    }
    return value.utf8.firstIndex(of: UInt8(ascii: ".")).map { value.utf8[$0...].count - 1 } ?? 0
  }
}
