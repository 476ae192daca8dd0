public import Planner

/// Since when a bot is as it is.
public enum Since: Hashable, Sendable {
  /// It was seen so.
  case moment(Instant)
  /// It was recorded, for which there are only days.
  case day(Day)

  /// The earliest moment that it may be.
  public var instant: Instant {
    switch self {
    case .moment(let instant): instant
    case .day(let day): Instant(startOf: day)
    }
  }
}
