@testable import Planner

/// A fleet with its results and the panel it is about: all that an apply moves.
struct World {
  var orders: [Order]
  var results: [OrderID: OrderResult]
  var unreadable: Set<OrderID> = []
  var panel: PretendPanel
  var settings: FleetSettings = convergenceSettings
  var now: Instant = noon

  /// Where an apply is disturbed.
  struct Disturbance: Sendable {
    /// Counted over all actions of the run.
    let action: Int
    let kind: Kind

    enum Kind: CaseIterable {
      /// The panel refuses, and nothing is done.
      case refused
      /// It is done, and the answer is lost.
      case answerLost
      /// The run is killed after it, before anything is recorded.
      case killed
    }
  }

  var fleet: Fleet {
    aFleet(
      orders, recorded: Array(results.values), settings: settings, catalog: convergenceCatalog, unreadable: unreadable)
  }

  var observation: Observation { panel.observation(of: ["TIER", "FEATURES", "MAX_GUILDS", "EXTRA"]) }

  var plan: Plan { makePlan(from: observation, to: fleet, trusting: TrustedResults(fleet.results), asOf: now) }

  /// The plan, without comparing again what an earlier one found in step and nothing has touched since.
  func plan(after earlier: Plan, in before: World) -> Plan {
    let moved = Set(observation.servers).symmetricDifference(before.observation.servers)
    return makePlan(
      from: observation, to: fleet, trusting: TrustedResults(fleet.results), asOf: now,
      unsettled: earlier.unsettled(
        lookedAt: Set(moved.compactMap(\.order)),
        recorded: results.values.filter { before.results[$0.order] != $0 }))
  }

  /// The results of a run of `plan` in which nothing was done.
  func idleResults(of plan: Plan) -> [OrderResult] {
    let run = Run(
      plan: plan, revision: "4f2c1ab", startedAt: now, outcomes: plan.changes.map { ($0, .skipped(.interrupted)) })
    return makeResults(of: run, for: fleet, after: observation.servers)
  }

  /// Performs a plan and records what became of it, as apply does.
  mutating func apply(_ plan: Plan, _ disturbance: Disturbance? = nil) {
    guard plan.refusals.isEmpty else { return }
    let fleet = fleet
    var count = 0
    var outcomes: [(change: Change, outcome: Outcome)] = []
    for change in plan.changes {
      guard let outcome = perform(change, disturbance, &count) else { return }
      outcomes.append((change, outcome))
    }
    let run = Run(plan: plan, revision: "4f2c1ab", startedAt: now, outcomes: outcomes)
    for result in makeResults(of: run, for: fleet, after: observation.servers) { results[result.order] = result }
  }

  /// Nil where the run is killed.
  private mutating func perform(_ change: Change, _ disturbance: Disturbance?, _ count: inout Int) -> Outcome? {
    var server = change.server?.id
    for action in change.actions {
      defer { count += 1 }
      let lost = OrderResult.Failure(action: action.word, code: "daemon-down", message: "it does not answer")
      if let disturbance, disturbance.action == count, disturbance.kind == .refused {
        panel.refuse(action, on: server)
        return .failed(lost)
      }
      guard let done = panel.perform(action, of: change.order, on: server, at: now) else { return .failed(lost) }
      server = done
      guard let disturbance, disturbance.action == count else { continue }
      return disturbance.kind == .killed ? nil : .unknown(lost)
    }
    return .applied(server: observation.servers.first { $0.id == server }, address: nil)
  }
}

/// Limits so wide that what is told apart by them does not hide what is looked for.
let convergenceSettings = theSettings(
  placement: .init(candidates: .nodes([NodeID(1), NodeID(2)])),
  safety: .init(
    maxTerminations: 100, maxChangedPercent: 10_000, maxCreates: .count(1000),
    maxUsers: .count(1000)))

/// The sample catalog, and a tier that the panel cannot give whole.
let convergenceCatalog = Catalog(
  tiers: aCatalog().tiers.merging([
    TierName("immense"): Tier(
      resources: Resources(memory: Mebibytes(5_000_000_000), disk: Mebibytes(1024), cpu: 50), guilds: 1)
  ]) { $1 },
  addons: aCatalog().addons)
