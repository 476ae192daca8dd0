import Foundation
import PanelProcess
import Testing

/// A result kept the address that a server had once: customers were sent to an address that was somebody else's by then.
@Suite(.timeLimit(.minutes(20)))
struct AddressTests {
  private func address(_ stage: Stage) throws -> String? {
    try stage.result(of: "ord-1").split(separator: "\n").first { $0.contains("address:") }.map {
      String($0.drop { $0 != ":" }.dropFirst(2))
    }
  }

  @Test func `A main port that an administrator changed is recorded by the next run`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    let before = try address(stage)
    let server = try #require(try await stage.panel.servers()["ord-1"])
    let other = server.allocation == 20 ? 21 : 20
    try await stage.panel.request(
      .patch, "/api/application/servers/\(server.id)/build",
      """
      {"allocation": \(other), "add_allocations": [\(other)], "limits": {"memory": 256, "swap": 0, "disk": 512, "io": 500, "cpu": 50},
       "feature_limits": {"databases": 0, "allocations": 0, "backups": 1}}
      """)
    let ended = try await stage.apply()
    #expect(try stage.lastSubject == "apply: 1 result recorded", "\(ended.answer)\(ended.people)")
    let after = try address(stage)
    #expect(after != nil && after != before, "\(before ?? "") \(after ?? "")")
    #expect(try await stage.apply().people.contains("Nothing new to record."))
  }

  @Test func `A key that may not read addresses leaves the record as it is`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    let before = try address(stage)
    let key = try #require(stage.panel.keys["app_servers_only"])
    let ended = try await stage.botfleet("apply", "--yes", environment: ["PTERODACTYL_API_KEY": key])
    #expect(ended.people.contains("Nothing new to record."), "\(ended.people)")
    #expect(try before != nil && address(stage) == before)
  }

  @Test func `Of many that are adopted at once each has its address`() async throws {
    let orders = Dictionary(uniqueKeysWithValues: (10...39).map { ("ord-\($0)", Documents.order("ord-\($0)")) })
    let stage = try await Stage(orders, fleet: Documents.roomyFleet)
    try await stage.apply()
    try stage.clone.git("rm", "-q", "-r", "fleet/results")
    try stage.clone.git("commit", "-q", "-m", "results are lost")
    try stage.clone.git("push", "-q", "origin", "main")
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 30 servers adopted")
    for id in orders.keys { #expect(try stage.result(of: id).contains("address: ")) }
  }
}
