import Panel
import Planner

/// What is asked about a bot that is down, beside whether it is.
struct Questions: OptionSet, Hashable, Sendable {
  let rawValue: Int

  /// What was done to it.
  static let activity = Questions(rawValue: 1)
  /// Whether it has what it signs in with.
  static let token = Questions(rawValue: 2)
}

/// What was found out of that; nil where it was not asked.
struct Evidence: Hashable, Sendable {
  /// Latest first.
  var activity: [BotActivity]?
  var token: TokenFact?
  /// What its schedules did when they ran last, which the activity does not show.
  var scheduled: [BotActivity]?

  static let none = Evidence()
}

/// What one look came to.
enum LookResult: Hashable, Sendable {
  case seen(ServerLook, Evidence)
  /// The daemon did not tell the panel.
  case nodeSilent
  /// The panel has no such server, or does not show it to the key.
  case notFound
  /// The panel did not answer, or not as it should.
  case panelSilent
}
