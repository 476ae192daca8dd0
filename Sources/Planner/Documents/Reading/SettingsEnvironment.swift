import EggRules

/// The settings that the environment may hold, under the names that operators of this stack already have.
struct SettingsEnvironment {
  /// A name in the environment.
  enum Variable: String, CaseIterable {
    case panelURL = "PTERODACTYL_PANEL_URL"
    case node = "PTERODACTYL_DEFAULT_NODE_ID"
    case egg = "PTERODACTYL_BOT_EGG_ID"
    case nest = "PTERODACTYL_BOT_NEST_ID"
    case owner = "PTERODACTYL_DEFAULT_USER_ID"
    case image = "PTERODACTYL_DOCKER_IMAGE"
    case startup = "BOT_STARTUP_COMMAND"
  }

  private let values: [String: String]

  /// The variables of the process; those that are not settings may be among them.
  init(_ values: [String: String]) { self.values = values }

  /// The value of a variable; nil where it is unset or holds nothing.
  subscript(variable: Variable) -> String? {
    guard let value = values[variable.rawValue].flatMap(trimmed) else { return nil }
    return value
  }
}
