/// A point of the panel's own time, in milliseconds since 1970.
struct Moment: Sendable, Comparable, Hashable {
  var milliseconds: Int

  static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
  static func + (moment: Moment, span: Int) -> Moment { Moment(milliseconds: moment.milliseconds + span) }

  var seconds: Int { milliseconds / 1000 }

  /// `2026-01-31T12:00:00+00:00`, as nearly every timestamp of the panel.
  var text: String { civil + "+00:00" }

  /// `2026-01-31T12:00:00.000000Z`, as the timestamps of egg variables (recording 52-022).
  var microText: String { civil + ".000000Z" }

  /// `2026-01-31T12:00:00.250+00:00`: a log's.
  var milliText: String {
    let fraction = String(milliseconds - seconds * 1000)
    return "\(civil).\(String(repeating: "0", count: max(0, 3 - fraction.utf8.count)))\(fraction)+00:00"
  }

  private var civil: String {
    let (year, month, day) = date
    let second = seconds - days * 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }

  private var days: Int { Int((Double(seconds) / 86_400).rounded(.down)) }

  /// The Gregorian date; years are counted from March so that the leap day comes last.
  private var date: (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// `Sun, 22 Nov 2026 12:15:05 GMT`, for the `Date` header.
  var httpDate: String {
    let (year, month, day) = date
    let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let time = civil.suffix(8)
    return "\(names[days % 7]), \(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(year) \(time) GMT"
  }
}
