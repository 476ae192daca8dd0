import Planner
import Snapshots
import Testing

@testable import Reports

struct StatusTests {
  @Test func `The overview says what wants somebody`() throws {
    try expectSnapshot(
      statusText(shownStatus, .overview, notes: [:], live: nil, style: .plain), "status.txt")
  }

  @Test func `At eighty columns lines go on below`() throws {
    let style = Style(palette: .plain, width: .columns(80))
    for listing in [StatusListing.overview, .list, .details] {
      let text = statusText(shownStatus, listing, notes: [:], live: nil, style: style)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
    try expectSnapshot(statusText(shownStatus, .list, notes: [:], live: nil, style: style), "status-list-80.txt")
  }

  @Test func `Of one order all is told`() throws {
    let notes = [shownStatus.orders[1].id: "4f2c1ab 2026-11-22T12:00:00Z, Ada: Upgrade ord-1002"]
    let status = shownStatus.limited { ["ord-1002", "ord-1006", "ord-1007"].contains($0.id.text) }
    try expectSnapshot(statusText(status, .details, notes: notes, live: nil, style: .plain), "status-details.txt")
  }

  @Test(arguments: [OrderResult.Server.Installation.failed, .done])
  func `A server that was not installed says so, and what to do`(installation: OrderResult.Server.Installation) {
    let result = OrderResult(
      order: order("ord-1009"), phase: .failed, since: day("2026-11-01"),
      server: .init(
        id: ServerID(58), uuid: "6a0e1f0b-1c5f-4a0c-9d2e-0f6b2d9c7a12", identifier: "6a0e1f0b", node: NodeID(1),
        address: nil, installation: installation),
      applied: nil, terminatingSince: nil, failure: nil)
    let status = OrderStatus(
      id: order("ord-1009"), order: nil, result: result, phase: .failed, wish: .running, differences: [], limits: nil,
      deletion: nil)
    let told = [FailureKind.installFailed.meaning, FailureKind.installFailed.advice]
    #expect(status.failureWords == (installation == .failed ? told : ["the last attempt failed"]))
  }

  @Test func `As JSON every key is there`() throws {
    try expectSnapshot(
      statusJSON(
        shownStatus, commits: [shownStatus.orders[0].id: "4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4"], live: nil),
      "shown.status.json")
  }

  @Test func `As CSV nothing is computed, and every row has the same cells`() throws {
    let text = statusCSV(shownStatus, live: nil)
    try expectSnapshot(text, "status.csv")
    #expect(text.contains(",'=cmd|' /C calc'!A0,") && text.contains(",\"Doe, \"\"Jane\"\"\","))
    #expect(csvCell("-1") == "'-1" && csvCell("+x,y") == "\"'+x,y\"" && csvCell("@a") == "'@a" && csvCell("") == "")
    #expect(csvCell(" =1") == "\" '=1\"")
    #expect(csvCell("a; -1;+2") == "a; '-1;'+2" && csvCell("＝1") == "'＝1" && csvCell("a-b; c") == "a-b; c")
    #expect(csvCell("a\r\nb") == "a\\r\\nb" && csvCell("\t=1") == "\\t=1")
  }

  @Test func `Another customer is told as another owner, and not as no change`() {
    let known = shownStatus.limited { $0.id.text == "ord-1001" }
    #expect(orderEffectText(known, style: .plain).contains("nothing changes on server 57"))
    let text = orderEffectText(known, newCustomers: [known.orders[0].id], style: .plain)
    #expect(text.contains("its owner becomes customer cus-1, if the panel has that user"))
    #expect(!text.contains("nothing changes"))
  }

  @Test func `What is next of an orphan is what the policy says`() {
    let known = shownStatus.orders[0]
    let orphan = OrderStatus(
      id: known.id, order: nil, result: known.result, phase: .orphan, wish: .unknown, differences: [], limits: nil,
      deletion: nil)
    let kept = effect(on: orphan, FleetSettings.Policy(), shownStatus.asOf)
    #expect(kept.contains("stays as it is, for its order has no file any more (policy.removed: keep)"))
    let suspended = effect(on: orphan, FleetSettings.Policy(removed: .suspend), shownStatus.asOf)
    #expect(suspended.hasPrefix("the next apply suspends server 57"))
  }

  @Test func `A suspension by hand is told with what ends it`() throws {
    let known = shownStatus.orders[0]
    let found = try #require(known.result)
    let result = OrderResult(
      order: found.order, phase: .suspended, since: found.since, server: found.server, applied: found.applied,
      terminatingSince: nil, suspendedByHandSince: shownStatus.asOf, failure: nil)
    let kept = OrderStatus(
      id: known.id, order: known.order, result: result, phase: .suspended, wish: .running, differences: [],
      limits: nil, deletion: nil)
    let words = "suspended by hand on the panel, seen since 2026-11-28; to resume it: botfleet apply --resume ord-1001"
    #expect(effect(on: kept, shownStatus.policy, shownStatus.asOf).contains("stays suspended: \(words)"))
    let resumed = FleetSettings.Policy(suspendedByHand: .resume)
    #expect(!effect(on: kept, resumed, shownStatus.asOf).contains("by hand"))
  }

  @Test func `A termination that no apply has seen is told with its grace`() {
    let known = shownStatus.orders[0]
    let begins = OrderStatus(
      id: known.id, order: known.order, result: known.result, phase: .terminating, wish: .gone,
      differences: [.init(field: .suspended, recorded: "no", desired: "yes")], limits: nil, deletion: nil)
    let status = FleetStatus(
      fleet: "codecraft", revision: shownStatus.revision, asOf: shownStatus.asOf, policy: shownStatus.policy,
      orders: [begins])
    let text = statusText(status, .overview, notes: [:], live: nil, style: .plain)
    #expect(text.contains("suspend, for it is terminated; an apply 7 days later (policy.terminateAfter) deletes it"))
  }

  @Test func `An edit is a patch, and the file that is new comes from nothing`() {
    let edits = [
      OrderDocumentEdit(
        order: order("a"), path: "orders/a.yaml", before: Array("x: 1\n".utf8), after: Array("x: 2\n".utf8)),
      OrderDocumentEdit(order: order("b"), path: "orders/b.yaml", before: nil, after: Array("y: \u{202E}\n".utf8)),
    ]
    #expect(orderEditPatch(edits).contains("--- /dev/null\n+++ b/orders/b.yaml\n@@ -0,0 +1,1 @@\n+y: \u{202E}\n"))
    let shown = orderEditText(edits, style: .plain)
    #expect(shown.contains("-x: 1\n+x: 2\n") && shown.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainlyVisible })
  }
}
