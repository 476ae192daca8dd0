import Applier
import Foundation
import Git
import HTTP
import Logging
import Panel
import PanelProcess
import Planner
import RepositoryFixtures

@testable import Reconcile

/// A panel, a fleet's remote, a clone in which people edit, and servers that reconcile.
final class ReconcileWorld: Sendable {
  let panel: SandboxProcess
  let remote: TemporaryRepository
  let people: TemporaryRepository
  let time = VirtualTime()
  private let connections = PanelConnections(
    ConnectionOptions(userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }))
  private let folder: URL

  init(_ orders: [String] = [], settings: String = ReconcileWorld.settings, panel arguments: [String] = []) throws {
    panel = try SandboxProcess(["--install-delay", "0", "--rate-limit", "100000"] + arguments)
    let seed = try TemporaryRepository()
    var files = ["fleet/fleet.yaml": settings, "fleet/catalog.yaml": Self.catalog]
    for order in orders { files["fleet/orders/\(order).yaml"] = Self.order(order) }
    try seed.commit(files, "the fleet")
    remote = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
    people = try TemporaryRepository(["clone", "-q", remote.path])
    folder = FileManager.default.temporaryDirectory.appending(path: "reconcile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A server with a clone of its own, or with the one that a server of that name left.
  func reconciler(_ name: String = "one", every: Int = 30, sweep: Int = 3600) async throws -> Reconciler {
    let environment = remote.environment.merging([
      "PTERODACTYL_PANEL_URL": panel.url, "PTERODACTYL_API_KEY": panel.keys["app_full"] ?? "",
    ]) { $1 }
    let clone = folder.appending(path: "\(name).git").path
    let repository = try await Repository.openServiceClone(
      in: clone, of: remote.path, on: "main", environment: environment)
    let workspace = try await Workspace.open(
      clone, naming: .folder, fleetPath: "fleet", environmentFile: nil, environment: environment, log: .silent)
    return Reconciler(
      ReconcileSettings(
        workspace: workspace, repository: repository, branch: "main", panel: PanelAccess(connections),
        environment: environment, owner: "\(name)@tests", process: getpid(), time: time.time,
        nonce: { UUID().uuidString.filter { $0 != "-" }.lowercased() }, chance: { 0 }),
      rules: .init(everySeconds: every, sweepSeconds: sweep), log: .silent)
  }

  /// Writes documents, or takes them away, and pushes.
  func push(_ documents: [String: String?]) throws {
    try people.git("pull", "-q", "--rebase")
    for (path, text) in documents {
      if let text { try people.write(text, to: "fleet/\(path)") } else { try people.git("rm", "-q", "fleet/\(path)") }
    }
    try people.git("add", "--all")
    try people.git("commit", "-q", "-m", "an edit")
    try people.git("push", "-q")
  }

  /// The external ids of the servers that the panel has, sorted.
  func servers() async throws -> [String] { try await list().compactMap(\.external_id).sorted() }

  /// The panel's memory limits by external id.
  func memory() async throws -> [String: Int] {
    Dictionary(try await list().map { ($0.external_id ?? "", $0.limits.memory) }) { first, _ in first }
  }

  private struct Server: Decodable {
    struct Limits: Decodable { let memory: Int }
    let external_id: String?
    let limits: Limits
  }

  private func list() async throws -> [Server] {
    struct List: Decodable {
      struct Entry: Decodable { let attributes: Server }
      let data: [Entry]
    }
    let answer = try await panel.request(.get, "/api/application/servers?per_page=500")
    return try JSONDecoder().decode(List.self, from: answer).data.map(\.attributes)
  }

  /// How many requests would make a server.
  func creates() async throws -> Int {
    try await panel.requests().count { $0.hasPrefix("POST /api/application/servers") }
  }

  var isLocked: Bool { (try? remote.git("rev-parse", "-q", "--verify", "refs/botfleet/lock")) != nil }

  /// The remote's results commits, the newest first, whole.
  func applies() throws -> [String] {
    try remote.git("log", "--format=%B%x00", "--grep=^Fleet-Revision:", "main").split(separator: "\0").map(String.init)
  }

  static let settings = settingsForSandbox

  private static let catalog = """
    tiers:
      starter: { memory: 64MiB, cpu: 10%, disk: 64MiB, databases: 0, backups: 1, guilds: 1 }
      pro: { memory: 128MiB, cpu: 10%, disk: 64MiB, databases: 0, backups: 1, guilds: 3 }

    """

  static func order(_ id: String, tier: String = "starter", payment: String = "confirmed") -> String {
    """
    order: \(id)
    customer: cust-1
    status: quote_accepted
    payment: \(payment)
    tier: \(tier)
    guilds: ["112233445566778899"]
    features: [moderation]
    state: active

    """
  }
}

extension ReconcileWorld {
  /// The numbers of an order's server and of its address.
  func id(of order: String) async throws -> (server: Int, allocation: Int) {
    struct Answer: Decodable {
      struct Attributes: Decodable {
        let id: Int
        let allocation: Int
      }
      let attributes: Attributes
    }
    let answer = try await panel.request(.get, "/api/application/servers/external/\(order)")
    let attributes = try JSONDecoder().decode(Answer.self, from: answer).attributes
    return (attributes.id, attributes.allocation)
  }
}

/// Moves a folder.
func move(_ path: String, to other: String) throws { try FileManager.default.moveItem(atPath: path, toPath: other) }
