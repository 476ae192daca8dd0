import CommandFixtures
import Git
import History
import Planner
import Testing

/// An order's life, from git alone.
@Suite(.timeLimit(.minutes(5)))
struct TimelineTests {
  /// An order that is asked for, made, moved, upgraded and removed.
  private func story() async throws -> FleetStory {
    let story = try await FleetStory()
    try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")], request: 11)
    try await story.apply(
      [story.result("ord-1")], rows: ["create    ord-1      tier starter on node 1 (203.0.113.7:25565)"],
      counts: "1 server created",
      more: [
        "Run: https://ci.example.com/1", "Pull-Request: https://forge.example/x/pull/11",
        "Approved-By: grace (#11 at 4f2c1ab93d5e)",
      ])
    try await story.commit(
      ["fleet/orders/ord-1.yaml": nil, "fleet/orders/2026/ord-1.yaml": FleetStory.order("ord-1")], "Tidy up (#12)")
    try await story.merge(
      ["fleet/orders/2026/ord-1.yaml": FleetStory.order("ord-1", tier: "pro", more: "note: call Eve")], request: 13)
    try await story.apply(
      [story.result("ord-1", tier: "pro", memory: "512MiB", change: "2")],
      rows: ["update    ord-1      tier starter -> pro"], counts: "1 server updated")
    try await story.commit(["fleet/orders/2026/ord-1.yaml": nil], "Gone (#14)")
    return story
  }

  @Test func `An order is followed across folders, merges, squashes and its end`() async throws {
    let story = try await story()
    let events = try await story.history().timeline(of: OrderID("ord-1")!)
    #expect(events.map(\.kind) == [.removed, .updated, .edited, .moved, .created, .asked])
    #expect(events.map { $0.commit.origin.request } == [14, nil, 13, 12, nil, 11])
    let asked = try #require(events.last)
    #expect(asked.commit.origin.asker.name == "Ada" && asked.commit.committer.name == "Grace")
    #expect(asked.approvals.map(\.name) == ["Grace <grace@example.com>", "grace"])
    #expect(events[1].changes.map(\.field) == ["tier", "build.memory"] && events[1].changes[1].new == "512MiB")
    #expect(events[1].askedIn == events[2].commit.id && events[4].askedIn == asked.commit.id)
    // What people wrote is left out.
    #expect(events[2].changes.map(\.field) == ["tier", "note"] && events[2].changes[1].isLeftOut)
    #expect(!events[2].changes.contains { $0.new?.contains("Eve") == true })
    #expect(events[4].commit.results?.run == "https://ci.example.com/1" && events[4].words.contains("node 1"))
  }

  @Test func `An order that nobody knows is no empty history`() async throws {
    let history = try await story().history()
    await #expect(throws: HistoryFailure.self) { try await history.timeline(of: OrderID("ord-2")!) }
  }

  @Test func `The fleet's events are those of its orders, and are chosen by time, tier and kind`() async throws {
    let story = try await story()
    let history = try await story.history()
    let all = try await history.events(EventFilter())
    #expect(all.compactMap(\.order).allSatisfy { $0.text == "ord-1" })
    #expect(all.map(\.kind) == [.removed, .updated, .edited, .moved, .created, .asked])
    var filter = EventFilter()
    filter.tiers = ["pro"]
    #expect(try await history.events(filter).map(\.kind) == [.removed, .updated, .edited])
    filter = EventFilter()
    filter.kinds = [.created]
    #expect(try await history.events(filter).count == 1)
    filter = EventFilter()
    filter.until = all[3].commit.at
    #expect(try await history.events(filter).map(\.kind) == [.moved, .created, .asked])
    filter.since = filter.until
    #expect(try await history.events(filter).map(\.kind) == [.moved])
  }

  @Test func `Behind a value stands its commit, whichever document it is in`() async throws {
    let story = try await story()
    try await story.commit(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")], "Back (#15)")
    try await story.commit(
      ["fleet/catalog.yaml": FleetStory.catalog.replacing("256MiB", with: "300MiB")], "More memory (#16)", by: "Eve")
    let history = try await story.history()
    let memory = try await history.values(of: OrderID("ord-1")!, "memory")
    #expect(memory.declared.map(\.value) == ["300MiB", "256MiB", nil, "512MiB", "256MiB"])
    #expect(memory.declared[0].authors.map(\.name) == ["Eve"] && memory.declared[0].path == "fleet/catalog.yaml")
    #expect(memory.applied.map(\.value) == ["512MiB", "256MiB"])
    let tier = try await history.values(of: OrderID("ord-1")!, "tier")
    #expect(tier.declared.map(\.value) == ["starter", nil, "pro", "starter"])
    #expect(tier.declared[2].commit.origin.request == 13 && tier.applied.count == 2)
    await #expect(throws: HistoryFailure.self) { try await history.values(of: OrderID("ord-1")!, "colour") }
  }

  /// Each search of a long history takes as long as all else together.
  @Test func `Git is asked once for the changes of each path`() async throws {
    let story = try await story()
    let ended = try await RunningCommand(
      ["who", "ord-1", "memory", "--verbose"], in: story.made.path, environment: story.made.environment
    ).end()
    #expect(ended.status == 0, "\(ended.people)")
    let asked = ended.people.matches(of: /git rev-list --first-parent .* -- ([^:]+):/).map { String($0.1) }
    #expect(
      asked.sorted() == [
        "fleet/catalog.yaml", "fleet/fleet.yaml", "fleet/orders/2026/ord-1.yaml", "fleet/orders/ord-1.yaml",
        "fleet/results/01/ord-1.yaml",
      ])
  }

  @Test(arguments: [
    (["show", "2026-02-30"], "2026-02-30"), (["audit", "2026-13"], "2026-13"),
    (["audit", "2026-02-30.."], "2026-02-30"), (["audit", "2026-03-32"], "2026-03-32"),
  ])
  func `A day that no calendar has is no unknown revision`(_ words: [String], _ day: String) async throws {
    let story = try await FleetStory()
    let ended = try await RunningCommand(words, in: story.made.path, environment: story.made.environment).end()
    #expect(ended.status == 1 && ended.people.contains("error: the calendar has no \(day)\n"), "\(ended.people)")
  }

  @Test func `A day is its last commit`() async throws {
    let story = try await FleetStory()
    let first = try #require(story.tip)
    let at = Instant(seconds: Int(story.time) - 3600)
    try await story.commit(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")], "Ask (#1)")
    let history = try await story.history()
    #expect(try await history.commit(at: .time(at, text: "")) == first)
    #expect(HistoryPlace("2026-11-22") == .time(Instant("2026-11-22T23:59:59Z")!, text: "2026-11-22"))
    await #expect(throws: HistoryFailure.self) {
      try await history.commit(at: .time(Instant(seconds: 0), text: "1970"))
    }
    let differences = try await history.differences(from: first, to: history.tip)
    #expect(differences.map(\.kind) == [.asked])
  }
}
