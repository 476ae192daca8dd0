import EggRules

/// The settings that the environment holds.
struct SettingsEnvironment {
  private let values: [String: String]

  /// The variables of the process; those that are not settings may be among them.
  init(_ values: [String: String]) { self.values = values }

  /// The value of a variable; nil where it is unset or holds nothing.
  subscript(variable: EnvironmentVariable) -> String? { values[variable.rawValue].flatMap(trimmedValue) }
}
