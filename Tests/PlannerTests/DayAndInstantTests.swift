import Testing

@testable import Planner

@Suite struct DayAndInstantTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1970-12-31", 364), ("1999-12-31", 10956), ("2000-02-29", 11016), ("2000-03-01", 11017),
    ("2026-11-22", 20779), ("2100-02-28", 47540), ("9999-12-31", 2_932_896),
  ])
  func `A day is a number of days and back`(text: String, number: Int) {
    #expect(Day(text)?.number == number)
    #expect(Day(number: number).description == text)
  }

  @Test func `Every day of two centuries is read as it is written`() {
    for number in 0..<73_000 { #expect(Day(Day(number: number).description)?.number == number) }
  }

  @Test(arguments: [
    "", "2026-11-31", "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "1969-12-31", "26-11-22",
    "2026-11-22 ", "2026/11/22", "+026-11-22", "2026-1-22", "２０２６-11-22",
  ])
  func `What is no day is refused`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test func `Days are counted over the ends of months and years`() {
    #expect(day("2026-12-30").adding(days: 7) == day("2027-01-06"))
    #expect(day("2028-02-28").adding(days: 1) == day("2028-02-29"))
    #expect(day("2026-11-22") < day("2026-11-23"))
  }

  @Test func `A second is read as we write it and as the panel does`() {
    let written = Instant("2026-11-22T11:30:36Z")
    #expect(written?.seconds == 20779 * 86_400 + 41_436)
    #expect(written == Instant("2026-11-22T11:30:36+00:00"))
    #expect(written?.description == "2026-11-22T11:30:36Z")
    #expect(written?.day == day("2026-11-22"))
    #expect(Instant(startOf: day("2026-11-22")).description == "2026-11-22T00:00:00Z")
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-11-22T24:00:00Z", "2026-11-22T12:60:00Z", "2026-11-22T12:00:60Z", "2026-11-22 12:00:00Z",
    "2026-11-22T12:00:00", "2026-11-22T12:00:00+01:00", "2026-11-22T12:00:00.000000Z", "2026-11-31T12:00:00Z",
    "2026-11-22T12:00:00XXXXXZ", "2026-11-22T1é:00:00Z",
  ])
  func `What is no second in UTC is refused`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `The last second of a day is still that day, also before 1970`() {
    #expect(Instant(seconds: 86_399).day == Day(number: 0))
    #expect(Instant(seconds: -1).day == Day(number: -1))
  }
}
