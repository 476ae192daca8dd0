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

/// A rule, and how much each of its values lets through.
struct Rule: Sendable {
  let setting: String
  let words: @Sendable (FleetSettings) -> String
  /// Nil where no value is looser than another: every edit is told.
  let looseness: (@Sendable (FleetSettings, _ recorded: Int) -> Int)?

  init(
    _ setting: String, _ words: @escaping @Sendable (FleetSettings) -> String,
    looser looseness: (@Sendable (FleetSettings, _ recorded: Int) -> Int)? = nil
  ) {
    self.setting = setting
    self.words = words
    self.looseness = looseness
  }

  func edit(from old: FleetSettings, to new: FleetSettings, recorded: Int) -> RuleEdit? {
    let (before, after) = (words(old), words(new))
    guard before != after else { return nil }
    guard let looseness else { return RuleEdit(.changes, setting, from: before, to: after) }
    let isLooser = looseness(new, recorded) > looseness(old, recorded)
    return isLooser ? RuleEdit(.loosens, setting, from: before, to: after) : nil
  }
}
