/// What one rule looks at.
struct RuleSubject {
  let variable: String
  /// Trimmed and not empty, or nil.
  let value: String?
  let environment: EggEnvironment
  /// Whether `integer`, `numeric` or `decimal` stands among the rules: then a size is the number and not the length.
  let comparesNumbers: Bool

  init(_ variable: String, in environment: EggEnvironment, comparesNumbers: Bool) {
    self.variable = variable
    value = environment.value(of: variable)
    self.environment = environment
    self.comparesNumbers = comparesNumbers
  }
}

/// What one rule says of a value.
enum RuleOutcome: Equatable {
  case passes
  case fails(String)
  /// The rule lifts all that follow it.
  case excluded
  /// It cannot be told, and why.
  case open(String)

  /// Passes where the condition holds, else fails with the message.
  static func passes(if condition: Bool, otherwise message: @autoclosure () -> String) -> Self {
    condition ? .passes : .fails(message())
  }
}
