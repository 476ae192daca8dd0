import Health
import Mirror
import Panel
import Planner

extension MirrorPart {
  /// A power signal that somebody asked for.
  func note(_ deed: PowerDeed) async {
    guard deed.isSent else { return }
    let kind: ServerFact.Kind =
      switch deed.signal {
      case .start: .start
      case .restart: .restart
      case .stop, .kill: .stop
      }
    let isCustomers = deed.by == PowerDeed.customer
    await note(
      ServerFact(
        id: ServerFact.id(of: "\(deed.server) \(deed.at) \(kind) \(deed.by)"), order: deed.order, at: deed.at, kind,
        by: isCustomers ? nil : deed.by, isCustomers: isCustomers))
  }

  /// What the server did about a bot that goes down by itself.
  func note(_ event: HealthEvent) async {
    let kind: ServerFact.Kind
    switch event.kind {
    case .started: kind = .restarted
    case .changed(_, to: .crashLoop, _): kind = .crashLoop
    case .changed, .startFailed: return
    }
    await note(
      ServerFact(
        id: ServerFact.id(of: "\(event.server) \(event.at) \(kind)"), order: event.order, at: event.at, kind))
  }
}

/// Nothing is seen of any bot.
struct NoHealth: HealthReading {
  func sighting(of server: String) async -> BotSighting? { nil }
  func sightings() async -> [String: BotSighting] { [:] }
  func history(of server: String) async -> [BotUsePoint] { [] }
}
