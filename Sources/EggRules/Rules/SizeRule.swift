/// A rule about a size: the number where a rule beside it makes it one, else how many characters the text has.
enum SizeRule: Equatable {
  case min(DecimalNumber, written: String)
  case max(DecimalNumber, written: String)
  case between(DecimalNumber, DecimalNumber, written: String)
  case size(DecimalNumber, written: String)
  case comparison(SizeComparison)

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) throws(EggRuleProblem) {
    let written = notation.parameters.prefix(2).compactMap(trimmedValue)
    switch notation.name {
    case "min": self = .min(try notation.number(at: 0), written: written[0])
    case "max": self = .max(try notation.number(at: 0), written: written[0])
    case "size": self = .size(try notation.number(at: 0), written: written[0])
    case "between":
      let (least, most) = (try notation.number(at: 0), try notation.number(at: 1))
      self = .between(least, most, written: "\(written[0]) to \(written[1])")
    default:
      guard let comparison = try SizeComparison(notation) else { return nil }
      self = .comparison(comparison)
    }
  }

  func judge(_ subject: RuleSubject) -> RuleOutcome {
    if case .comparison(let comparison) = self { return comparison.judge(subject) }
    let size = Size(of: subject.value, isNumeric: subject.comparesNumbers)
    if size.number.isBeyondArithmetic { return .fails("has an exponent that is too large to compute with") }
    return .passes(if: holds(size.number), otherwise: message(size.unit))
  }

  private func holds(_ size: DecimalNumber) -> Bool {
    switch self {
    case .min(let least, _): size >= least
    case .max(let most, _): size <= most
    case .between(let least, let most, _): size >= least && size <= most
    case .size(let exact, _): size == exact
    case .comparison: true
    }
  }

  private func message(_ unit: String) -> String {
    switch self {
    case .min(_, let written): "must be at least \(written)\(unit)"
    case .max(_, let written): "must be at most \(written)\(unit)"
    case .between(_, _, let written): "must be \(written)\(unit)"
    case .size(_, let written): "must be exactly \(written)\(unit)"
    case .comparison: ""
    }
  }
}

/// How big a value is.
struct Size {
  let number: DecimalNumber
  /// What a bound is counted in, with a space before it; empty where it is the number itself.
  let unit: String

  init(of value: String?, isNumeric: Bool) {
    if isNumeric, let value, let number = DecimalNumber(value) {
      self.number = number
      unit = ""
    } else {
      number = DecimalNumber(value?.unicodeScalars.count ?? 0)
      unit = " characters"
    }
  }
}
