import Applier
import ForgeStandIn
import Forges
import Foundation
import Git
import Guarding
import HTTP
import Logging
import Panel
import PanelValues
import Planner
import RepositoryFixtures
import Store
import Testing

@testable import Intake

/// A small shop: a fleet at a bare remote, somebody's clone of it, the service's own clone, a panel of values, an inbox on disk and a clock
/// that stands still until it is moved.
final class ShopStory: Sendable {
  /// The remote; gone while it is dead.
  let bare: String
  /// Where people work.
  let people: TemporaryRepository
  let clone: TemporaryRepository
  let panel: ValuePanel
  let clock = Guarded(1_795_348_800)
  let folder: String
  let forge: ForgeStandIn?
  private let remoteURL: String
  private let more: [String: String]

  static let fleet = """
    fleet: example
    panel: { url: https://panel.example.com }
    server: { nest: 5, egg: 15, owner: 1, image: img, startup: run, environment: { TIER: "{tier}" } }
    placement: { nodes: [1] }
    safety: { maxUsers: 20, maxCreates: 100 }

    """
  static let catalog = """
    tiers:
      starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, guilds: 1 }
      pro: { memory: 512MiB, cpu: 100%, disk: 1GiB, guilds: 3 }
      huge: { memory: 512GiB, cpu: 100%, disk: 1GiB, guilds: 3 }
    addons:
      extra: { memory: +256MiB }

    """

  /// - Parameters:
  ///   - files: further documents of the fleet.
  ///   - withForge: whether the remote is a forge's.
  init(
    _ files: [String: String] = [:], users: [PanelUser] = [], withForge: Bool = false,
    failing: @escaping @Sendable (ValuePanel.Name) -> PanelFailure? = { _ in nil }
  ) throws {
    folder = FileManager.default.temporaryDirectory.path + "/intake-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let seed = try TemporaryRepository()
    try seed.commit(
      ["fleet/fleet.yaml": Self.fleet, "fleet/catalog.yaml": Self.catalog].merging(files) { $1 }, "the fleet")
    if withForge {
      let made = try ForgeStandIn(.gitea, serving: seed)
      let repository = try #require(made.repository)
      forge = made
      bare = repository.bare.path
      remoteURL = repository.url(for: "ci", "token")
      more = repository.web.trust
    } else {
      forge = nil
      bare = folder + "/remote.git"
      remoteURL = bare
      more = [:]
      try seed.git("clone", "-q", "--bare", seed.path, bare)
    }
    people = try TemporaryRepository(["clone", "-q", bare])
    clone = try TemporaryRepository(["clone", "-q", "--bare", bare])
    try clone.git("remote", "set-url", "origin", remoteURL)
    panel = ValuePanel(
      Observation(
        servers: [],
        nodes: [
          ObservedNode(
            id: NodeID(1), name: "node-1", location: LocationID(1), visibility: .public, operation: .inService,
            memory: .init(size: Mebibytes(65536), overallocate: 0),
            disk: .init(size: Mebibytes(131_072), overallocate: 0))
        ],
        freeAllocations: [
          NodeID(1): (0..<80).map { Allocation(id: AllocationID(7 + $0), ip: "192.0.2.1", port: 2007 + $0) }
        ],
        eggs: [
          EggID(15): Egg(
            id: EggID(15), variables: [.init(name: "TIER", rules: "required|string", defaultValue: "")], images: nil)
        ],
        users: [PanelUser(id: UserID(1), externalID: nil, email: "admin@example.com", username: "admin")] + users,
        missingPermissions: []), failing: failing)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Opens inbox and clone as a process that starts does.
  func start(
    _ commit: IntakeSettings.CommitPolicy = .direct, shop: (any Shop)? = nil, panelIsDead: Bool = false,
    dying: @escaping @Sendable (WorkStep) -> Bool = { _ in false }
  ) async throws -> OrderIntake {
    let environment = clone.environment.merging(more) { $1 }.merging(["PTERODACTYL_API_KEY": "a key"]) { $1 }
    let workspace = try await Workspace.open(
      clone.path, naming: .folder, fleetPath: "fleet", environmentFile: nil, environment: environment, log: .silent)
    return OrderIntake(
      IntakeSettings(branch: "main", commit: commit), inbox: Inbox(of: try ServiceStore(at: folder + "/store.sqlite")),
      workspace: workspace,
      panel: PanelAccess { [panel] _, _, _, _ async throws(PanelFailure) in
        if panelIsDead { throw PanelFailure.inMaintenance }
        return panel
      },
      forge: try forge.map(client), shop: shop, now: { [clock] in Instant(seconds: clock.withLock { $0 }) },
      log: .silent, dying: dying)
  }

  private func client(of forge: ForgeStandIn) throws -> any ForgeClient {
    try connectForge(
      ForgeOptions(
        kind: .gitea, api: forge.url, repository: "shop/fleet", token: Secret("token"), userAgent: "tests/1",
        time: Timekeeper(ContinuousClock(), speed: 1000) { 0.5 }, now: { 1_795_348_800 }, log: .silent))
  }

  /// Lets time pass.
  func pass(seconds: Int) { clock.withLock { $0 += seconds } }

  // MARK: The remote

  /// What the remote's branch has of an order; nil for nothing.
  func document(_ order: String, in folder: String = "fleet/orders") -> String? {
    try? people.git("--git-dir=\(bare)", "show", "main:\(folder)/\(order).yaml")
  }

  /// The messages on the remote's branch, the newest first, without the first.
  func messages(on branch: String = "main") throws -> [String] {
    try people.git("--git-dir=\(bare)", "log", "--format=%B%x00", branch).split(separator: "\0")
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty && $0 != "the fleet" }
  }

