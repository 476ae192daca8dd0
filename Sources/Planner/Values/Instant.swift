/// A second in UTC.
public struct Instant: Hashable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int

  public init(seconds: Int) { self.seconds = seconds }

  /// The first second of a day.
  public init(startOf day: Day) { self.init(seconds: day.number * 86_400) }

  /// Reads `2026-11-22T12:00:00Z` and the panel's `2026-11-22T12:00:00+00:00`; nil for anything else.
  public init?(_ text: String) {
    let bytes = text.utf8.span
    guard bytes.count == 20 && text.hasSuffix("Z") || bytes.count == 25 && text.hasSuffix("+00:00"),
      bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = Day(bytes.extracting(0..<10)),
      let hour = digits(bytes, 11..<13), let minute = digits(bytes, 14..<16), let second = digits(bytes, 17..<19),
      hour < 24, minute < 60, second < 60
    else { return nil }
    seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// The day that this second belongs to.
  public var day: Day { Day(number: (seconds - timeOfDay) / 86_400) }

  /// `2026-11-22T12:00:00Z`.
  public var description: String {
    let time = timeOfDay
    return "\(day)T\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))Z"
  }

  private var timeOfDay: Int { ((seconds % 86_400) + 86_400) % 86_400 }
}

extension Instant: Comparable {
  public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }
}
