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
