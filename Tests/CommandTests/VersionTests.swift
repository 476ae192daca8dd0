import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// What was written by another version than the one that applies.
@Suite(.timeLimit(.minutes(20)))
struct VersionTests {
  @Test func `A plan in another form, or with digests of another making, is refused with what to do`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    #expect(try await stage.botfleet("plan", "--out", "../plan.json").status == 0)
    let text = try #require(stage.clone.read("../plan.json"))
    for (old, new, word) in [
      ("botfleet.plan/1", "botfleet.plan/7", "botfleet.plan/7"),
      (#""fleet":"#, #""digests": "botfleet.change/2", "fleet":"#, "botfleet.change/2"),
    ] {
      try stage.clone.write(text.replacing(old, with: new), to: "../other.json")
      let ended = try await stage.apply("../other.json", expecting: 4)
      #expect(ended.people.contains("'\(word)'") && ended.people.contains("plan again with this version"), "\(ended)")
    }
    #expect(try await stage.panel.servers().isEmpty)
    // Keys that a later version adds to the same form change nothing.
    try stage.clone.write(text.replacing(#""fleet":"#, with: #""later": {"a": [1]}, "fleet":"#), to: "../later.json")
    try await stage.apply("../later.json")
    #expect(try await stage.panel.servers().keys.sorted() == ["ord-1"])
  }

  @Test(arguments: ["backup: nightly\n", "phase: hibernating\n"])
  func `An order whose result a later version wrote is left alone, and the others are applied`(line: String)
    async throws
  {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let path = "fleet/results/01/ord-1.yaml"
    let result = try #require(stage.clone.read(path))
    let later = line.hasPrefix("phase") ? result.replacing("phase: running\n", with: line) : result + line
    #expect(later != result)
    try stage.commit([
      path: later, "fleet/orders/ord-1.yaml": Documents.order("ord-1", state: "terminated"),
      "fleet/orders/ord-2.yaml": Documents.order("ord-2", tier: "pro"),
    ])
    let ended = try await stage.apply(expecting: 1)
    #expect(ended.people.contains("\(path):") && ended.people.contains("error: unknown"), "\(ended)")
    let servers = try await stage.panel.servers()
    #expect(servers["ord-2"]?.limits.memory == 512)
    #expect(servers["ord-1"].map { $0.suspended } == false)
    #expect(try stage.server.git("show", "main:\(path)") + "\n" == later)
  }

  @Test func `A setting that only a later version knows holds back everyone`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"), fleet: Documents.fleet + "policy: { hibernate: 30d }\n")
    let ended = try await stage.apply(expecting: 1)
    #expect(ended.people.contains("unknown key `hibernate`"), "\(ended)")
    #expect(try await stage.panel.servers().isEmpty)
  }
}
