import Reports
import Snapshots
import Testing

@testable import Planner

struct ImportReportTests {
  private func order(
    _ id: String, _ source: ImportedOrder.IDSource, _ server: Int, tier: String = "pro", addons: [String] = [],
    status: ServerStatus = .ready, customer: Customer? = nil, kept: [Field] = []
  ) -> ImportedOrder {
    ImportedOrder(
      id: OrderID(id)!, idSource: source, server: ServerID(server),
      uuid: "6e2b7c1e-0d4f-4c53-9a1e-2f6d3f1b8a7\(server % 10)",
      node: NodeID(1), status: status, isSuspended: status == .suspended,
      sold: .init(tier: TierName(tier), addons: addons.map { AddonName($0) }), customer: customer, kept: kept,
      path: "fleet/orders/\(id).yaml", bytes: Array("order: \(id)\n".utf8))
  }

  private func left(_ server: Int, _ reason: LeftServer.Reason) -> LeftServer {
    LeftServer(server: ServerID(server), identifier: "6e2b7c1e", node: NodeID(2), reason: reason)
  }

  private var shown: FleetImport {
    let pro = Change.Sold(tier: TierName("pro"), addons: [])
    return FleetImport(
      fleet: "codecraft", panel: "https://panel.example.com",
      orders: [
        order("ord-1", .externalID, 1, customer: Customer(id: "cus-1")),
        order(
          "ord-2", .map, 2, addons: ["private-instance"], status: .suspended,
          customer: Customer(id: "cus-2", user: UserID(17))),
        order("srv-3", .number, 3, tier: "3g-100cpu", status: .installing, kept: [.image, .variable("FEATURES")]),
        order("srv-4", .number, 4, status: .installFailed, kept: [.variable("FEATURES")]),
      ],
      left: [
        left(
          5,
          .fitsNoTier(nearest: .init(sold: pro, differences: [.init(field: .memory, server: "1536MiB", sold: "1GiB")]))),
        left(6, .ownerWithoutID(UserID(9))), left(7, .ownerWithoutID(UserID(9))),
        left(8, .unsellable([.swap, .databases])),
        left(9, .ambiguous([pro, .init(tier: TierName("team"), addons: [])])), left(10, .fitsNoTier(nearest: nil)),
        left(11, .ownerIsAdministrator(UserID(1))), left(12, .ownerIsAnother(UserID(2))),
        left(13, .customerTaken(by: UserID(3))),
        left(14, .unwritableCustomer(UserID(4))), left(15, .badExternalID), left(16, .idDiffers(OrderID("ord-9")!)),
        left(17, .nameWithoutID), left(18, .idTaken(OrderID("ord-1")!)), left(19, .unwritable(OrderID("ord-19")!)),
      ],
      tiers: .init(
        tiers: [
          NewTier(
            name: TierName("3g-100cpu"), tier: Tier(resources: Resources(memory: Mebibytes(3072)), guilds: 1),
            servers: 1,
            line: "3g-100cpu: { memory: 3GiB, cpu: 100%, disk: 1GiB, databases: 0, backups: 0, guilds: 1 }")
        ], path: "fleet/catalog.yaml", before: [], after: [10]),
      counts: .init(servers: 1325, inFleet: 1300, filtered: 2, otherEggs: [EggID(1): 4]), diagnostics: [],
      nameHint: .init(servers: 2, pattern: "bot-{order}"))
  }

  @Test func `An import is a table, and each server that is left has its reason`() throws {
    try expectSnapshot(importText(shown, end: .shown, style: .plain), "import.txt")
    try expectSnapshot(importText(shown, end: .written, style: .plain, listing: .all), "import-all.txt")
  }

  @Test func `At eighty columns it goes on below`() throws {
    let plain = importText(shown, end: .shown, style: Style(palette: .plain, width: .columns(80)))
    #expect(plain.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try expectSnapshot(
      importText(shown, end: .shown, style: Style(palette: .coloured, width: .columns(80))), "import-80.ansi")
  }

  @Test func `As JSON it has every order and every server that is left`() throws {
    try expectSnapshot(importJSON(shown, end: .shown), "shown.import.json")
  }

  @Test func `Hostile texts act on nothing`() {
    let evil = "\u{1b}[2J\u{202e}\n"
    let hostile = FleetImport(
      fleet: evil, panel: evil,
      orders: [
        order("ord-1", .map, 1, tier: evil, addons: [evil], customer: Customer(id: evil), kept: [.variable(evil)])
      ],
      left: [], tiers: nil, counts: .init(servers: 1, inFleet: 0, filtered: 0, otherEggs: [:]), diagnostics: [],
      nameHint: .init(servers: 1, pattern: evil))
    for text in [importText(hostile, end: .shown, style: .plain, listing: .all), importJSON(hostile, end: .shown)] {
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainlyVisible })
    }
  }
}
