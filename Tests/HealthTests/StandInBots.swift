import Guarding
import HTTP
import Panel
import Planner

@testable import Health

/// A panel's servers as values, with what was asked of them.
final class StandInBots: BotClient {
  struct Server: Sendable {
    var look = Result<ServerLook, PanelFailure>.success(.offline)
    var activity: [BotActivity] = []
    var scheduled: [BotActivity] = []
    var token = TokenFact.given
    var startFailure: PanelFailure?
    /// What it is seen as after a start.
    var afterStart: ServerLook?
  }

  let servers = Guarded([String: Server]())
  /// `look a`, `activity a`, `start a`.
  let asked = Guarded([String]())
  let now: @Sendable () -> Instant
  let limit: Int?
  /// Whether starts of ours are in no activity.
  let hidesStarts: Bool

  init(limit: Int? = 60_000, hidesStarts: Bool = false, now: @escaping @Sendable () -> Instant) {
    (self.limit, self.hidesStarts, self.now) = (limit, hidesStarts, now)
  }

  func set(_ server: String, _ change: (inout Server) -> Void) {
    servers.withLock { change(&$0[server, default: Server()]) }
  }

  private func ask(_ what: String, _ server: String) -> Server {
    asked.withLock { $0.append("\(what) \(server)") }
    return servers.withLock { $0[server] } ?? Server()
  }

  func look(at server: String) async throws(PanelFailure) -> ServerLook { try ask("look", server).look.get() }

  func activity(of server: String) async throws(PanelFailure) -> [BotActivity] { ask("activity", server).activity }

  func schedules(of server: String) async throws(PanelFailure) -> [BotActivity] { ask("schedules", server).scheduled }

  func token(of server: String, in variables: [String: String]) async throws(PanelFailure) -> TokenFact {
    ask("token", server).token
  }

  func send(_ signal: PowerSignal, to server: String) async throws(PanelFailure) {
    let known = ask(signal.rawValue, server)
    if let failure = known.startFailure { throw failure }
    let at = now()
    set(server) {
      if !hidesStarts { $0.activity.insert(BotActivity(.start, at: at), at: 0) }
      if let look = $0.afterStart { $0.look = .success(look) }
    }
  }

  var requestUse: RequestUse? { limit.map { RequestUse(perMinute: $0, byOthers: 0) } }
  var requestCounts: RequestCounts {
    RequestCounts(byStatus: [200: asked.withLock(\.count)], perMinute: limit, left: 7)
  }
}

extension ServerLook {
  static let offline = process(.offline, 0)
  static func running(_ uptime: Int) -> ServerLook { process(.running, uptime) }
  static func starting(_ uptime: Int) -> ServerLook { process(.starting, uptime) }

  static func process(_ power: ServerCondition.Power, _ uptime: Int) -> ServerLook {
    .process(
      ProcessLook(
        power: power, cpuPercent: 4, memoryBytes: 100 << 20, diskBytes: 5 << 20, receivedBytes: 1024, sentBytes: 2048,
        uptimeSeconds: uptime))
  }
}

/// A clock that goes on when somebody waits for it.
final class SleepingClock: Sendable {
  private let elapsed = Guarded(Duration.zero)
  static let start = 1_795_000_000

  var now: Instant { Instant(seconds: Self.start + Int(elapsed.withLock { $0 }.components.seconds)) }

  var health: HealthClock {
    HealthClock(
      now: { self.now }, elapsed: { self.elapsed.withLock { $0 } },
      sleep: { pause in
        // Whoever waits for looks under way waits for this machine, not for the time.
        if pause != .milliseconds(20) { self.elapsed.withLock { $0 += pause } }
        await Task.yield()
      })
  }
}

func bot(
  _ server: String, node: Int = 1, wish: WatchedBot.Wish = .running,
  token: [String: String] = ["DISCORD_TOKEN": "set-me"]
) -> WatchedBot {
  guard let order = OrderID("ord-\(server)") else { preconditionFailure("no order id: \(server)") }
  return WatchedBot(
    order: order, server: server, node: NodeID(node), tier: "pro", wish: wish,
    limits: .init(memoryBytes: 512 << 20, diskBytes: nil, cpuPercent: 100), tokenVariables: token)
}
