/// What the environment may hold, under the names that operators of this stack already have, and one of our own.
public enum EnvironmentVariable: String, Sendable, CaseIterable {
  /// The panel's key, which no document can say.
  case apiKey = "PTERODACTYL_API_KEY"
  /// A key of the panel's Client API, with which a server is looked at as its owner sees it.
  case clientKey = "PTERODACTYL_CLIENT_KEY"
  case panelURL = "PTERODACTYL_PANEL_URL"
  case node = "PTERODACTYL_DEFAULT_NODE_ID"
  case egg = "PTERODACTYL_BOT_EGG_ID"
  case nest = "PTERODACTYL_BOT_NEST_ID"
  case owner = "PTERODACTYL_DEFAULT_USER_ID"
  case image = "PTERODACTYL_DOCKER_IMAGE"
  case startup = "BOT_STARTUP_COMMAND"
  /// The only branch that is applied.
  case branch = "BOTFLEET_BRANCH"

  /// The names of those that nobody is to see, and that no program which is started has any use for.
  public static let secrets: Set<String> = [apiKey.rawValue, clientKey.rawValue, "BOTFLEET_FORGE_TOKEN"]
}
