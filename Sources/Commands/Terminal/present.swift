import FoundationEssentials
import Planner

extension Day {
  /// Today, in UTC.
  static var today: Day { Instant.now.day }
}

extension Instant {
  /// The present second.
  static var now: Instant { Instant(seconds: Int(Date().timeIntervalSince1970)) }

  /// The first second of a day, or the present one.
  static func asOf(_ day: Day?) -> Instant { day.map { Instant(startOf: $0) } ?? .now }
}
