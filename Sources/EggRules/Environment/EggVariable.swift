/// A variable of an egg, and what may be put into it.
public struct EggVariable: Hashable, Sendable {
  /// Its name in the environment: `DISCORD_TOKEN`.
  public let name: String
  /// Its rules in Laravel's notation: `required|string|max:20`.
  public let rules: String
  /// What it is offered with; the validator does not fill it in.
  public let defaultValue: String

  public init(name: String, rules: String, defaultValue: String) {
    self.name = name
    self.rules = rules
    self.defaultValue = defaultValue
  }
}
