/// One of the fixed windows in which the panel counts, as far as its answers show it.
struct RequestWindow: Sendable {
  /// The panel's own (`panel-behaviour`, section 3), fixed in its sources.
  static let length = Duration.seconds(60)

  /// The two clocks may run at slightly different speeds.
  private static let margin = Duration.milliseconds(200)

  let number: Int
  /// The fewest requests left in any answer; nil where no limit is in force.
  var left: Int?
  /// When it began, at the earliest and at the latest.
  let began: ClosedRange<Duration>
  /// When the last request was sent that is known to have been counted in it.
  var seenAt: Duration

  /// When it is certainly over.
  var end: Duration { began.upperBound + Self.length + Self.margin }

  /// Whether it may end long before its certain end.
  var isVague: Bool { began.upperBound - began.lowerBound > .seconds(2) }
}
