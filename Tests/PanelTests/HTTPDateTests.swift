import Planner
import Testing

@testable import Panel

/// What web servers say that the time is.
@Suite struct HTTPDateTests {
  @Test(arguments: [
    ("Sun, 22 Nov 2026 12:15:05 GMT", "2026-11-22T12:15:05Z"),
    ("Sat, 01 Jan 2000 00:00:00 GMT", "2000-01-01T00:00:00Z"),
    ("Thu, 29 Feb 2024 23:59:59 GMT", "2024-02-29T23:59:59Z"),
  ])
  func `A date is read as what it is`(text: String, moment: String) {
    #expect(parseHTTPDate(text) == Instant(moment))
    #expect(parseHTTPDate(text) != nil)
  }

  @Test(arguments: [
    "", "now", "Sun, 22 Nov 2026 12:15:05", "Sun, 22 Nov 2026 12:15:05 CET", "Sun, 31 Feb 2026 12:15:05 GMT",
    "Sun, 22 Nov 2026 25:15:05 GMT", "Sunday, 22-Nov-26 12:15:05 GMT", "Sun, 2 Nov 2026 12:15:05 GMT",
    "Sun, 22 Brumaire 2026 12:15:05 GMT", "Sun, 22 Nov 99999999999999999999 12:15:05 GMT",
    "Sun, 22 Nov 2026 12:15:05 GMT, Sun, 22 Nov 2026 12:15:05 GMT",
  ])
  func `What is no date tells nothing`(text: String) { #expect(parseHTTPDate(text) == nil) }
}
