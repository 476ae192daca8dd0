import Foundation
import RepositoryFixtures
import Testing

/// `status`: from git alone, and with `--live` from the panel beside it.
@Suite(.timeLimit(.minutes(20)))
struct StatusTests {
  @Test func `It is told from git alone, in a bare clone as well`() async throws {
    let made = try TemporaryRepository()
    try made.commit([
      "fleet/fleet.yaml": Documents.fleet, "fleet/catalog.yaml": Documents.catalog,
      "fleet/orders/ord-1.yaml": Documents.order("ord-1"),
      "fleet/orders/ord-2.yaml": Documents.order("ord-2", payment: "pending"),
    ])
    func status(_ arguments: String..., in folder: String? = nil) async throws -> Ended {
      await (try RunningCommand(["status"] + arguments, in: folder ?? made.path, environment: made.environment)).end()
    }
    let ended = try await status()
    #expect(ended.status == 0, "\(ended.people)")
    #expect(ended.answer.contains("2 orders: 1 new, 1 waiting"))
    #expect(ended.answer.contains("ord-2     payment is pending"))
    let csv = try await status("--format", "csv", "--phase", "waiting")
    let rows = csv.answer.split(separator: "\r\n")
    #expect(
      rows.count == 2 && rows.last?.hasPrefix("ord-2,waiting,starter,,cust-1,quote_accepted,pending,active,") == true)
    let bare = try TemporaryRepository(["clone", "-q", "--bare", made.path])
    let json = try await status("--repo", bare.path, "--revision", "main", "--format", "json", "ord-1")
    let object = try JSONSerialization.jsonObject(with: Data(json.answer.utf8)) as? [String: Any]
    let order = (object?["orders"] as? [[String: Any]])?.first
    #expect(object?["format"] as? String == "botfleet.status/1" && order?["phase"] as? String == "new")
    #expect(order?["lastCommit"] as? String == (try made.head).description)
    #expect(try await status("ord-1").answer.contains("Ada: a commit"))
    #expect(try await status("ord-9").status == 1)
    #expect(try await status("--phase", "runing").status == 64)
  }

  @Test func `With the panel asked, what it makes of an order stands beside`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let step = try await stage.botfleet("status", "ord-1", "--live")
    #expect(step.status == 0 && step.answer.contains("in step") && step.answer.contains("last apply"), "\(step.answer)")
    for (_, server) in try await stage.panel.servers() { try await stage.panel.changeMemory(of: server, to: 512) }
    #expect(try await stage.botfleet("status", "--live").answer.contains("drift: changed on the panel"))
    let alone = try await stage.botfleet(
      "status", environment: ["PTERODACTYL_API_KEY": "", "PTERODACTYL_PANEL_URL": ""])
    #expect(alone.status == 0 && alone.answer.contains("1 order: 1 running"))
  }
}
