import EggRules

/// The settings that the environment holds.
struct SettingsEnvironment {
  typealias Variable = EnvironmentVariable

  private let values: [String: String]

  /// The variables of the process; those that are not settings may be among them.
  init(_ values: [String: String]) { self.values = values }

  /// The value of a variable; nil where it is unset or holds nothing.
  subscript(variable: Variable) -> String? {
    guard let value = values[variable.rawValue].flatMap(trimmedValue) else { return nil }
    return value
  }
}
