import Logging
import Panel
import Planner
import Views

/// Starts and restarts bots when people ask, not too often, and says who did.
actor PowerDesk {
  /// Asks the panel; throws where it does not take it.
  private let send: @Sendable (PowerSignal, String) async throws -> Void
  private let elapsed: @Sendable () -> Duration
  private let now: @Sendable () -> Instant
  private let log: Logger
  /// Told of every signal that was sent, and of those that came to nothing.
  private let sent: @Sendable (PowerDeed) async -> Void
  private var recent: [String: [Duration]] = [:]

  private static let pause = Duration.seconds(30)
  private static let mostInAnHour = 10

  init(
    send: @escaping @Sendable (PowerSignal, String) async throws -> Void, elapsed: @escaping @Sendable () -> Duration,
    now: @escaping @Sendable () -> Instant, log: Logger, sent: @escaping @Sendable (PowerDeed) async -> Void
  ) {
    (self.send, self.elapsed, self.now, self.log, self.sent) = (send, elapsed, now, log, sent)
  }

  /// What became of a wish.
  enum End: Sendable { case sent, tooSoon, refused }

  /// - Parameters:
  ///   - offer: what the bot, as it is, can be asked for.
  ///   - server: its uuid.
  func press(_ offer: PowerOffer, _ order: OrderID, server: String, by viewer: Viewer) async -> End {
    let signal: PowerSignal
    switch offer {
    case .restart: signal = .restart
    case .start: signal = .start
    case .none: return .refused
    }
    let time = elapsed()
    let before = (recent[server] ?? []).filter { time - $0 < .seconds(3600) }
    guard before.last.map({ time - $0 >= Self.pause }) ?? true, before.count < Self.mostInAnHour else {
      return .tooSoon
    }
    if recent.count > 50_000 { recent = [:] }
    // Counted before it is sent: two requests at a time are one too many.
    recent[server] = before + [time]
    var isDone = true
    do { try await send(signal, server) } catch { isDone = false }
    let who = viewer.admin.map(\.name) ?? PowerDeed.customer
    log.info(
      "power signal",
      metadata: [
        "order": "\(order)", "signal": "\(signal.rawValue)", "by": "\(viewer.admin == nil ? "customer" : "admin")",
        "sent": "\(isDone)",
      ])
    await sent(PowerDeed(order: order, server: server, signal: signal, by: who, at: now(), isSent: isDone))
    return isDone ? .sent : .refused
  }
}
