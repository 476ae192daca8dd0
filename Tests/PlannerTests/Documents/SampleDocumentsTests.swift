import Foundation
import Testing

@testable import Planner

/// The files below `fleet/` of this repository, as the demo and the quick start use them.
func sampleDocuments() throws -> [FleetFile] {
  let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
  let names = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "fleet").path)
  let files = try names.filter { $0.hasSuffix(".yaml") }.map { name in
    FleetFile(
      path: "fleet/\(name)", content: .bytes(Array(try Data(contentsOf: root.appending(path: "fleet/\(name)")))))
  }
  return files
}

@Suite struct `The sample fleet` {
  private func read() throws -> FleetReading {
    readFleet(
      try sampleDocuments(), in: "fleet", revision: .commit("4f2c1ab"),
      environment: ["PTERODACTYL_PANEL_URL": "http://127.0.0.1:8080"])
  }

  @Test func `It has no problem`() throws {
    let reading = try read()
    #expect(reading.diagnostics == [])
    #expect(reading.fleet?.settings.panel?.url == "http://127.0.0.1:8080")
  }

  @Test func `It shows each state that an order can have`() throws {
    let orders = try #require(try read().fleet?.orders)
    #expect(Set(orders.map(\.quote)) == Set(Order.Quote.allCases))
    #expect(Set(orders.map(\.payment)) == Set(Order.Payment.allCases))
    #expect(Set(orders.map(\.state)) == Set(Order.State.allCases))
    #expect(Set(orders.map(\.tier.value.text)) == ["starter", "pro", "business"])
    #expect(orders.contains { $0.customer?.value.contact != nil } && orders.contains { $0.customer == nil })
    #expect(orders.contains(where: \.isProtected) && orders.contains { !$0.addons.isEmpty })
  }

  @Test func `It sells exactly three tiers and one add-on`() throws {
    let catalog = try #require(try read().fleet?.catalog)
    func tier(_ memory: Int, _ cpu: Int, _ disk: Int, _ databases: Int, _ backups: Int, _ guilds: Int) -> Tier {
      Tier(
        resources: Resources(
          memory: Mebibytes(memory), disk: Mebibytes(disk), cpu: cpu, databases: databases, backups: backups),
        guilds: guilds)
    }
    #expect(
      catalog.tiers == [
        TierName("starter"): tier(512, 50, 1024, 0, 1, 1),
        TierName("pro"): tier(1024, 100, 2048, 1, 3, 3),
        TierName("business"): tier(2048, 200, 5120, 3, 7, 10),
      ])
    let addon = Addon(resources: Resources(memory: Mebibytes(512), disk: Mebibytes(1024), cpu: 50))
    #expect(catalog.addons == [AddonName("private-instance"): addon])
  }
}
