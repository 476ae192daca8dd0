import Applier
import Foundation
import Guarding
import HTTP
import Panel
import PanelProcess
import Planner
import RepositoryFixtures
import Testing

/// A fleet's repository with its remote, and a panel; applied and planned in this process, by the functions that the command line calls.
final class FleetOnPanel: Sendable {
  let panel: SandboxProcess
  /// The remote, bare.
  let server: TemporaryRepository
  let clone: TemporaryRepository
  private let connections = PanelConnections(
    ConnectionOptions(userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }))

  init(_ orders: [String], panel arguments: [String] = []) throws {
    panel = try SandboxProcess(["--install-delay", "0", "--rate-limit", "100000"] + arguments)
    let seed = try TemporaryRepository()
    var files = ["fleet/fleet.yaml": Self.settings, "fleet/catalog.yaml": Self.catalog]
    for order in orders { files["fleet/orders/\(order).yaml"] = Self.order(order) }
    try seed.commit(files, "the fleet")
    server = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
    clone = try TemporaryRepository(["clone", "-q", server.path])
  }

  /// Applies.
  ///
  /// - Parameters:
  ///   - other: a clone; the fleet's own unless another is named.
  ///   - consent: proceeds unless it says otherwise.
  ///   - screening: holds nothing back unless it says otherwise.
  ///   - hear: told after `events`.
  func apply(
    _ extent: ApplyRequest.Extent = .everything,
    in other: TemporaryRepository? = nil, accepting accepted: Digest? = nil,
    until stop: ShutdownSignal = ShutdownSignal(),
    screening: Screening = Screening(),
    asking consent: @escaping @Sendable (PreparedApply) async -> Consent = { _ in .proceed },
    telling events: EventLog = EventLog(), hearing hear: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
  ) async throws -> ApplyEnd {
    try await workspace(other).apply(
      request(extent, accepting: accepted, screening), access, until: stop, asking: consent,
      telling: { event in
        events.note(event)
        hear(event)
      })
  }

  func plan() async throws -> ShownPlan {
    try await workspace(nil).plan(
      PlanRequest(source: .workingTree, base: nil, asOf: now(), isDayGiven: false, now: { now() }, orders: []), access)
  }

  /// What a run of continuous integration knows of pull requests.
  struct Screening: Sendable {
    var screen: ApplyRequest.Screen?
    var isFromPullRequest: (@Sendable (String) async -> Bool)?
    var trail = ReviewTrail()
  }

  private func request(
    _ extent: ApplyRequest.Extent, accepting accepted: Digest?, _ screening: Screening
  ) -> ApplyRequest {
    let clock = ContinuousClock()
    let start = clock.now
    let time = LockRequest.Time(
      now: { now() }, elapsed: { start.duration(to: clock.now) }, sleep: { try? await Task.sleep(for: $0) })
    var request = ApplyRequest(
      branch: nil, pushing: .toUpstream, recreate: [], asOf: now(), isDayGiven: false, saved: nil, accepted: accepted,
      concurrency: 2, installations: .none,
      lock: LockRequest(
        owner: "ada@tests", process: 1, nonce: UUID().uuidString.filter { $0 != "-" }.lowercased(), patience: .zero,
        force: .none, terms: .standard, time: time),
      pause: { _ in }, screen: screening.screen, isFromPullRequest: screening.isFromPullRequest,
      trail: { screening.trail })
    request.extent = extent
    return request
  }

  private func workspace(_ other: TemporaryRepository?) async throws -> Workspace {
    try await (other ?? clone).workspace(
      variables: ["PTERODACTYL_PANEL_URL": panel.url, "PTERODACTYL_API_KEY": panel.keys["app_full"] ?? ""])
  }

  private var access: PanelAccess { PanelAccess(connections) }

  /// The external ids of the servers that the panel has.
  func servers() async throws -> [String] {
    struct List: Decodable {
      struct Entry: Decodable { let attributes: Server }
      struct Server: Decodable { let external_id: String? }
      let data: [Entry]
    }
    let answer = try await panel.request(.get, "/api/application/servers?per_page=500")
    return try JSONDecoder().decode(List.self, from: answer).data.compactMap(\.attributes.external_id).sorted()
  }

  var isLocked: Bool { (try? server.git("rev-parse", "-q", "--verify", "refs/botfleet/lock")) != nil }

  /// The subject of the remote's last commit.
  var lastSubject: String { get throws { try server.git("log", "-1", "--format=%s", "main") } }

  static let settings = settingsForSandbox

  private static let catalog = """
    tiers:
      starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, databases: 0, backups: 1, guilds: 1 }

    """

  static func order(_ id: String) -> String {
    """
    order: \(id)
    customer: cust-1
    status: quote_accepted
    payment: confirmed
    tier: starter
    guilds: ["112233445566778899"]
    features: [moderation]
    state: active

    """
  }
}

/// The present second.
@Sendable private func now() -> Instant { Instant(seconds: Int(Date().timeIntervalSince1970)) }

/// What an apply told, a word each.
final class EventLog: Sendable {
  private let noted = Guarded([String]())

  /// In the order in which it was told, without how far the panel was read.
  var words: [String] { noted.withLock { $0 } }

  func note(_ event: ApplyEvent) {
    guard let word = word(for: event) else { return }
    noted.withLock { $0.append(word) }
  }

  private func word(for event: ApplyEvent) -> String? {
    switch event {
    case .reading: nil
    case .lock: "lock"
    case .preparing: "preparing"
    case .limitWait: "waiting"
    case .doubting: "doubting"
    case .lookingAtEverything: "everything"
    case .prepared: "prepared"
    case .stale(let order, _): "stale \(order)"
    case .started: "started"
    case .progress(.began(let change)): "began \(change.order)"
    case .progress(.ended(let change, _)): "ended \(change.order)"
    case .progress(.installing), .progress(.doubting): "waiting for servers"
    case .progress(.observing): "observing"
    case .progress(.recording): "recording"
    case .lockLost: "lock lost"
    case .ending: "ending"
    case .lockNotReleased: "lock not released"
    }
  }
}