  /// Somebody edits a document and pushes it.
  func edit(_ files: [String: String], _ message: String = "by hand") throws {
    try people.git("fetch", "-q", bare, "main")
    try people.git("reset", "-q", "--hard", "FETCH_HEAD")
    try people.commit(files, message)
    try people.git("push", "-q", bare, "HEAD:refs/heads/main")
  }

  func kill() throws { try FileManager.default.moveItem(atPath: bare, toPath: bare + ".dead") }

  /// The file of the inbox is gone, whatever was in it.
  func loseInbox() throws {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: folder + "/store.sqlite" + ending)
    }
  }

  /// All bytes of the inbox's files.
  func inboxBytes() -> Data {
    ["", "-wal"].reduce(into: Data()) { bytes, ending in
      bytes += FileManager.default.contents(atPath: folder + "/store.sqlite" + ending) ?? Data()
    }
  }

  func revive() throws { try FileManager.default.moveItem(atPath: bare + ".dead", toPath: bare) }
}

/// A paid order, with some of it otherwise.
func incoming(
  _ order: String, tier: String = "starter", customer: String? = "cus-1", email: String? = nil,
  payment: Order.Payment = .confirmed, state: Order.State? = nil, features: [String]? = ["music"],
  sequence: Int? = nil
) -> IncomingOrder {
  guard let id = OrderID(order) else { preconditionFailure("\(order) is no order id") }
  return IncomingOrder(
    order: id, customer: customer, contact: email.map { IncomingOrder.Contact(email: $0, name: "Ada Lovelace") },
    quote: .accepted, payment: payment, tier: TierName(tier), guilds: ["112233445566778899"], features: features,
    state: state, sequence: sequence)
}

func hook(_ id: String, _ order: IncomingOrder) -> ArrivedDelivery { ArrivedDelivery(id: id, way: .hook, order: order) }

extension IntakeAnswer {
  /// The status of HTTP that it is.
  var status: Int {
    switch self {
    case .begun: 202
    case .same: 200
    case .conflict: 409
    case .invalid, .incomplete: 422
    }
  }
}

extension Logger {
  static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
}

/// A shop's database of values.
struct ShopOfValues: Shop {
  let state: Guarded<[ShopRow]>

  init(_ rows: [ShopRow]) { state = Guarded(rows) }

  func row(of order: OrderID) async throws(ShopFailure) -> ShopRow? {
    state.present.first { row in
      switch row {
      case .order(let found): found.order == order
      case .unreadable(let text, _): text == order.text
      }
    }
  }

  func rows(_ take: @Sendable ([ShopRow]) async throws(ShopFailure) -> Void) async throws(ShopFailure) {
    let rows = state.present
    for start in stride(from: 0, to: rows.count, by: 3) {
      try await take(Array(rows[start..<min(start + 3, rows.count)]))
    }
  }

  func user(of customer: String) async throws(ShopFailure) -> String? { nil }

  func customers(of user: String) async throws(ShopFailure) -> [String] { [] }
}

/// A panel user with a customer's external id.
func customer(_ id: String, number: Int = 2) -> PanelUser {
  PanelUser(id: UserID(number), externalID: id, email: "\(id)@example.com", username: id)
}

extension Guarded {
  /// What it is now.
  var present: Value { withLock { $0 } }
}
