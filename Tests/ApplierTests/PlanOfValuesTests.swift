import Panel
import PanelValues
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

/// A fleet is planned against a panel that is nothing but values: all that the Applier knows of a panel comes through `PanelClient`.
@Suite(.timeLimit(.minutes(20)))
struct PlanOfValuesTests {
  private static let catalog = "tiers:\n  starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, guilds: 1 }\n"
  private static let order = """
    order: ord-1
    status: quote_accepted
    payment: confirmed
    tier: starter
    guilds: ["112233445566778899"]
    state: active

    """

  private func fleet(_ egg: String) -> String {
    """
    fleet: example
    panel: { url: https://panel.example.com, reserve: 35% }
    server: { \(egg), owner: 1, image: img, startup: run, environment: { TIER: "{tier}" } }
    placement: { nodes: [1] }

    """
  }

  private let panel = ValuePanel(
    Observation(
      servers: [],
      nodes: [
        ObservedNode(
          id: NodeID(1), name: "node-1", location: LocationID(1), visibility: .public, operation: .inService,
          memory: .init(size: Mebibytes(8192), overallocate: 0), disk: .init(size: Mebibytes(8192), overallocate: 0))
      ],
      freeAllocations: [NodeID(1): [Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007)]],
      eggs: [
        EggID(15): Egg(
          id: EggID(15), variables: [.init(name: "TIER", rules: "required|string", defaultValue: "")], images: nil)
      ],
      users: [PanelUser(id: UserID(1), externalID: nil, email: "admin@example.com", username: "admin")],
      missingPermissions: []))

  private func plan(
    _ egg: String, told: @escaping @Sendable (PanelKind, PanelURL, RunOptions) -> Void = { _, _, _ in }
  ) async throws -> ShownPlan {
    let repository = try TemporaryRepository()
    try repository.commit(
      [
        "fleet/fleet.yaml": fleet(egg), "fleet/catalog.yaml": Self.catalog, "fleet/orders/ord-1.yaml": Self.order,
      ], "the fleet")
    let workspace = try await repository.workspace(variables: ["PTERODACTYL_API_KEY": "a key"])
    let now = Instant(seconds: 1_795_348_800)
    return try await workspace.plan(
      PlanRequest(source: .workingTree, base: nil, asOf: now, isDayGiven: false, now: { now }, orders: []),
      PanelAccess { [panel] kind, url, _, run in
        told(kind, url, run)
        return panel
      })
  }

  @Test func `What a fleet asks of its panel is handed over, and the plan is made from what it has`() async throws {
    let plan = try await plan("nest: 5, egg: 15") { kind, url, run in
      #expect(kind == .pterodactyl && url.description == "https://panel.example.com")
      #expect(run.variables == ["TIER"] && run.reservePercent == 35 && run.daemonTimeout == nil)
    }
    #expect(plan.whole.changes.map { "\($0.kind) \($0.order)" } == ["create ord-1"])
    #expect(plan.whole.changes.first?.placement?.allocation.id == AllocationID(7))
    #expect(panel.asked == [])
  }

  @Test func `Whether a nest is named or not, the plan has the same digest`() async throws {
    let named = try await plan("nest: 5, egg: 15").whole.changes.map(\.digest)
    #expect(named.count == 1)
    #expect(try await plan("egg: 15").whole.changes.map(\.digest) == named)
  }

  @Test(arguments: [
    ("nest: 5, egg: 16", 25, "nest 5 of the panel has no egg 16"), ("egg: 16", 16, "the panel has no egg 16"),
  ])
  func `An egg that the panel does not have is told at its place`(
    egg: String, column: Int, message: String
  ) async throws {
    do {
      _ = try await plan(egg)
      Issue.record("was planned")
    } catch ApplyFailure.documents(let diagnostics) {
      #expect(diagnostics.map(\.code) == ["no-such-egg"] && diagnostics.map(\.message) == [message])
      #expect(diagnostics.first?.place?.line == 3 && diagnostics.first?.place?.column == column)
    }
  }
}
