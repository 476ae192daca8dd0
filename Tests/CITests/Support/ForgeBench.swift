import ForgeStandIn
import Forges
import HTTP
import Logging
import Planner
import Testing

@testable import CI

/// A stand-in for a forge, and a client of it that waits for nothing.
struct ForgeBench {
  let forge: ForgeStandIn
  let client: any ForgeClient

  /// - Parameter token: `token` is the program's own, `other` is Ada's.
  init(_ kind: ForgeStandIn.Kind, token: String = "token") throws {
    forge = try ForgeStandIn(kind)
    client = try Self.client(of: forge, token: token)
  }

  /// A client that speaks for another user.
  static func client(of forge: ForgeStandIn, token: String) throws -> any ForgeClient {
    try connectForge(
      ForgeOptions(
        kind: forge.kind.client, api: forge.url, repository: "shop/fleet", token: Secret(token), userAgent: "tests/1",
        time: Timekeeper(ContinuousClock(), speed: 1000) { 0.5 }, now: { 1_795_348_800 },
        log: Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }))
  }

  /// Writes what the plan of a pull request shows, as `ci plan` does: the comment, and the status that seals it.
  func show(_ changes: [Change], on number: Int = 7) async throws {
    let head = forge.state.withLock { $0.pulls[number]?.head ?? "" }
    let shown = ShownDigests(changes)
    let body = "\(CINames(.usual).planMarker)\n\(digestsFold(changes, room: 60_000))"
    _ = try await client.comment(body, on: number)
    try await client.report(
      CommitStatus(context: "botfleet/plan", state: .success, description: "Fine \(shown.seal)"), on: head)
  }

  /// The pull request.
  func request(_ number: Int = 7) async throws -> PullRequest { try #require(try await client.pullRequest(number)) }
}

extension ForgeStandIn.Kind {
  var client: ForgeKind {
    switch self {
    case .gitHub: .gitHub
    case .gitLab: .gitLab
    case .gitea: .forgejo
    }
  }
}

/// A change of an order's server; other actions make it another change.
func change(
  _ id: String, _ kind: Change.Kind = .update, _ actions: [Action] = [], differences: [Difference] = []
) throws -> Change {
  Change(
    order: try #require(OrderID(id)), kind: kind, reasons: [.amended], server: nil, differences: differences,
    actions: actions)
}

/// A plan with these changes.
func plan(_ changes: [Change], vanished: [Vanished] = [], notices: [Notice] = []) throws -> Plan {
  Plan(
    fleet: "codecraft", panel: "https://panel.example.com", revision: .commit(String(repeating: "4f", count: 20)),
    asOf: try #require(Day("2026-11-22")), changes: changes, waiting: [], vanished: vanished, orphans: [],
    notices: notices, refusals: [], diagnostics: [], faulty: [],
    counts: .init(orders: 1, servers: 1, users: nil, inStep: 0, foreign: 0, unreadable: 0))
}
