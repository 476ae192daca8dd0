import CommandFixtures
import PanelProcess
import Testing

/// A panel is asked while orders are still read. Whatever becomes of that, documents are told first and without waiting for it.
@Suite(.timeLimit(.minutes(20)))
struct FaultyDocumentsTests {
  @Test(arguments: [["plan", "--order", "ord-9"], ["apply", "--yes", "--recreate", "ord-9"]])
  func `What is wrong with documents is told as on a panel that answers`(arguments: [String]) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let healthy = try await stage.botfleet(arguments)
    #expect(healthy.status == 1 && healthy.people.contains("ord-9"), "\(healthy.people)")
    for kind in ["hang", "http-403", "not-json"] {
      try await stage.panel.control(#"{"do": "reset"}"#)
      try await stage.panel.control(#"{"do": "fault", "kind": "\#(kind)", "seconds": 3600, "times": 1000}"#)
      let clock = ContinuousClock()
      let start = clock.now
      let ended = try await stage.botfleet(arguments)
      #expect(ended.status == healthy.status && ended.answer == healthy.answer && ended.people == healthy.people)
      // Whoever waited for an answer would wait for half a minute, several times.
      #expect(start.duration(to: clock.now) < .seconds(40), "\(kind)")
    }
  }

  @Test func `Faulty settings, and documents without a key, ask the panel nothing`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.commit(["fleet/catalog.yaml": "tiers: 7\n"])
    #expect(try await stage.botfleet("plan").status == 1)
    try stage.commit(["fleet/catalog.yaml": Documents.catalog])
    #expect(try await stage.botfleet("plan", environment: ["PTERODACTYL_API_KEY": ""]).status != 0)
    #expect(try await stage.panel.requests().isEmpty)
  }
}
