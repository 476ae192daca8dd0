import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// What becomes of orders, from the commit that brings them to the commit that records them.
@Suite(.timeLimit(.minutes(20)))
struct ApplyTests {
  @Test func `Orders become servers, a commit says so, and once more there is nothing to do`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    let first = try await stage.apply()
    #expect(first.answer.contains("2 servers created"))
    #expect(try await stage.panel.servers().keys.sorted() == ["ord-1", "ord-2"])
    #expect(try stage.lastSubject == "apply: 2 servers created")
    #expect(try stage.result(of: "ord-1").contains("phase: running"))
    #expect(try stage.clone.git("status", "--porcelain") == "" && stage.clone.head == stage.server.id("main"))
    #expect(try await stage.plan().inShort == [])

    let commit = try stage.server.id("main")
    let second = try await stage.apply()
    #expect(second.people.contains("Nothing new to record."))
    #expect(try stage.server.id("main") == commit)
  }

  @Test func `An order is upgraded, suspended, resumed and terminated, each time until nothing is left to do`()
    async throws
  {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.apply()
    try await change(stage, to: Documents.order("ord-1", tier: "pro"), plan: "update", subject: "1 server updated")
    #expect(try await stage.panel.servers()["ord-1"]?.limits.memory == 512)
    try await change(
      stage, to: Documents.order("ord-1", tier: "pro", state: "suspended"), plan: "suspend",
      subject: "1 server suspended")
    #expect(try await stage.panel.servers()["ord-1"]?.suspended == true)
    try await change(
      stage, to: Documents.order("ord-1", tier: "pro"), plan: "unsuspend", subject: "1 server unsuspended")
    #expect(try await stage.panel.servers()["ord-1"]?.suspended == false)

    try await change(
      stage, to: Documents.order("ord-1", tier: "pro", state: "terminated"), plan: "suspend",
      subject: "1 server suspended")
    let today = try await stage.plan().asOf
    #expect(try stage.result(of: "ord-1").contains("terminating:\n  since: \(today)"))
    #expect(try await stage.plan("--as-of", daysAfter(today, 6)).inShort == [])
    #expect(try await stage.plan("--as-of", daysAfter(today, 7)).inShort == ["terminate ord-1"])
    try await stage.apply("--as-of", daysAfter(today, 7))
    #expect(try await stage.panel.servers().keys.sorted() == ["ord-2"])
    #expect(try stage.lastSubject == "apply: 1 server terminated")
    #expect(try stage.result(of: "ord-1").contains("phase: terminated"))
    #expect(try await stage.plan().inShort == [])
  }

  private func change(_ stage: Stage, to order: String, plan kind: String, subject: String) async throws {
    try stage.merge(["ord-1": order])
    #expect(try await stage.plan().inShort == ["\(kind) ord-1"])
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: \(subject)")
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `A server that vanished is told, and made again only when that is asked for`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    let first = try #require(try await stage.panel.servers()["ord-1"])
    try await stage.panel.request(.delete, "/api/application/servers/\(first.id)")
    let plan = try await stage.plan()
    #expect(plan.vanished.map(\.order) == ["ord-1"] && plan.inShort == [])
    try await stage.apply()
    #expect(try await stage.panel.servers().isEmpty)

    try await stage.apply("--recreate", "ord-7", expecting: 1)
    try await stage.apply("--recreate", "ord-1")
    let second = try #require(try await stage.panel.servers()["ord-1"])
    #expect(try second.uuid != first.uuid && stage.result(of: "ord-1").contains(second.uuid))
    #expect(try await stage.plan().vanished.isEmpty)
    try await stage.apply("--recreate", "ord-1", expecting: 4)
  }

  @Test func `A server whose order has no file any more is told and kept`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.apply()
    try stage.clone.git("rm", "-q", "fleet/orders/ord-1.yaml")
    try stage.commit([:])
    let plan = try await stage.plan()
    #expect(plan.orphans.map(\.order) == ["ord-1"] && plan.inShort == [])
    try await stage.apply()
    #expect(try await stage.panel.servers()["ord-1"]?.suspended == false)
    let commit = try stage.server.id("main")
    try await stage.apply()
    #expect(try stage.server.id("main") == commit)
  }

  @Test func `What a lost push did not record is adopted, and no server is made twice`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    let before = try stage.server.id("main")
    try await stage.apply()
    let servers = try await stage.panel.servers().mapValues(\.uuid)
    try stage.server.git("update-ref", "refs/heads/main", "\(before)")
    try stage.clone.git("fetch", "-q")
    try stage.clone.git("reset", "-q", "--hard", "origin/main")

    #expect(try await stage.plan().inShort == ["adopt ord-1", "adopt ord-2"])
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 2 servers adopted")
    #expect(try await stage.panel.servers().mapValues(\.uuid) == servers)
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `What was changed by hand on the panel is shown as drift, and put back`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    let server = try #require(try await stage.panel.servers()["ord-1"])
    try await stage.panel.changeMemory(of: server, to: 1024)
    let text = try await stage.botfleet("plan")
    #expect(text.answer.contains("drift") && text.answer.contains("1GiB -> 256MiB"))
    try await stage.apply()
    #expect(try await stage.panel.servers()["ord-1"]?.limits.memory == 256)
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `The customer's token survives every kind of update`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    let server = try #require(try await stage.panel.servers()["ord-1"])
    #expect(server.variable("DISCORD_TOKEN") == "set-me-in-the-panel")
    try await stage.panel.request(
      .put, "/api/client/servers/\(server.identifier)/startup/variable",
      #"{"key": "DISCORD_TOKEN", "value": "MTA.the-customers-own"}"#, key: "client_customer")

    let states = [
      Documents.order("ord-1", tier: "pro"), Documents.order("ord-1", tier: "pro", state: "suspended"),
      Documents.order("ord-1", more: "name: a new name"),
      Documents.order("ord-1", more: "environment: { FEATURES: other }"),
    ]
    for state in states {
      try stage.merge(["ord-1": state])
      try await stage.apply()
      #expect(try await stage.panel.servers()["ord-1"]?.variable("DISCORD_TOKEN") == "MTA.the-customers-own")
      #expect(try await stage.plan().inShort == [])
    }
    #expect(try await stage.panel.servers()["ord-1"]?.variable("FEATURES") == "other")
    let objects = try stage.server.git("cat-file", "--batch", "--batch-all-objects")
    #expect(!objects.contains("MTA.the-customers-own"))
  }

  /// A line of `apply --format json`.
  private struct Line: Decodable {
    let format: String
    let event: String?
    let changes: [PlanFile.Change]?
  }

  private func lines(of answer: String) throws -> [Line] {
    try answer.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  @Test func `What happens comes as lines of JSON, the whole run as the last, whatever is told beside it`() async throws
  {
    let stage = try await Stage(Documents.orders("ord-1"))
    let ended = try await stage.apply("--format", "json")
    let lines = try lines(of: ended.answer)
    #expect(lines.map(\.event) == ["planned", "began", "ended", "observing", "recording", "recorded", nil])
    #expect(lines.dropLast().allSatisfy { $0.format == "botfleet.apply/1" })
    #expect(lines.last?.format == "botfleet.run/1" && lines.last?.changes?.map(\.kind) == ["create"])
    #expect(ended.people.contains("create ord-1: applied"))
  }

  @Test(.tags(.process)) func `A reader that stops reading holds up neither the run nor those who wait for its lock`()
    async throws
  {
    let ids = (1...12).map { "ord-\($0)" }
    let stage = try await Stage(Dictionary(uniqueKeysWithValues: ids.map { ($0, Documents.order($0)) }))
    let running = try stage.startProcess(["apply", "--yes", "--format", "json"])
    running.narrowOutput()
    while try stage.lastSubject != "apply: 12 servers created" { try await Task.sleep(for: .milliseconds(100)) }
    while try stage.server.git("for-each-ref", "refs/botfleet") != "" { try await Task.sleep(for: .milliseconds(50)) }
    let ended = await running.end()
    #expect(ended.status == 0)
    #expect(ended.answer.utf8.count > 2 * 4096)
    #expect(try lines(of: ended.answer).last?.changes?.count == 12)
  }

  @Test func `Results go to another branch where that is asked for`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let main = try stage.server.id("main")
    try await stage.apply("--branch", "results")
    #expect(try stage.server.git("log", "-1", "--format=%s", "results") == "apply: 1 server created")
    #expect(try stage.server.id("main") == main && stage.clone.head == main)
  }

  @Test func `Announcements not to push, the results stay here`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let main = try stage.server.id("main")
    let ended = try await stage.apply("--no-push")
    #expect(ended.people.contains("on main, which was not pushed"))
    #expect(
      try stage.server.id("main") == main && stage.clone.git("log", "-1", "--format=%s") == "apply: 1 server created")
  }
}

/// A day so many days later.
func daysAfter(_ day: String, _ days: Int) -> String {
  let formatter = DateFormatter()
  formatter.locale = Locale(identifier: "en_US_POSIX")
  formatter.timeZone = TimeZone(secondsFromGMT: 0)
  formatter.dateFormat = "yyyy-MM-dd"
  guard let date = formatter.date(from: day) else { preconditionFailure("\(day) is no day") }
  return formatter.string(from: date.addingTimeInterval(Double(days) * 86_400))
}
