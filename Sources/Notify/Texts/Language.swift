import Planner

/// What messages are written in.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case dutch = "nl"
  case english = "en"

  var phrases: Phrases {
    switch self {
    case .dutch: .dutch
    case .english: .english
    }
  }
}

/// Who is told.
public enum Audience: String, Hashable, Sendable, CaseIterable {
  /// The people who run the shop.
  case staff
  /// Whoever bought the order.
  case customer
}

/// Everything that botfleet says of states in one language.
struct Phrases: Sendable {
  /// What customers get, where a fleet does not have its own words.
  let customers: @Sendable (StateWord) -> (subject: String, text: String)
  /// What staff get: the same for all states.
  let staff: (subject: String, text: String)
  let name: @Sendable (StateWord) -> String
  let reason: @Sendable (Reason) -> String
  /// What follows the reason's sentence: what its reader does, or need not do.
  let next: @Sendable (StateWord, Reason?, CustomerState.Token?) -> String
  let months: [String]

  /// `6 December 2026`.
  func day(_ day: Day) -> String {
    let parts = day.description.split(separator: "-").compactMap { Int($0) }
    return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
  }
}
