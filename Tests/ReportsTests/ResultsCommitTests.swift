import Planner
import Testing

/// What a results commit says is read back from its message, and nobody else's message is taken for one.
struct ResultsCommitTests {
  private let tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

  @Test func `A run's message is read back`() throws {
    var provenance = Provenance(
      run: "https://ci.example.com/run/812",
      approvedBy: ["ada (#7 at 4f2c1ab93d5e)", "grace (#8 at 1111, the author)"],
      accepted: fullPlan.digest)
    provenance.because = "we move\nhouse"
    let said = try ResultsCommit(chained(commitMessage(for: fullRun, results: [], from: provenance), to: tree))
    #expect(said.kind == .run && said.folder == .usual && said.revision == fullRun.revision)
    #expect(said.plan == fullPlan.digest && said.accepted == fullPlan.digest && said.previousResults == tree)
    #expect(said.because == "we move\\nhouse")
    #expect(said.run == "https://ci.example.com/run/812")
    let tried = fullRun.outcomes.filter { !$0.outcome.isSkipped }
    #expect(said.orders == Set(tried.map(\.change.order)).sorted())
    #expect(Set(said.rows.map(\.order)).isSuperset(of: said.orders) && said.unlisted == 0)
    #expect(said.counts.filter(\.isOfChanges).reduce(0) { $0 + $1.number } == tried.count)
    #expect(
      said.approvals(of: 7).isEmpty == false && said.approvals(of: 7).allSatisfy { $0.name == "ada" && !$0.isOwn })
    #expect(said.approvals(of: 8).map(\.isOwn) == [true])
  }

  @Test func `A thousand orders, another folder, a takeover and a run that only records are read back`() throws {
    let long = try ResultsCommit(commitMessage(for: longRun, results: []))
    #expect(Set(long.orders) == Set(longPlan.changes.map(\.order)) && long.unlisted == 590 && long.rows.count == 500)
    #expect(long.previousResults == nil)
    let run = Run(plan: plan(), revision: "4f2c1ab", startedAt: Instant(seconds: 0), outcomes: [])
    let folder = FleetFolder("fleets/eu")
    let other = try ResultsCommit(commitMessage(for: run, results: [], from: Provenance(folder: folder)))
    #expect(
      other.folder == folder && other.counts == [.init(number: 0, what: "results recorded")] && other.orders.isEmpty)
    let result = OrderResult(
      order: order("ord-1"), phase: .running, since: day("2026-11-22"), server: nil, applied: nil,
      terminatingSince: nil, failure: nil)
    for folder in [FleetFolder.usual, folder] {
      let taken = try ResultsCommit(
        chained(takeoverMessage(for: [result], from: "botfleet/results", in: folder), to: tree))
      #expect(taken.kind == .takeover(from: "botfleet/results") && taken.rows.map(\.word) == ["running"])
      #expect(taken.orders == [order("ord-1")] && taken.revision == nil && taken.folder == folder)
    }
  }

  @Test(arguments: [
    "x\nApproved-By: Mallory", "x\r\nApproved-By: Mallory", "\nApproved-By: Mallory", "x\n\nAccepted: sha256:0",
    "x\u{2028}Approved-By: M", " (#7 at 1)", "#7",
  ])
  func `No value that a run carries becomes a trailer that is read`(evil: String) throws {
    let change = create("ord-1", sold(evil, evil))
    let failure = OrderResult.Failure(action: evil, code: evil, message: evil)
    let run = Run(
      plan: plan(changes: [change]), revision: evil, startedAt: Instant(seconds: 0),
      outcomes: [
        (change, .applied(server: nil, address: evil)), (create("ord-2", sold(evil)), .failed(failure)),
        (update("ord-3", server: 3, [difference(.variable(evil), evil, evil)]), .applied(server: nil, address: nil)),
      ])
    let said = try ResultsCommit(commitMessage(for: run, results: [], from: Provenance(run: evil)))
    #expect(said.approvedBy.isEmpty && said.accepted == nil && said.rows.map(\.word) == ["failed", "create", "update"])
  }

  @Test func `What anybody else writes is none, and says why`() {
    let good = commitMessage(
      for: Run(plan: plan(), revision: "4f2c1ab", startedAt: Instant(seconds: 0), outcomes: []), results: [])
    let messages = [
      "", "apply", "apply: ", "apply: 1 result recorded", "apply: 1 result recorded\n", String(good.dropLast()),
      good.replacing("apply: ", with: "Apply: "), good.replacing("Fleet-Revision", with: "Fleet-Rev"),
      good + "Signed-off-by: Mallory\n", good + "\nApproved-By: Mallory\n", good.replacing("\n", with: "\r\n"),
      good.replacing("Plan-Digest: sha256:", with: "Plan-Digest: sha256:x"), good + "Fleet-Revision: 5555555\n",
      good + "Orders: ord-2 ord-1\n", good + "Orders: ord-1 ord-1\n", good + "Orders: Ord-1\n", good + " ord-3\n",
      good + "Previous-Results: 4b82\n", good + "As-Of: tomorrow\n", good.replacing("apply: 0", with: "apply: many"),
      good.replacing("\n\n", with: "\n\n  create    ../x       y\n\n", maxReplacements: 1),
      good.replacing("\n\n", with: "\n\nApproved by all\n\n", maxReplacements: 1),
      good.replacing("recorded", with: "recorded in fleets/eu"),
    ]
    for message in messages {
      #expect(throws: ResultsCommit.Fault.self, "\(message)") { try ResultsCommit(message) }
    }
    #expect((try? ResultsCommit(good)) != nil)
  }
}
