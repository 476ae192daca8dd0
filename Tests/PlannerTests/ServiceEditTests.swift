import Testing

@testable import Planner

/// What a revision makes of `service.yaml`, for whoever reviews it.
@Suite struct ServiceEditTests {
  private func fleet(_ service: String?) throws -> Fleet {
    var sample = SampleFleet()
    sample.others["service.yaml"] = service.map { .bytes(Array($0.utf8)) }
    return try #require(sample.read().fleet)
  }

  private func edits(_ old: String?, _ new: String?) throws -> [String] {
    ruleEdits(from: try fleet(old), to: try fleet(new)).compactMap { notice in
      guard case .ruleEdit(let edit) = notice.kind else { return nil }
      return "\(edit.effect.rawValue) \(edit.setting) \(edit.before) -> \(edit.after)"
    }
  }

  @Test func `A fleet gets a server, and what it does is told`() throws {
    #expect(
      try edits(nil, "intake: {}\nnotify: [{ to: staff, about: [failed] }]\n") == [
        "loosens service.intake.commit none -> direct", "changes service.intake.sweep none -> 300s",
        "changes service.notify.staff none -> [failed]",
      ])
  }

  @Test func `Looser rules are told as looser, and text as it stands there`() throws {
    #expect(
      try edits(
        "intake: { commit: pull-request }\nhealth: {}\n",
        "intake: {}\nhealth: { restart: on-failure }\ntemplates: { en: { failed: Oh no } }\n") == [
          "loosens service.health.restart never -> on-failure",
          "loosens service.intake.commit pull-request -> direct", "changes service.templates.en.failed none -> Oh no",
        ])
    #expect(
      try edits("intake: {}\n", "intake: { commit: pull-request }\n") == [
        "changes service.intake.commit direct -> pull-request"
      ])
  }

  @Test func `A document that goes takes its rules with it, and one with errors is told as such alone`() throws {
    #expect(
      try edits("reconcile: {}\n", nil) == [
        "changes service.reconcile.every 30s -> none", "changes service.reconcile.sweep 3600s -> none",
      ])
    #expect(try edits("reconcile: {}\n", "reconcile: []\n") == [])
  }

  @Test func `An error in it holds nobody back, and it makes no other plan`() throws {
    var sample = SampleFleet.with(order: "order: ord-1\ntier: pro\nstatus: quote_accepted\npayment: confirmed\n")
    let before = try #require(sample.read().fleet)
    sample.others["service.yaml"] = .bytes(Array("health: { restart: 5 }\n".utf8))
    let reading = sample.read()
    #expect(reading.summary == ["1:20 unknown-word"])
    #expect(reading.fleet?.orders == before.orders)
    #expect(fleetDifference(from: before, to: try #require(reading.fleet)) == .orders([]))
  }
}
