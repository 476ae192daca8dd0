import Foundation
import Git
import History
import Planner
import Reports
import RepositoryFixtures
import Snapshots
import Testing

/// What `log`, `who`, `show`, `export` and `audit` print of a real history. `scripts/check-schemas` holds the snapshots against `schemas/`.
@Suite(.timeLimit(.minutes(5)))
struct PrintedHistoryTests {
  private let first = OrderID("ord-1")!

  @Test func `A log is the same every time, as JSON, as lines and as a table`() async throws {
    let story = try await FleetStory.eventful()
    let history = try await story.history()
    let events = try await history.events(EventFilter())
    try expectSnapshot(historyJSON(events), "fleet.history.json")
    try expectSnapshot(historyJSON(try await history.timeline(of: first)), "order.history.json")
    try expectSnapshot(historyText(events, of: nil, style: .plain), "fleet.txt")
    try expectSnapshot(historyJSONLines(events), "fleet.event.jsonl")
    let table = historyCSV(events)
    try expectSnapshot(table, "fleet.csv")
    let note = exportNoteJSON(
      events, query: [("from", "2026-11-01T00:00:00Z"), ("to", "2026-11-30T23:59:59Z"), ("format", "csv")],
      tip: "\(history.tip)", file: "fleet.csv", digest: Digest(of: table.utf8), bytes: table.utf8.count,
      version: "0.1.0")
    try expectSnapshot(note, "fleet.export.json")
  }

  @Test func `Who is behind a value is the same every time`() async throws {
    let story = try await FleetStory.eventful()
    let history = try await story.history()
    try expectSnapshot(valueJSON(try await history.values(of: first, "memory")), "memory.who.json")
    try expectSnapshot(valueJSON(try await history.values(of: first, "tier")), "tier.who.json")
  }

  @Test func `What differs is the same every time`() async throws {
    let story = try await FleetStory.eventful()
    let history = try await story.history()
    let old = try await history.summary(of: history.commit(at: .revision("main~16")))
    let new = try await history.summary(of: history.tip)
    let differences = try await history.differences(from: old.id, to: new.id)
    try expectSnapshot(differenceJSON(differences, from: old, to: new), "fleet.difference.json")
  }

  @Test func `An audit is the same every time, as text, as JSON and as SARIF`() async throws {
    let sound = try await FleetStory.honest()
    try expectSnapshot(auditJSON(try await sound.audit()), "sound.audit.json")
    let story = try await FleetStory.eventful()
    let report = try await story.audit()
    try expectSnapshot(auditJSON(report), "eventful.audit.json")
    try expectSnapshot(auditText(report, style: .plain), "audit.txt")
    try expectSnapshot(auditSARIF(report, version: "0.1.0"), "eventful.sarif")
  }

  /// What somebody reads who has git alone.
  @Test func `git log tells what runs did`() async throws {
    let story = try await FleetStory.eventful()
    try expectSnapshot(
      try story.made.git("log", "--first-parent", "--format=%h %as %an: %s%n%n%w(0,4,4)%b", "main"), "git-log.txt")
  }

  @Test func `A table has the same cells in every line, and none is a formula`() async throws {
    let story = try await FleetStory.eventful()
    let table = historyCSV(try await story.history().events(EventFilter()))
    #expect(table.hasPrefix("\u{feff}at,kind,"))
    let rows = try #require(cells(of: String(table.dropFirst())))
    #expect(rows.count > 10 && Set(rows.map(\.count)) == [rows[0].count])
    #expect(!rows.joined().contains { cell in cell.first.map { "=+-@\t\r".contains($0) } == true })
    #expect(rows.joined().contains("'=HYPERLINK(\"https://evil.example\")"))
  }

  /// RFC 4180, read strictly: nil where it is not kept.
  private func cells(of text: String) -> [[String]]? {
    var rows: [[String]] = [[]]
    var rest = Substring(text)
    while !rest.isEmpty {
      var cell = ""
      if rest.first == "\"" {
        rest = rest.dropFirst()
        while true {
          guard let quote = rest.firstIndex(of: "\"") else { return nil }
          cell += rest[..<quote]
          rest = rest[rest.index(after: quote)...]
          guard rest.first == "\"" else { break }
          cell += "\""
          rest = rest.dropFirst()
        }
      } else {
        cell = String(rest.prefix { !",\"\r\n".contains($0) && $0 != "\r\n" })
        rest = rest.dropFirst(cell.count)
      }
      rows[rows.count - 1].append(cell)
      if rest.first == "," {
        rest = rest.dropFirst()
      } else if rest.first == "\r\n" {
        rest = rest.dropFirst()
        if !rest.isEmpty { rows.append([]) }
      } else {
        return nil
      }
    }
    return rows
  }
}
