import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// What apply does not do, with the exit code that says so.
@Suite(.timeLimit(.minutes(20)))
struct ApplyRefusalTests {
  private func isUntouched(_ stage: Stage) async throws -> Bool {
    try await stage.panel.servers().isEmpty && stage.lastSubject == "a change"
  }

  @Test func `A plan over a safety limit is shown and refused, until exactly it is accepted`() async throws {
    let ids = ["ord-1", "ord-2", "ord-3", "ord-4"]
    let cautious = Documents.fleet.replacing("maxChanged: 100%", with: "maxChanged: 30%, always: 0")
    let stage = try await Stage(Documents.orders("ord-1", "ord-2", "ord-3", "ord-4"), fleet: cautious)
    try await stage.apply()
    try stage.merge(Dictionary(uniqueKeysWithValues: ids.map { ($0, Documents.order($0, tier: "pro")) }))
    let digest = try await stage.plan().digest

    let refused = try await stage.apply(expecting: 4)
    #expect(
      refused.answer.contains("4 servers to update") && refused.answer.contains("botfleet apply --accept \(digest)"))
    #expect(refused.people.contains("over a safety limit; nothing was done"))
    let other = "sha256:\(String(repeating: "0", count: 64))"
    try await stage.apply("--accept", other, expecting: 4)
    #expect(try await stage.panel.servers()["ord-1"]?.limits.memory == 256)

