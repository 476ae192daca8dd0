import ForgeStandIn
import Forges
import Planner
import Testing

@testable import CI

/// The one issue about drift: what differs, since when, and when it closes itself.
@Suite(.timeLimit(.minutes(20))) struct DriftIssueTests {
  private static let marker = "<!-- botfleet:issue:drift -->"

  private func drifted(_ id: String, from old: String = "panel's") throws -> Change {
    try change(id, differences: [Difference(field: .name, old: .shown(old), new: "git's", cause: .drifted)])
  }

  private func page(_ changes: [Change], at seconds: Int = 1_795_348_800, vanished: [Vanished] = []) throws -> DriftPage
  {
    DriftPage(
      names: CINames(.usual), items: DriftItem.all(in: try plan(changes, vanished: vanished)), branch: "main",
      at: Instant(seconds: seconds), runURL: "https://ci.example.com/runs/1")
  }

  private func keep(_ page: DriftPage, _ bench: ForgeBench) async throws -> ForgeIssue? {
    try await bench.client.keepIssue(marked: Self.marker, label: "botfleet") { before in
      page.issue(replacing: before, budget: 65_536)
    }
  }

  @Test func `Drift is what another hand changed, and not what documents ask for`() throws {
    let edited = try change(
      "ord-1", differences: [Difference(field: .name, old: .shown("a"), new: "b", cause: .edited)])
    let gone = Vanished(
      order: try #require(OrderID("ord-3")),
      recorded: .init(
        id: ServerID(5), uuid: "u", identifier: "i", node: NodeID(1), address: nil, installation: .done), strayed: nil)
    let items = DriftItem.all(in: try plan([edited, try drifted("ord-2")], vanished: [gone]))
    #expect(items.map(\.order.text) == ["ord-2", "ord-3"] && items.map(\.kind) == [.changed, .vanished])
    #expect(items[0].told.contains("panel's") && items[0].told.contains("git's"))
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `It is opened, updated in place, and closed when nothing differs`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    #expect(try await keep(try page([]), bench) == nil)
    let first = try #require(try await keep(try page([try drifted("ord-1")]), bench))
    let second = try await keep(try page([try drifted("ord-1"), try drifted("ord-2")], at: 1_795_435_200), bench)
    #expect(second?.number == first.number)
    let text = try #require(bench.forge.state.withLock { $0.issues[first.number]?.body })
    #expect(text.contains("ord-1 changed") && text.contains("since 2026-11-22T12:00:00Z or earlier"))
    #expect(text.contains("since 2026-11-23T12:00:00Z or earlier"))
    #expect(text.contains("botfleet plan --accept-drift ord-1 | git apply"))
    _ = try await keep(try page([]), bench)
    let issues = bench.forge.state.withLock { $0.issues.values.map(\.isOpen) }
    #expect(issues == [false])
  }

  @Test func `An issue by somebody else with the marker stays as it is`() async throws {
    let bench = try ForgeBench(.gitHub)
    let other = try connectedAs("other", bench)
    _ = try await other.open(IssueDraft(title: "mine", body: "\(Self.marker)\nforged", label: "botfleet"))
    _ = try await keep(try page([try drifted("ord-1")]), bench)
    let issues = bench.forge.state.withLock { $0.issues.values.sorted { $0.number < $1.number } }
    #expect(issues.count == 2 && issues[0].body.hasSuffix("forged") && issues[0].isOpen)
  }

  private func connectedAs(_ token: String, _ bench: ForgeBench) throws -> any ForgeClient {
    try ForgeBench.client(of: bench.forge, token: token)
  }

  @Test func `An issue whose answer was lost is not opened twice`() async throws {
    let bench = try ForgeBench(.gitHub)
    bench.forge.fail(.init("POST", "/issues", times: 1, status: 502, isDone: true))
    _ = try await keep(try page([try drifted("ord-1")]), bench)
    #expect(bench.forge.state.withLock { $0.issues.count } == 1)
  }

  @Test func `When it was seen is read strictly: what somebody edited does not count`() throws {
    let now = Instant(seconds: 1_795_348_800)
    let one = DriftSightings.Key(order: try #require(OrderID("ord-1")), kind: .changed)
    let written = DriftSightings([one: Instant(seconds: 1_795_000_000)])
    #expect(DriftSightings(reading: written.lines(room: 10_000), now: now) == written)
    let forged = written.lines(room: 10_000)
      .replacing(
        "```text\n",
        with:
          "```text\n2099-01-01T00:00:00Z changed ord-2\nyesterday changed ord-3\n2026-11-01T00:00:00Z gone ord-4\n../ x\n"
      )
    #expect(DriftSightings(reading: forged, now: now) == written)
    #expect(DriftSightings(reading: "2026-11-01T00:00:00Z changed ord-1", now: now).since.isEmpty)
  }

  @Test func `Other people's text stays in its row, and the page within its budget`() throws {
    let hostile = "x\n```\n@ada /close\n<!-- botfleet:since -->"
    let items = try (0..<900).map { try drifted("ord-\($0)", from: hostile) }
    let text = try page(items).issue(replacing: nil, budget: 65_536).body
    #expect(text.utf8.count <= 65_536 && text.contains("left out** to fit here"))
    let lines = text.split(separator: "\n")
    #expect(!lines.contains { $0.hasPrefix("/") || $0.hasPrefix("@") })
    #expect(lines.count { $0 == "<!-- botfleet:since -->" } == 1)
  }
}
