import Panel
import PanelValues
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

/// What `plan --base` looks at, on a panel of values that remembers what it was asked.
@Suite(.timeLimit(.minutes(20)))
struct PlanOfSomeOrdersTests {
  private static let catalog = """
    tiers:
      starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, guilds: 1 }
      pro: { memory: 512MiB, cpu: 50%, disk: 512MiB, guilds: 1 }

    """
  private static let settings = """
    fleet: example
    panel: { url: https://panel.example.com }
    server: { egg: 15, owner: 1, image: img, startup: run, environment: { TIER: "{tier}" } }
    placement: { nodes: [1] }

    """
  private let count: Int
  private let panel: ValuePanel
  private let repository: TemporaryRepository
  private let base: String

  /// A fleet of which every server is recorded and as it should be, and a panel with servers of others beside them.
  init() throws {
    try self.init(of: 40)
  }

  private init(of count: Int) throws {
    self.count = count
    repository = try TemporaryRepository()
    var files = ["fleet/fleet.yaml": Self.settings, "fleet/catalog.yaml": Self.catalog]
    for number in 1...count {
      files["fleet/orders/ord-\(number).yaml"] = Self.order(number)
      let result = Self.result(number)
      files["fleet/\(resultPath(of: result.order))"] = String(decoding: writeResult(result), as: UTF8.self)
    }
    base = try repository.commit(files, "the fleet").description
    panel = ValuePanel(
      Observation(
        servers: (1...count).map { Self.server($0) } + [Self.server(9_000, externalID: "nobody-we-know")],
        nodes: [
          ObservedNode(
            id: NodeID(1), name: "node-1", location: LocationID(1), visibility: .public, operation: .inService,
            memory: .init(size: Mebibytes(1 << 20), overallocate: 0),
            disk: .init(size: Mebibytes(1 << 20), overallocate: 0))
        ],
        freeAllocations: [NodeID(1): [Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007)]],
        eggs: [
          EggID(15): Egg(
            id: EggID(15), variables: [.init(name: "TIER", rules: "required|string", defaultValue: "")], images: nil)
        ],
        users: [PanelUser(id: UserID(1), externalID: nil, email: "admin@example.com", username: "admin")],
        missingPermissions: []))
  }

  private static func order(_ number: Int, tier: String = "starter") -> String {
    """
    order: ord-\(number)
    status: quote_accepted
    payment: confirmed
    tier: \(tier)
    guilds: ["112233445566778899"]
    state: active

    """
  }

  private static func uuid(_ number: Int) -> String {
    let digits = String(number)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  private static func server(_ number: Int, externalID: String? = nil) -> ObservedServer {
    ObservedServer(
      id: ServerID(number), uuid: uuid(number), identifier: String(uuid(number).prefix(8)),
      externalID: externalID ?? "ord-\(number)", status: .ready, node: NodeID(1),
      allocation: AllocationID(100 + number),
      createdAt: Instant(seconds: 1_795_000_000),
      spec: ServerSpec(
        details: .init(name: "ord-\(number)", description: "", owner: .user(UserID(1))),
        build: .init(
          memory: Mebibytes(256), swap: Mebibytes(0), disk: Mebibytes(512), io: 500, cpu: 50, threads: nil,
          databases: 0, backups: 0, allocations: 0),
        startup: .init(egg: EggID(15), image: "img", command: "run", environment: ["TIER": "starter"]),
        isSuspended: false))
  }

  private static func result(_ number: Int) -> OrderResult {
    guard let order = OrderID("ord-\(number)") else { preconditionFailure("no order id") }
    let server = server(number)
    return OrderResult(
      order: order, phase: .running, since: Instant(seconds: 1_795_000_000).day,
      server: .init(
        id: server.id, uuid: server.uuid, identifier: server.identifier, node: server.node, address: nil,
        installation: .done),
      applied: .init(
        revision: "0e1d2c3", change: Digest(of: .string("an earlier change")), at: Instant(seconds: 1_795_000_000),
        tier: TierName("starter"), addons: [], spec: FieldValues(server.spec)), terminatingSince: nil, failure: nil)
  }

  private func plan(_ look: PlanRequest.Look, named orders: Set<OrderID> = []) async throws -> ShownPlan {
    let workspace = try await repository.workspace(variables: ["PTERODACTYL_API_KEY": "a key"])
    let now = Instant(seconds: 1_795_348_800)
    return try await workspace.plan(
      PlanRequest(
        source: .workingTree, base: base, asOf: now, isDayGiven: false, now: { now }, orders: orders, look: look),
      PanelAccess { [panel] _, _, _, _ in panel })
  }

  @Test func `Only what changed is looked at, and the changes are those of a plan of everything`() async throws {
    try repository.commit(
      ["fleet/orders/ord-3.yaml": Self.order(3, tier: "pro"), "fleet/orders/ord-77.yaml": Self.order(77)], "two orders")
    let part = try await plan(.changed)
    let looks = panel.looks
    #expect(looks.count == 1 && looks[0].look.orders.map(\.text).sorted() == ["ord-3", "ord-77"])
    #expect(panel.wholeLooks.isEmpty)
    #expect(looks[0].look.sample.count == 5 && looks[0].uuids.count == 6 && looks[0].people == nil)
    let whole = try await plan(.everything)
    #expect(panel.looks.count == 1)
    #expect(part.whole.changes.map(\.order.text) == ["ord-3", "ord-77"])
    #expect(part.whole.changes == whole.whole.changes && part.shown.changes == whole.shown.changes)
    #expect(part.whole.acceptance == whole.whole.acceptance)
    #expect(part.shown.counts.notLookedAt == count - 1 && whole.shown.counts.notLookedAt == nil)
    #expect(part.shown.counts.foreign == 0 && whole.shown.counts.foreign == 1)
  }

  @Test func `An order that somebody names is looked at, too`() async throws {
    try repository.commit(["fleet/orders/ord-3.yaml": Self.order(3, tier: "pro")], "an upgrade")
    let named = try #require(OrderID("ord-9"))
    let plan = try await plan(.changed, named: [named])
    #expect(panel.looks.map(\.look.orders).first?.map(\.text).sorted() == ["ord-3", "ord-9"])
    #expect(plan.shown.isEmpty && plan.whole.changes.map(\.order.text) == ["ord-3"])
  }

  @Test func `A change that is about every order is planned whole, and says so`() async throws {
    try repository.commit(
      ["fleet/catalog.yaml": Self.catalog.replacing("512MiB, cpu: 50%", with: "640MiB, cpu: 50%")], "the catalog")
    let plan = try await plan(.changed)
    #expect(panel.looks.isEmpty && plan.shown.counts.notLookedAt == nil)
    #expect(plan.shown.notices.map(\.kind).contains(.lookedAtEverything(.catalog)))
    try repository.commit(["fleet/fleet.yaml": Self.settings.replacing("startup: run", with: "startup: walk")], "all")
    #expect(try await self.plan(.changed).shown.notices.map(\.kind).contains(.lookedAtEverything(.settings)))
  }

  @Test func `Where everything is less work, everything is looked at and nothing is said`() async throws {
    try repository.commit(["fleet/orders/ord-3.yaml": Self.order(3, tier: "pro")], "an upgrade")
    let plan = try await plan(.auto)
    #expect(panel.looks.isEmpty && plan.shown.counts.notLookedAt == nil && plan.shown.notices.isEmpty)
    try repository.commit(["fleet/catalog.yaml": Self.catalog.replacing("cpu: 50%", with: "cpu: 60%")], "the catalog")
    #expect(try await self.plan(.auto).shown.notices.isEmpty)
  }

  @Test func `Among many servers one changed order is looked at by itself`() async throws {
    let many = try PlanOfSomeOrdersTests(of: 400)
    try many.repository.commit(["fleet/orders/ord-3.yaml": Self.order(3, tier: "pro")], "an upgrade")
    let plan = try await many.plan(.auto)
    #expect(many.panel.looks.count == 1 && plan.shown.counts.notLookedAt == 399)
    try many.repository.commit(
      ["fleet/catalog.yaml": Self.catalog.replacing("guilds: 1", with: "guilds: 2")], "the catalog")
    #expect(try await many.plan(.auto).shown.notices.map(\.kind).contains(.lookedAtEverything(.catalog)))
  }
}
