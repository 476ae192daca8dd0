import Foundation
import Panel
import PanelValues
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

/// What an apply does about creates that a panel left without an answer.
@Suite(.timeLimit(.minutes(20)))
struct SilentPanelTests {
  private static let orders = ["ord-1", "ord-2", "ord-3"]
  private static let now = Instant(seconds: 1_795_348_800)

  /// Applies three orders on a panel that answers no create.
  ///
  /// - Parameter blindness: why it does not show what became of them.
  private func apply(blind blindness: PanelFailure) async throws -> ValuePanel {
    let repository = try TemporaryRepository()
    var files = ["fleet/fleet.yaml": settings, "fleet/catalog.yaml": catalog]
    for order in Self.orders { files["fleet/orders/\(order).yaml"] = document(order) }
    try repository.commit(files, "the fleet")
    let panel = ValuePanel(observation, failing: { _ in .noAnswer(.perhaps, .timeout) }, blind: blindness)
    let end = try await repository.workspace(variables: ["PTERODACTYL_API_KEY": "a key"]).apply(
      request, PanelAccess { _, _, _, _ in panel }, until: ShutdownSignal(), asking: { _ in .proceed },
      telling: { _ in })
    #expect(end.meaning == .incomplete)
    #expect(panel.asked == Self.orders.map { "create \($0)" })
    return panel
  }

  @Test func `A panel that says nothing at all is asked about one server, not about each`() async throws {
    let panel = try await apply(blind: .noAnswer(.never, .timeout))
    #expect(panel.lookedUp == ["ord-1"])
  }

  @Test func `A panel that fails to show one server is asked about the others`() async throws {
    let panel = try await apply(blind: .failing(.never, status: 500, code: nil))
    #expect(panel.lookedUp == Self.orders)
  }

  private var request: ApplyRequest {
    let time = LockRequest.Time(now: { Self.now }, elapsed: { .zero }, sleep: { _ in await Task.yield() })
    return ApplyRequest(
      branch: nil, pushing: .toUpstream, recreate: [], asOf: Self.now, isDayGiven: false, saved: nil, accepted: nil,
      concurrency: 1, installations: .none,
      lock: LockRequest(
        owner: "ada@tests", process: 1, nonce: String(repeating: "a", count: 32), patience: .zero, force: .none,
        terms: .standard, time: time),
      pause: { _ in })
  }

  private let settings = """
    fleet: example
    panel: { url: https://panel.example.com }
    server: { egg: 15, owner: 1, image: img, startup: run }
    placement: { nodes: [1] }

    """
  private let catalog = "tiers:\n  starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, guilds: 1 }\n"

  private func document(_ order: String) -> String {
    "order: \(order)\nstatus: quote_accepted\npayment: confirmed\ntier: starter\nguilds: [\"112233445566778899\"]\n"
  }

  private let observation = Observation(
    servers: [],
    nodes: [
      ObservedNode(
        id: NodeID(1), name: "node-1", location: LocationID(1), visibility: .public, operation: .inService,
        memory: .init(size: Mebibytes(8192), overallocate: 0), disk: .init(size: Mebibytes(8192), overallocate: 0))
    ],
    freeAllocations: [
      NodeID(1): (1...3).map { Allocation(id: AllocationID($0), ip: "192.0.2.1", port: 2000 + $0) }
    ],
    eggs: [EggID(15): Egg(id: EggID(15), variables: [], images: nil)],
    users: [PanelUser(id: UserID(1), externalID: nil, email: "admin@example.com", username: "admin")],
    missingPermissions: [])
}
