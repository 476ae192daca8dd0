/// One of the fixed windows in which the panel counts, as far as its answers tell of it.
struct RequestWindow: Sendable {
  /// The panel's own (`panel-behaviour`, section 3), fixed in its sources.
  static let length = Duration.seconds(60)

  /// Both clocks may go a little differently.
  private static let margin = Duration.milliseconds(200)

  let number: Int
  /// The fewest that an answer had left; nil where no limit is in force.
  var left: Int?
  /// Between these it began.
  let began: ClosedRange<Duration>
  /// When the last request was sent that is known to have been counted in it.
  var seenAt: Duration

  /// When it is over for certain.
  var end: Duration { began.upperBound + Self.length + Self.margin }

  /// Whether it may well end long before its certain end.
  var isVague: Bool { began.upperBound - began.lowerBound > .seconds(2) }
}
