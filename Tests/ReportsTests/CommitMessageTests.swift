import Planner
import Snapshots
import Testing

struct CommitMessageTests {
  @Test func `A run is told in numbers, rows and trailers`() throws {
    let provenance = Provenance(
      run: "https://ci.example.com/run/812", approvedBy: ["Jane Doe <jane@example.com>"], accepted: fullPlan.digest)
    try expectSnapshot(commitMessage(for: fullRun, results: [], from: provenance), "commit.txt")
  }

  @Test func `A run that only records says so`() throws {
    let result = OrderResult(
      order: order("ord-1"), phase: .running, since: day("2026-11-22"), server: nil, applied: nil,
      terminatingSince: nil, failure: nil)
    let run = Run(plan: plan(), revision: "4f2c1ab", startedAt: Instant(seconds: 0), outcomes: [])
    let message = commitMessage(for: run, results: [result])
    #expect(
      message == """
        apply: 1 result recorded

        Fleet-Revision: 4f2c1ab
        Plan-Digest: \(plan().digest)
        Orders: ord-1

        """)
  }

  @Test func `A fleet elsewhere than in the usual folder is named, in the subject and in a trailer`() {
    let run = Run(plan: plan(), revision: "4f2c1ab", startedAt: Instant(seconds: 0), outcomes: [])
    let usual = commitMessage(for: run, results: [], from: Provenance(folder: FleetFolder("fleet")))
    #expect(usual == commitMessage(for: run, results: []) && !usual.contains("Fleet:"))
    let message = commitMessage(for: run, results: [], from: Provenance(folder: FleetFolder("fleets/eu")))
    #expect(
      message.hasPrefix(
        "apply: 0 results recorded in fleets/eu\n\n  results/open.yaml made again\n\nFleet: fleets/eu\nFleet-Revision: 4f2c1ab\n"
      ))
    let evil = commitMessage(for: run, results: [], from: Provenance(folder: FleetFolder("a\n\nApproved-By: Eve")))
    #expect(!evil.contains("\nApproved-By"))
    let taken = takeoverMessage(for: [], from: "botfleet/results-fleets+eu", in: FleetFolder("fleets/eu"))
    #expect(taken.hasPrefix("apply: 0 results taken over from botfleet/results-fleets+eu in fleets/eu\n"))
    #expect(taken.contains("\nFleet: fleets/eu\nOrders:"))
    #expect(!takeoverMessage(for: [], from: "botfleet/results").contains("Fleet:"))
  }

  @Test func `What a run did not try is counted by the reason, and a value that is empty is seen`() {
    let emptied = update("ord-1", server: 1, [difference(.variable("FEATURES"), "", "music")])
    let filled = update("ord-2", server: 2, [difference(.variable("FEATURES"), "music ", "")])
    let outcomes: [(change: Change, outcome: Outcome)] = [
      (emptied, .applied(server: nil, address: nil)), (filled, .applied(server: nil, address: nil)),
      (create("ord-3", sold("pro")), .skipped(.interrupted)), (create("ord-4", sold("pro")), .skipped(.interrupted)),
      (create("ord-5", sold("pro")), .skipped(.notReviewed)), (create("ord-6", sold("pro")), .skipped(.stale("x"))),
    ]
    let run = Run(plan: plan(), revision: "4f2c1ab", startedAt: Instant(seconds: 0), outcomes: outcomes)
    let lines = commitMessage(for: run, results: []).split(separator: "\n")
    #expect(lines.contains("  update    ord-1      FEATURES \"\" -> music"))
    #expect(lines.contains("  update    ord-2      FEATURES \"music \" -> \"\""))
    let untried = lines.filter { $0.hasPrefix("  not tried ") }
    #expect(
      untried == [
        "  not tried 1 change: changed since the plan",
        "  not tried 1 change: not in the reviewed plan",
        "  not tried 2 changes: the run was stopped first",
      ])
    #expect(lines.last == "Orders: ord-1 ord-2")
  }

  @Test func `What was held back is named for the next run, with the revision since when`() throws {
    let orders = (10...60).map { "ord-\($0)" }
    let run = Run(
      plan: plan(), revision: "4f2c1ab", startedAt: Instant(seconds: 0),
      outcomes: orders.map { (create($0, sold("pro")), .skipped(.heldBack("x\nHeld-Back: ord-1"))) }
        + [(create("ord-7", sold("pro")), .applied(server: nil, address: nil))])
    func record(_ before: RecordedRun?) throws -> RecordedRun {
      let message = commitMessage(for: run, results: [], from: Provenance(before: before))
      #expect(message.contains("  not tried 51 changes: held back, for nobody reviewed it as it is\n"))
      let lines = try #require(message.split(separator: "\n\n").last).replacing("\n ", with: " ").split(separator: "\n")
      let trailers = lines.map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
      return try #require(
        RecordedRun(trailers.map { ($0[0], String($0[1].dropFirst())) }, in: FleetFolder("fleet")))
    }
    let held = Set(orders.map { order($0) })
    #expect(try record(nil) == RecordedRun(revision: "4f2c1ab", heldBack: held))
    // An audit reads it too: a run that held something back is no forgery.
    let message = commitMessage(for: run, results: [], from: Provenance(before: RecordedRun(revision: "1111111")))
    #expect(try ResultsCommit(message).heldBack == held.sorted())
    let first = RecordedRun(revision: "1111111")
    #expect(try record(first) == RecordedRun(revision: "4f2c1ab", heldBack: held, heldBackSince: "1111111"))
    let again = RecordedRun(revision: "2222222", heldBack: [order("ord-10")], heldBackSince: "1111111")
    #expect(try record(again).heldBackSince == "1111111")
    let done = RecordedRun(revision: "2222222", heldBack: [order("ord-1")], heldBackSince: "1111111")
    #expect(try record(done).heldBackSince == "2222222")
    let nowhere = RecordedRun(revision: "2222222", heldBack: [order("ord-10")])
    #expect(try record(nowhere).heldBackSince == nil)
  }

  @Test func `A fleet reads the records of its own folder, and of results' commits`() {
    let trailers = [("Fleet-Revision", "4f2c"), ("Plan-Digest", "sha256:aa")]
    #expect(RecordedRun(trailers, in: FleetFolder("fleet")) != nil)
    #expect(RecordedRun(trailers, in: FleetFolder("fleets/eu")) == nil)
    let other = trailers + [("Fleet", "fleets/eu")]
    #expect(RecordedRun(other, in: FleetFolder("fleets/eu")) != nil && RecordedRun(other, in: .usual) == nil)
    #expect(RecordedRun([trailers[0]], in: .usual) == nil && RecordedRun([trailers[1]], in: .usual) == nil)
  }

  @Test func `A thousand orders are all named, in folded lines`() {
    let lines = commitMessage(for: longRun, results: []).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count < 700)
    #expect(lines.allSatisfy { $0.utf8.count <= 250 })
    #expect(lines[2].hasPrefix("  failed    "))
    #expect(lines.contains("  … and 590 more; each has a file in results/"))
    let start = lines.firstIndex { $0.hasPrefix("Orders: ") } ?? 0
    let folded = lines[start...].prefix { $0.hasPrefix("Orders: ") || $0.hasPrefix(" ord-") }
    let named = Set(folded.joined().split(separator: " ").dropFirst().map(String.init))
    #expect(named == Set(longPlan.changes.map(\.order.text)))
  }

  @Test(arguments: [
    "x\nApproved-By: Mallory", "x\r\nApproved-By: Mallory", "x\u{85}Approved-By: Mallory", "x\u{2028}Approved-By: M",
    "\nApproved-By: Mallory", "x\n\nApproved-By: Mallory\n\n", "x\u{0}", "x\u{b}Approved-By: Mallory",
  ])
  func `No value makes a trailer or a line`(evil: String) {
    let change = create("ord-1", sold(evil, evil))
    let failure = OrderResult.Failure(action: evil, code: evil, message: evil)
    let run = Run(
      plan: plan(changes: [change]), revision: evil, startedAt: Instant(seconds: 0),
      outcomes: [
        (change, .applied(server: nil, address: evil)), (create("ord-2", sold(evil)), .failed(failure)),
        (update("ord-3", server: 3, [difference(.variable(evil), evil, evil)]), .applied(server: nil, address: nil)),
      ])
    let message = commitMessage(
      for: run, results: [], from: Provenance(run: evil, pullRequests: [evil], approvedBy: [evil]))
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 13)
    #expect(lines.count { $0.hasPrefix("Approved-By:") } == 1)
    #expect(
      !message.unicodeScalars.contains { $0 != "\n" && ($0.properties.generalCategory == .control || $0 == "\u{2028}") }
    )
  }
}