    try await stage.apply("--accept", digest)
    #expect(try await stage.panel.servers()["ord-1"]?.limits.memory == 512)
    #expect(try stage.server.git("log", "-1", "--format=%(trailers:key=Accepted,valueonly)", "main") == "\(digest)\n")
  }

  @Test func `A merge of many orders of new customers creates and mails nobody until it is accepted`() async throws {
    let orders = (1...21).map { index in
      let id = "ord-\(index)"
      let customer = "{ id: cus-\(index), email: person\(index)@example.com, name: Person }"
      return (id, Documents.order(id, state: index > 1 ? "active" : "suspended", customer: customer))
    }
    let stage = try await Stage(Dictionary(uniqueKeysWithValues: orders))
    let twenty = try await stage.plan()
    #expect(twenty.accept == nil)
    try stage.merge(["ord-1": Documents.order("ord-1", customer: "{ id: cus-1, email: p1@example.com, name: Person }")])
    let refused = try await stage.apply(expecting: 4)
    #expect(refused.answer.contains("21 new servers (0 recorded), 20 allowed by safety.maxCreates"))
    #expect(refused.answer.contains("21 new users (0 recorded servers), 20 allowed by safety.maxUsers"))
    #expect(try await isUntouched(stage))
    let digest = try #require(try await stage.plan().accept)
    let accepted = try await stage.botfleet("apply", "--yes", "--accept", digest)
    #expect(!accepted.people.contains("over a safety limit"))
    #expect(try await stage.panel.servers().isEmpty == false)
  }

  @Test func `What is accepted is this plan alone, also where only some of it is shown, or orders are gone`()
    async throws
  {
    let cautious = Documents.fleet.replacing("maxChanged: 100%", with: "maxChanged: 30%, always: 0")
      .replacing("maxTerminations: 3", with: "maxTerminations: 0")
    let stage = try await Stage(Documents.orders("ord-1", "ord-2", "ord-3", "ord-4", "ord-5"), fleet: cautious)
    try await stage.apply()
    let nothing = "sha256:\(String(repeating: "0", count: 64))"
    let needless = try await stage.apply("--accept", nothing, expecting: 4)
    #expect(needless.people.contains("--accept names another plan"))

    try stage.clone.git("rm", "-q", "fleet/orders/ord-1.yaml", "fleet/orders/ord-2.yaml")
    try stage.commit([:])
    let two = try #require(try await stage.plan().accept)
    #expect(try await stage.plan("--order", "ord-3").accept == two)
    #expect(try await stage.botfleet("plan", "--base", "HEAD~1").answer.contains("--accept \(two)"))
    try stage.clone.git("rm", "-q", "fleet/orders/ord-3.yaml")
    try stage.commit([:])
    let refused = try await stage.apply("--accept", two, expecting: 4)
    #expect(refused.answer.contains("3 orders of 5 gone, 1 allowed by safety.maxChanged: ord-1 ord-2 ord-3"))
    let three = try #require(try await stage.plan().accept)
    #expect(three != two)
    try await stage.apply("--accept", three)
    #expect(try stage.server.git("log", "-1", "--format=%(trailers:key=Accepted,valueonly)", "main") == "\(three)\n")
  }

  @Test func `Another panel than the one of the results is refused, whatever is accepted`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    // Embedded panels give the same uuids in the same order: there the order must not be the first.
    let other = try await Stage(Documents.orders("ord-0", "ord-1"))
    try await other.apply("--concurrency", "1")
    let there = ["PTERODACTYL_PANEL_URL": other.panel.url, "PTERODACTYL_API_KEY": other.key]
    let refused = try await stage.botfleet("apply", "--yes", environment: there)
    #expect(refused.status == 4)
    let digest = try await stage.plan().digest
    #expect(try await stage.botfleet("apply", "--yes", "--accept", digest, environment: there).status == 4)
  }

  @Test func `Uncommitted changes are refused and named`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.clone.write(Documents.order("ord-2"), to: "fleet/orders/ord-2.yaml")
    let ended = try await stage.apply(expecting: 4)
    #expect(ended.people.contains("fleet/orders/ord-2.yaml"))
    #expect(try await isUntouched(stage))
  }

  @Test func `A HEAD that is behind its upstream's orders is refused`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let other = try TemporaryRepository(["clone", "-q", stage.server.path])
    try other.commit(["fleet/orders/ord-2.yaml": Documents.order("ord-2")], "a change")
    try other.git("push", "-q")
    let ended = try await stage.apply(expecting: 4)
    #expect(ended.people.contains("HEAD is behind main"))
    #expect(try await isUntouched(stage))
  }

  @Test(arguments: ["plan", "apply"])
  func `A wrong key, no key, a panel that is down and one that is none exit with 5`(command: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let troubles = [
      ["PTERODACTYL_API_KEY": "ptla_wrong"], ["PTERODACTYL_API_KEY": ""],
      ["PTERODACTYL_API_KEY": stage.panel.keys["app_none"] ?? ""], ["PTERODACTYL_PANEL_URL": "http://127.0.0.1:1"],
      ["PTERODACTYL_PANEL_URL": stage.panel.url + "/elsewhere"],
    ]
    for trouble in troubles {
      let ended = try await stage.botfleet(command, environment: trouble)
      #expect(ended.status == 5, "\(trouble.keys): \(ended.people)")
      #expect(ended.answer.isEmpty && ended.people.hasPrefix("error: "))
    }
    #expect(try await isUntouched(stage))
  }

  @Test func `A remote that is gone exits with 5 before anything is done`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.clone.git("remote", "set-url", "origin", "\(stage.server.path)-gone")
    try await stage.apply(expecting: 5)
    #expect(try await isUntouched(stage))
  }

  @Test func `One bad order exits with 1, and the others are applied`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-3"))
    try stage.merge(["ord-2": Documents.order("ord-2", tier: "golden")])
    let ended = try await stage.apply(expecting: 1)
    #expect(ended.people.contains("fleet/orders/ord-2.yaml:5:7: error:"))
    #expect(try await stage.panel.servers().keys.sorted() == ["ord-1", "ord-3"])
    #expect(try stage.lastSubject == "apply: 2 servers created")
  }

  @Test func `A bad catalog holds back everyone`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.commit(["fleet/catalog.yaml": "tiers: { starter: { memory: lots } }\n"])
    try await stage.apply(expecting: 1)
    #expect(try await isUntouched(stage))
  }

  @Test(arguments: ["plan", "apply"])
  func `Where document and environment name two panels, nothing is sent to either`(command: String) async throws {
    let named = Documents.fleet + "panel: { url: https://panel.example.com }\n"
    let stage = try await Stage(Documents.orders("ord-1"), fleet: named)
    let ended = try await stage.botfleet(command)
    #expect(ended.status == 1)
    #expect(ended.people.contains("panel.example.com"))
    #expect(try await stage.panel.requests().isEmpty)
  }

  @Test func `What failed is recorded, exits with 3, and is made by the next run`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.panel.control(
      #"{"do": "fault", "kind": "http-422", "method": "POST", "path": "/api/application/servers", "times": 1}"#)
    let ended = try await stage.apply("--concurrency", "1", expecting: 3)
    #expect(ended.answer.contains("1 server created, 1 failed"))
    #expect(try stage.lastSubject == "apply: 1 server created, 1 failed")
    #expect(try stage.result(of: "ord-1").contains("failure:"))
    #expect(try await stage.plan().inShort == ["create ord-1"])

    try await stage.apply()
    #expect(try !stage.result(of: "ord-1").contains("failure:"))
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `Results that the remote refuses exit with 3, and are kept`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let hook = stage.server.path + "/hooks/pre-receive"
    let script = "#!/bin/sh\ngrep -q ' refs/heads/' || exit 0\necho 'no results on Fridays' >&2\nexit 1\n"
    try writeProgram(script, to: hook)
    let ended = try await stage.apply(expecting: 3)
    #expect(ended.people.contains("no results on Fridays") && !ended.people.contains("pushed to"))
    #expect(try stage.clone.git("log", "-1", "--format=%s", "botfleet/results") == "apply: 1 server created")
    #expect(try stage.lastSubject == "a change")

    try FileManager.default.removeItem(atPath: hook)
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 1 server adopted")
    #expect(try await stage.panel.servers().count == 1)
  }

  @Test(.tags(.process)) func `Ctrl-C ends a run in order, what was done is recorded, and the next run does the rest`()
    async throws
  {
    let ids = (1...8).map { "ord-\($0)" }
    let stage = try await Stage(
      Dictionary(uniqueKeysWithValues: ids.map { ($0, Documents.order($0)) }))
    // The third server is there some seconds before anybody is told so.
    try await stage.panel.control(
      #"{"do": "fault", "kind": "slow", "seconds": 5, "method": "POST", "path": "/api/application/servers", "skip": 2}"#
    )
    let running = try stage.startProcess(["apply", "--yes", "--concurrency", "1"])
    while try await stage.panel.servers().count < 3 { try await Task.sleep(for: .milliseconds(50)) }
    running.interrupt()
    let ended = await running.end()
    #expect(ended.status == 3)
    let made = try await stage.panel.servers()
    #expect(made.keys.sorted() == ["ord-1", "ord-2", "ord-3"])
    #expect(try stage.lastSubject == "apply: 3 servers created")

    try await stage.apply()
    let all = try await stage.panel.servers()
    #expect(all.keys.sorted() == ids)
    for (id, server) in made { #expect(all[id]?.uuid == server.uuid) }
    #expect(try await stage.plan().inShort == [])
  }
}
