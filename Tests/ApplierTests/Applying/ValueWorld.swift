import Applier
import Foundation
import Guarding
import Panel
import PanelValues
import Planner
import RepositoryFixtures

/// A fleet's repository and a panel of values, applied on days of the test's choosing.
final class ValueWorld: Sendable {
  let repository: TemporaryRepository
  let panel: ValuePanel
  /// The day as of which it is applied, counted from the first.
  private let day = Guarded(0)
  /// What fails on the panel now.
  private let failing = Guarded(Set<String>())
  private let reasons = Guarded([WholeReason]())

  init(_ orders: [String: String], settings: String = ValueWorld.settings) throws {
    repository = try TemporaryRepository()
    let files = orders.map { ("fleet/orders/\($0.key).yaml", $0.value) }
    try repository.commit(
      ["fleet/fleet.yaml": settings, "fleet/catalog.yaml": Self.catalog].merging(files) { $1 }, "the fleet")
    panel = ValuePanel(
      Self.observation,
      failing: { [failing] name in
        failing.withLock { $0.contains(name) } ? .refused(status: 409, code: "ConflictException") : nil
      })
  }

  /// Writes documents, or takes them away, in one commit; nothing at all makes none.
  func edit(_ documents: [String: String?]) throws {
    for (path, text) in documents {
      if let text {
        try repository.write(text, to: "fleet/\(path)")
      } else {
        try repository.git("rm", "-q", "fleet/\(path)")
      }
    }
    try repository.git("add", "--all")
    guard try repository.git("status", "--porcelain") != "" else { return }
    try repository.git("commit", "-q", "-m", "an edit")
  }

  func pass(days: Int) { day.withLock { $0 += days } }

  /// What fails from now on: `create ord-1`.
  func fail(_ names: Set<String>) { failing.withLock { $0 = names } }

  @discardableResult
  func apply(
    _ extent: ApplyRequest.Extent, on other: ValuePanel? = nil, accepting accepted: Digest? = nil
  ) async throws -> ApplyEnd {
    let now = now
    let time = LockRequest.Time(now: { now }, elapsed: { .zero }, sleep: { _ in await Task.yield() })
    var request = ApplyRequest(
      branch: nil, pushing: .toUpstream, recreate: [], asOf: now, isDayGiven: false, saved: nil, accepted: accepted,
      concurrency: 1, installations: .none,
      lock: LockRequest(
        owner: "ada@tests", process: 1, nonce: String(repeating: "a", count: 32), patience: .zero, force: .none,
        terms: .standard, time: time),
      pause: { _ in })
    request.extent = extent
    let (panel, reasons) = (other ?? panel, reasons)
    reasons.withLock { $0 = [] }
    return try await repository.workspace(variables: ["PTERODACTYL_API_KEY": "a key"]).apply(
      request, PanelAccess { _, _, _, _ in panel }, until: ShutdownSignal(), asking: { _ in .proceed },
      telling: { event in
        if case .lookingAtEverything(let why) = event { reasons.withLock { $0.append(why) } }
      })
  }

  var now: Instant { Instant(seconds: Self.noon.seconds + 86_400 * day.withLock { $0 }) }

  var today: Day { now.day }

  /// Why the last apply looked at everything; nil where it did not, or was asked to.
  var whole: WholeReason? { reasons.withLock(\.first) }

  var record: String? { repository.read("fleet/results/open.yaml") }

  /// By external id: status and spec.
  func servers() async throws -> [String: ObservedServer] {
    let seen = try await panel.observe(ObservationRequest(eggs: []))
    return Dictionary(seen.servers.map { ($0.externalID ?? "\($0.id)", $0) }) { first, _ in first }
  }

  static let noon = Instant(seconds: 1_795_348_800)

  static func order(
    _ id: String, tier: String = "starter", payment: String = "confirmed", state: String = "active", more: String = ""
  ) -> String {
    """
    order: \(id)
    status: quote_accepted
    payment: \(payment)
    tier: \(tier)
    guilds: ["112233445566778899"]
    state: \(state)
    \(more)

    """
  }

  static let settings = """
    fleet: example
    panel: { url: https://panel.example.com }
    server: { egg: 15, owner: 1, image: img, startup: run, environment: { TIER: "{tier}" } }
    placement: { nodes: [1] }
    safety: { maxTerminations: 100, maxChanged: 100%, maxCreates: 100 }

    """
  static let catalog = """
    tiers:
      starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, guilds: 1 }
      pro: { memory: 512MiB, cpu: 100%, disk: 1GiB, guilds: 3 }

    """

  static let observation = Observation(
    servers: [],
    nodes: [
      ObservedNode(
        id: NodeID(1), name: "node-1", location: LocationID(1), visibility: .public, operation: .inService,
        memory: .init(size: Mebibytes(1 << 20), overallocate: 0), disk: .init(size: Mebibytes(1 << 20), overallocate: 0)
      )
    ],
    freeAllocations: [
      NodeID(1): (1...200).map { Allocation(id: AllocationID($0), ip: "192.0.2.1", port: 2000 + $0) }
    ],
    eggs: [
      EggID(15): Egg(
        id: EggID(15), variables: [.init(name: "TIER", rules: "required|string", defaultValue: "")], images: nil)
    ],
    users: [PanelUser(id: UserID(1), externalID: nil, email: "admin@example.com", username: "admin")],
    missingPermissions: [])
}
