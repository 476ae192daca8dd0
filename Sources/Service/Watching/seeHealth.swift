import Applier
import FoundationEssentials
import Git
import Health
import Panel
import Planner
import Store

/// Looks at every bot once, as the branch's tip declares them. Starts nothing, and writes nothing but a clone in a temporary folder, so that it may
/// run beside a server; it remembers what that does.
///
/// - Parameter temporary: a folder that exists, for the clone; it is empty afterwards.
func seeHealth(_ setup: ServerSetup, temporary: String) async throws -> HealthSeen {
  let clone = temporary + "/health-\(setup.process).git"
  defer { try? FileManager.default.removeItem(atPath: clone) }
  guard let tip = try await setup.follow(in: try await setup.openClone(clone)) else {
    throw NoBranchYet(branch: setup.configuration.repository.branch)
  }
  let workspace = try await setup.workspace(in: clone)
  let now = setup.time.now()
  let status = try await workspace.status(
    of: .revision(tip.description), orders: [], asOf: now, now: setup.time.now, nil
  ).status
  let settings = try await workspace.readServiceSettings(at: tip.description)?.value?.health ?? .init()
  guard let access = setup.bots else { throw BotDoorFailure.noClientKey }
  let door = try await workspace.openBots(at: tip.description, access)
  var rules = RestartRules(isOn: false)
  // There is no second look.
  rules.downSeconds = 0
  let watch = BotWatch(
    HealthSettings(rules: rules, everySeconds: 86_400), memory: nil, leaving: door.address.reservePercent,
    clock: HealthClock(setup.time), log: setup.log)
  let known = BotMemory.remembered(at: setup.path(setup.configuration.state) + "/" + StateFolder.databaseName)
  try await watch.follow(
    watchedBots(in: status, token: settings.token), remembering: known.mapValues { $0.unseen(at: now) })
  try await watch.lookOnce { door.client }
  return HealthSeen(await watch.state(), fleet: status.fleet, at: setup.time.now())
}

extension KnownBot {
  /// The same, to be looked at again. One that is down is judged at once, and anew: it is looked at only once.
  fileprivate func unseen(at now: Instant) -> KnownBot {
    var known = self
    known.downAt = downAt ?? now.seconds
    known.state = BotState.unknown.rawValue
    known.reason = BotReason.notLooked.rawValue
    known.judgedAt = nil
    known.nextStartAt = nil
    return known
  }
}

/// What one look at every bot came to, to be shown.
public struct HealthSeen: Sendable {
  let state: HealthState
  let fleet: String
  let at: Instant

  init(_ state: HealthState, fleet: String, at: Instant) { (self.state, self.fleet, self.at) = (state, fleet, at) }

  /// Whether something needs a person: a bot that keeps crashing, a node or a panel that does not answer.
  public var needsPerson: Bool {
    state.hindrance != nil || state.nodes.contains { $0.isUp == false }
      || state.bots.contains { [.crashed, .crashLoop].contains($0.sighting.state) && $0.bot.wish == .running }
  }

  /// Whether the panel told nothing at all.
  public var isBlind: Bool {
    state.hindrance != nil && state.bots.allSatisfy { $0.sighting.reason == .panelUnreachable }
  }

  /// Why not all was seen; nil where it was.
  public var hindrance: String? { state.hindrance.map { "\($0.why); \($0.advice)" } }

  /// As Prometheus' text, for a file that node_exporter collects.
  public func metrics(_ detail: MetricsDetail) -> String {
    var text = MetricsWriter()
    text.add(state, detail, at)
    text.family("botfleet_health_timestamp_seconds", .gauge, "When all servers had been looked at.")
    text.sample("botfleet_health_timestamp_seconds", [:], at.seconds)
    return text.text
  }
}
