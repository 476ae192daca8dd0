import Foundation
import Planner
import Reports
import Snapshots
import Testing

/// `scripts/check-schemas` holds the snapshots of these tests against `schemas/`.
struct MachineReadableTests {
  @Test func `A plan as JSON holds what it is made of`() throws {
    try expectSnapshot(planJSON(shownPlan), "shown.plan.json")
    try expectSnapshot(planJSON(fullPlan), "full.plan.json")
    let elsewhere = planJSON(fullPlan, in: FleetFolder("fleets/eu"))
    #expect(elsewhere.replacing("  \"folder\": \"fleets/eu\",\n", with: "") == planJSON(fullPlan))
    #expect(elsewhere != planJSON(fullPlan))
    try expectSnapshot(planJSON(everyActionPlan), "actions.plan.json")
    try expectSnapshot(planJSON(catalogPlan(2)), "catalog.plan.json")
    try expectSnapshot(planJSON(plan(revision: .dirty(basedOn: nil))), "empty.plan.json")
  }

  @Test func `A run as JSON tells each outcome`() throws {
    try expectSnapshot(runJSON(fullRun) + "\n", "full.run.json")
    try expectSnapshot(runJSON(givenUpRun) + "\n", "given-up.run.json")
  }

  @Test func `What happens during an apply is a line of JSON each`() throws {
    let commit = "4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4"
    var events: [RunEvent] = [.planned(fullPlan, revision: commit)]
    for (change, outcome) in fullRun.outcomes { events += [.began(change), .ended(change, outcome)] }
    events += [
      .installing(2), .observing, .recording, .recorded(.nothingNew),
      .recorded(.pushed(commit: commit, branch: "main")), .recorded(.local(commit: commit, branch: "main")),
      .recorded(.aside(commit: commit, branch: "botfleet/results", why: "main is protected")),
      .recorded(.kept(commit: commit, why: "no results on Fridays")), .recorded(.failed(why: "no space left")),
    ]
    let lines = events.map { eventJSON($0, at: Instant(seconds: 1_795_348_800)) }
    #expect(lines.allSatisfy { !$0.contains("\n") })
    try expectSnapshot(lines.joined(separator: "\n") + "\n", "full.apply.jsonl")
  }

  @Test func `The order in which a plan was found does not show`() {
    let turned = plan(changes: shownPlan.changes.reversed(), waiting: shownPlan.waiting)
    #expect(planJSON(turned) == planJSON(shownPlan))
  }

  @Test func `What customers decide stands nowhere in it`() {
    let text = planJSON(shownPlan) + planJSON(everyActionPlan)
    #expect(text.contains("DISCORD_TOKEN"))
    #expect(!text.contains("set-me-in-the-panel"))
  }

  @Test func `Hostile text comes back as it was and shows nothing on the way`() throws {
    let evil = "\u{1b}[2J\u{202e}\u{200b}\u{e0041}\"\\\n\u{85}\u{2028}😀漢"
    let text = planJSON(plan(fleet: evil))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["fleet"] as? String == evil)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainlyVisible })
  }
}
