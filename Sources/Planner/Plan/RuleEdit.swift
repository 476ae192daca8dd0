/// What a revision makes of a rule that its reviewers rely on: told in its own plan, also where nothing is to be done now.
public struct RuleEdit: Hashable, Sendable {
  /// Whether a rule holds back less than it did, or something is decided otherwise that everybody relies on.
  public enum Effect: String, Hashable, Sendable {
    case loosens, changes
  }

  public let effect: Effect
  /// Where it stands in `fleet.yaml`, or in the order that the notice is about: `safety.maxChanged`.
  public let setting: String
  public let before: String
  public let after: String

  public init(_ effect: Effect, _ setting: String, from before: String, to after: String) {
    self.effect = effect
    self.setting = setting
    self.before = before
    self.after = after
  }
}
