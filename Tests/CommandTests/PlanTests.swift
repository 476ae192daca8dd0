import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

@Suite(.timeLimit(.minutes(20)))
struct PlanTests {
  @Test func `A plan says what becomes of each order, and changes nothing`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.merge(["ord-2": Documents.order("ord-2", payment: "pending")])
    let objects = try stage.clone.git("count-objects", "-v")
    let references = try stage.clone.git("for-each-ref")
    let ended = try await stage.botfleet("plan")
    #expect(ended.status == 0 && ended.people.isEmpty)
    let revision = try stage.clone.git("rev-parse", "--short=7", "HEAD")
    #expect(ended.answer.hasPrefix("Fleet codecraft at \(revision) on \(stage.panel.url)\n"))
    #expect(ended.answer.contains("+ create   ord-1"))
    #expect(ended.answer.contains("… waiting  ord-2      payment is pending"))
    #expect(!ended.answer.contains("\u{1b}"))
    #expect(try stage.clone.git("count-objects", "-v") == objects && stage.clone.git("for-each-ref") == references)
    #expect(try await stage.panel.requests().allSatisfy { $0.hasPrefix("GET ") })
  }

  @Test func `As JSON it is one object, and saved it is the same`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let ended = try await stage.botfleet("plan", "--format", "json", "--out", "plan.json")
    let plan = try PlanFile(ended.answer)
    #expect(plan.inShort == ["create ord-1"])
    #expect(try !plan.dirty && plan.revision == stage.clone.git("rev-parse", "HEAD"))
    #expect(stage.clone.read("plan.json") == ended.answer)
  }

  @Test func `A plan that cannot be saved is no success`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    #expect(try await stage.botfleet("plan", "--out", "no/such/folder/plan.json").status == 1)
  }

  @Test func `Only the orders that are asked for are shown`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2", "ord-3"))
    #expect(try await stage.plan("--order", "ord-1", "--order", "ord-3").inShort == ["create ord-1", "create ord-3"])
  }

  @Test func `An order that is nowhere is not taken for one with nothing to do`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let ended = try await stage.botfleet("plan", "--order", "ord-1", "--order", "odr-1")
    #expect(ended.status == 1 && ended.answer.isEmpty && ended.people.contains("there is no order odr-1"))
  }

  @Test func `The exit code tells changes where that is asked for`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    #expect(try await stage.botfleet("plan").status == 0)
    #expect(try await stage.botfleet("plan", "--detailed-exitcode").status == 2)
    try await stage.apply()
    #expect(try await stage.botfleet("plan", "--detailed-exitcode").status == 0)
  }

  @Test func `A fault in a document exits with 1, changes or not, and the sound orders are planned`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.clone.write("order: ord-2\n", to: "fleet/orders/ord-2.yaml")
    let ended = try await stage.botfleet("plan", "--detailed-exitcode")
    #expect(ended.status == 1)
    #expect(ended.answer.contains("create   ord-1") && ended.people.contains("fleet/orders/ord-2.yaml:1:1: error:"))
  }

  @Test func `With a base, counts and exit code are about what the branch brings`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.merge(["ord-2": "order: ord-2\n", "ord-3": Documents.order("ord-3")])
    try stage.merge(Documents.orders("ord-4"))
    let ended = try await stage.botfleet("plan", "--base", "HEAD~1", "--detailed-exitcode")
    #expect(ended.status == 2, "an error that the base has too is not the branch's: \(ended.people)")
    #expect(ended.answer.contains("1 server to create; 2 already pending"))
    #expect(try await stage.botfleet("plan", "--base", "HEAD", "--detailed-exitcode").status == 0)
    #expect(try await stage.botfleet("plan", "--base", "HEAD~2", "--detailed-exitcode").status == 1)
    // A base from which nothing can be planned has nothing pending.
    try stage.commit(["fleet/catalog.yaml": "tiers: {}\n"])
    try stage.commit(["fleet/catalog.yaml": Documents.catalog])
    #expect(try await stage.plan("--base", "HEAD~1").inShort == ["create ord-1", "create ord-3", "create ord-4"])
  }

  @Test func `Equal input gives equal bytes, whatever the machine is set to`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2", "ord-3"))
    try await stage.apply()
    try stage.merge([
      "ord-1": Documents.order("ord-1", tier: "pro", customer: "cus-nobody"), "ord-4": Documents.order("ord-4"),
    ])
    for format in ["json", "text", "markdown", "html"] {
      let plain = try await stage.botfleet("plan", "--format", format, "--as-of", "2027-01-01").answer
      let settings = [
        ["TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"],
        ["TZ": "America/Los_Angeles", "LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1"],
      ]
      for setting in settings {
        let other = try await stage.botfleet("plan", "--format", format, "--as-of", "2027-01-01", environment: setting)
        #expect(other.answer == plain, "\(setting)")
      }
    }
  }

  @Test func `What is not committed is planned, and marked`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.clone.write(Documents.order("ord-2"), to: "fleet/orders/ord-2.yaml")
    let plan = try await stage.plan()
    #expect(plan.dirty && plan.inShort == ["create ord-1", "create ord-2"])
    #expect(try await stage.botfleet("plan").answer.contains("uncommitted"))
  }

  @Test func `A commit is planned from a bare repository`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let first = try stage.server.id("main")
    try stage.merge(Documents.orders("ord-2"))
    let plan = try await stage.plan("--repo", ".", "--revision", "main", in: stage.server.path)
    #expect(try !plan.dirty && plan.revision == stage.server.git("rev-parse", "main"))
    #expect(plan.inShort == ["create ord-1", "create ord-2"])
    #expect(
      try await stage.plan("--repo", ".", "--revision", "\(first)", in: stage.server.path).inShort == ["create ord-1"])
    #expect(try await stage.botfleet("plan", "--revision", "nowhere").status == 1)
  }

  @Test func `Another folder, another name of the fleet's folder, another file for the environment`() async throws {
    let stage = try await Stage()
    try stage.clone.git("mv", "fleet", "bots")
    try stage.commit(["bots/orders/ord-1.yaml": Documents.order("ord-1")])
    try stage.clone.write(
      "PTERODACTYL_PANEL_URL=\(stage.panel.url)\nexport PTERODACTYL_API_KEY='\(stage.key)'\n", to: "secrets.env")
    let nothing = ["PTERODACTYL_PANEL_URL": "", "PTERODACTYL_API_KEY": ""]
    let ended = try await stage.botfleet(
      "plan", "--repo", stage.clone.path, "--fleet", "bots", "--env-file", stage.clone.path + "/secrets.env",
      in: "/", environment: nothing)
    #expect(ended.status == 0 && ended.answer.contains("create   ord-1"), "\(ended.people)")
  }
}
