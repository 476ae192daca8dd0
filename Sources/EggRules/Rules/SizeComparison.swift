/// `gt`, `gte`, `lt` and `lte`: a comparison with a number, or with another variable.
struct SizeComparison: Equatable {
  enum Relation: String {
    case greater = "gt"
    case greaterOrEqual = "gte"
    case less = "lt"
    case lessOrEqual = "lte"
  }

  private let relation: Relation
  private let parameter: String

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) throws(EggRuleProblem) {
    guard let relation = Relation(rawValue: notation.name) else { return nil }
    try notation.require(1)
    self.relation = relation
    parameter = notation.parameters[0]
  }

  /// Source: Laravel 11's `validateGt`. A number as the parameter wants a number as the value; with another variable,
  /// two numbers are compared as such only where a rule beside it makes them, else their lengths are.
  func judge(_ subject: RuleSubject) -> RuleOutcome {
    let other = subject.environment.lookUp(RuleReference(parameter))
    let number = subject.value.flatMap(DecimalNumber.init)
    if let bound = DecimalNumber(parameter) {
      guard let number else { return .fails("must be a number \(words) \(parameter)") }
      if number.isBeyondArithmetic { return .fails(beyondArithmetic) }
      return verdict(number, bound, otherwise: parameter)
    }
    // Neither the environment as a whole nor the lack of a value is of the type of a text.
    guard (other.text == nil) == (subject.value == nil), other != .everything else {
      return .fails("must be \(words) \(parameter), which is not there to compare with")
    }
    let isNumeric = subject.comparesNumbers || number != nil
    let (size, otherSize) = (Size(of: subject.value, isNumeric: isNumeric), Size(of: other.text, isNumeric: isNumeric))
    let areTwoNumbers = size.unit.isEmpty && otherSize.unit.isEmpty
    if !areTwoNumbers, size.number.isBeyondArithmetic || otherSize.number.isBeyondArithmetic {
      return .fails(beyondArithmetic)
    }
    return verdict(size.number, otherSize.number, otherwise: "that of \(parameter)")
  }

  private let beyondArithmetic = "cannot be compared: its exponent is too large to compute with"

  private func verdict(_ left: DecimalNumber, _ right: DecimalNumber, otherwise bound: String) -> RuleOutcome {
    .passes(if: holds(left, right), otherwise: "must be \(words) \(bound)")
  }

  private func holds(_ left: DecimalNumber, _ right: DecimalNumber) -> Bool {
    switch relation {
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .less: left < right
    case .lessOrEqual: left <= right
    }
  }

  private var words: String {
    switch relation {
    case .greater: "greater than"
    case .greaterOrEqual: "at least"
    case .less: "less than"
    case .lessOrEqual: "at most"
    }
  }
}
