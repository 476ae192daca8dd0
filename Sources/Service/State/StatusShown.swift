import Health
import Intake
import Planner
import Reconcile

/// What administrators see of a server: each part, and what hinders it.
struct StatusShown: Encodable, Sendable {
  let version: String
  let began: String
  let parts: [Part]
  let reconcile: Reconciling?
  let inbox: Inbox?
  let mirror: Mirroring?
  let health: Watching?

  struct Part: Encodable, Sendable {
    let part: String
    let state: String
    let why: String?
    let advice: String?
    let since: String
  }

  struct Reconciling: Encodable, Sendable {
    let activity: String
    let tip: String?
    let applied: String?
    let next: String?
    let lastRun: LastRun?
    let lastSweep: String?
    let failures: Int
    let hindrance: Hindrance?
    let overLimit: OverLimit?

    struct LastRun: Encodable, Sendable {
      let at: String
      let everything: Bool
      let meaning: String
      let made: [String: Int]
      let failed: [String]
      let waiting: Int
      let commit: String?
    }

    struct Hindrance: Encodable, Sendable {
      let what: String
      let why: String
      let advice: String?
      let since: String
    }

    struct OverLimit: Encodable, Sendable {
      /// What accepts it; nil while it is not known, or where nothing does.
      let accept: String?
      let limits: [String]
      let held: [String]
      let since: String
    }
  }

  struct Mirroring: Encodable, Sendable {
    let commit: String?
    let at: String
    let followed: Int
    let rebuilt: Int
  }

  struct Inbox: Encodable, Sendable {
    let byStatus: [String: Int]
    let oldestSeconds: Int?
    let late: Int
  }

  /// What is seen of the bots.
  struct Watching: Encodable, Sendable {
    /// How many are in each state.
    let bots: [String: Int]
    /// When the one was looked at that was not looked at for longest; nil while there is one that nobody has looked at.
    let oldestLook: String?
    /// Nodes whose daemon does not answer the panel.
    let lostNodes: [Int]
    /// Since the process began.
    let starts: Int
    /// How many requests the panel answers in its minute, and how many were left.
    let limit: Int?
    let limitRemaining: Int?
  }

  init(
    _ parts: [ServicePart: PartState], _ reconcile: ReconcileState?, _ counts: IntakeCounts?, _ mirror: MirrorState?,
    _ health: HealthState?, version: String, began: Instant
  ) {
    self.version = version
    self.began = "\(began)"
    self.parts = ServicePart.allCases.compactMap { part in
      parts[part].map {
        Part(part: part.rawValue, state: $0.phase.rawValue, why: $0.why, advice: $0.advice, since: "\($0.since)")
      }
    }
    self.reconcile = reconcile.map(Reconciling.init)
    inbox = counts.map { Inbox(byStatus: $0.byStatus, oldestSeconds: $0.oldestUnsettled, late: $0.late) }
    self.mirror = mirror.map {
      Mirroring(commit: $0.commit, at: "\($0.at)", followed: $0.followed, rebuilt: $0.rebuilt)
    }
    self.health = health.map(Watching.init)
  }
}

extension StatusShown.Reconciling {
  init(_ state: ReconcileState) {
    activity = state.activity.rawValue
    tip = state.tip
    applied = state.applied
    next = state.next.map { "\($0)" }
    lastRun = state.lastRun.map { run in
      LastRun(
        at: "\(run.at)", everything: run.wasSweep, meaning: run.meaning.rawValue,
        made: Dictionary(uniqueKeysWithValues: run.made.map { ($0.key.rawValue, $0.value) }),
        failed: run.failed.map(\.text), waiting: run.waiting, commit: run.commit)
    }
    lastSweep = state.lastSweep.map { "\($0)" }
    failures = state.failures
    hindrance = state.hindrance.map {
      Hindrance(what: $0.what.rawValue, why: $0.why, advice: $0.advice, since: "\($0.since)")
    }
    overLimit = state.overLimit.map { limit in
      OverLimit(
        accept: limit.acceptance.map { "\($0)" }, limits: limit.refusals.map(\.words), held: limit.held.map(\.text),
        since: "\(limit.since)")
    }
  }
}

extension Refusal {
  /// The limit, and by how much it is exceeded.
  fileprivate var words: String {
    switch self {
    case .tooManyTerminations(let planned, let allowed): "safety.maxTerminations: \(planned) of \(allowed)"
    case .tooManyChanges(let planned, let allowed, _, _): "safety.maxChanged: \(planned) of \(allowed)"
    case .tooManyCreates(let planned, let allowed, _): "safety.maxCreates: \(planned) of \(allowed)"
    case .tooManyUsers(let planned, _, let allowed, _): "safety.maxUsers: \(planned) of \(allowed)"
    case .fleetShrank(let gone, let allowed, _): "orders that are gone: \(gone.count) of \(allowed)"
    case .tooManyVanished(let count, let allowed): "servers that vanished: \(count) of \(allowed)"
    case .anotherPanel(let order, _, _): "another panel: \(order) has another server"
    case .sampleGone(let orders): "another panel: none of \(orders.count) servers is there"
    }
  }
}

extension StatusShown.Watching {
  init(_ health: HealthState) {
    var bots: [String: Int] = [:]
    for bot in health.bots { bots[bot.sighting.state.rawValue, default: 0] += 1 }
    self.bots = bots
    let looks = health.bots.map(\.sighting.seenAt)
    oldestLook = looks.contains(nil) ? nil : looks.compactMap(\.self).min().map { "\($0)" }
    lostNodes = health.nodes.filter { $0.isUp == false }.map(\.id.number)
    starts = health.counts.starts
    limit = health.requests?.perMinute
    limitRemaining = health.requests?.left
  }
}
