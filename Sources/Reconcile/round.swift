import Applier
import Git
import Logging
import Planner

extension Reconciler {
  /// One round: fetches the branch, and applies where something is to be done.
  ///
  /// - Returns: how long to wait before the next.
  func round() async -> Duration {
    state.activity = .fetching
    let tip: ObjectID?
    do throws(GitError) {
      tip = try await settings.repository.follow(
        settings.branch, environment: settings.environment, within: .seconds(60), log: log)
    } catch {
      return fail(.remote, "\(error)", advice: "see that the remote is there and lets this server in")
    }
    guard let tip else {
      return fail(
        .remote, "the remote has no branch \(settings.branch)", advice: "push it, or correct `repository.branch`")
    }
    state.tip = tip.description
    let today = settings.time.now().day
    let isSweep = isSweepDue
    if !isSweep, acceptance == nil, let settled, settled == (tip.description, today) {
      // Nothing was left to do there, and nothing falls due before the day ends.
      state.failures = 0
      if state.overLimit == nil { state.hindrance = nil }
      return .seconds(rules.everySeconds)
    }
    let end = await applied(extent: isSweep ? .everything : .changed)
    return note(end, at: tip.description, on: today, wasSweep: isSweep)
  }

  private var isSweepDue: Bool {
    guard let lastSweep else { return true }
    return settings.time.elapsed() - lastSweep >= .seconds(rules.sweepSeconds)
  }

  /// Applies. Over a limit, or while something is held back, applies once more with what is over the limit held back.
  private func applied(extent: ApplyRequest.Extent) async -> RoundEnd {
    let accepted = acceptance
    acceptance = nil
    if accepted == nil, held.isEmpty, lastSweep != nil {
      let end = await apply(extent: extent, accepting: nil, isScreened: false)
      guard case .refused(.overLimit) = end.end else { return end }
    }
    // A limit is of the whole plan, and so is what accepts it: everything is looked at.
    return await apply(extent: .everything, accepting: accepted, isScreened: accepted == nil)
  }

  private func apply(extent: ApplyRequest.Extent, accepting accepted: Acceptance?, isScreened: Bool) async -> RoundEnd {
    let seen = SeenPlan()
    var request = ApplyRequest(
      branch: settings.branch, pushing: .toUpstream, recreate: [], asOf: settings.time.now(), isDayGiven: false,
      saved: nil, accepted: accepted?.digest, concurrency: settings.concurrency, installations: .none, lock: lock,
      pause: pause, screen: isScreened ? screen(telling: seen) : nil)
    request.because = accepted?.because
    request.extent = extent
    state.activity = .planning
    let (workspace, panel, sent) = (settings.workspace, settings.panel, request)
    let end = await stoppable { stop in
      await workspace.apply(
        sent, panel, until: stop, asking: consent,
        telling: { [weak self] event in
          guard let self, let activity = ReconcileState.Activity(event) else { return }
          Task { await self.show(activity) }
        })
    }
    return RoundEnd(
      end: end, isScreened: isScreened, wasEverything: isScreened || extent.isEverything, accepted: accepted?.digest,
      screened: await seen.plan, held: await seen.held)
  }

  private func screen(telling seen: SeenPlan) -> ApplyRequest.Screen {
    { [held] screened in
      let held = heldOverLimit(screened.plan, heldBefore: held.union(screened.heldBefore))
      await seen.note(screened.plan, holding: held)
      return held
    }
  }

  private func show(_ activity: ReconcileState.Activity) {
    switch state.activity {
    case .planning, .applying, .waitingForLock: state.activity = activity
    case .starting, .idle, .fetching, .stopped: break
    }
  }

  private var lock: LockRequest {
    LockRequest(
      owner: settings.owner, process: settings.process, nonce: settings.nonce(), patience: .seconds(300), force: .none,
      terms: .standard, time: settings.time)
  }

  private var pause: @Sendable (Int) async -> Void {
    let (sleep, chance) = (settings.time.sleep, settings.chance)
    return { tries in await sleep(.milliseconds(Int(Double(min(8, 1 << tries)) * 250 * (1 + chance())))) }
  }
}

/// CI performs only what pull requests showed where the policy says so, and only it knows what they did.
@Sendable private func consent(_ prepared: PreparedApply) async -> Consent {
  prepared.planned.fleet.settings.policy.apply == .reviewed ? .decline : .proceed
}

/// How an apply of a round ended, with what it held back.
struct RoundEnd: Sendable {
  let end: ApplyEnd
  let isScreened: Bool
  let wasEverything: Bool
  let accepted: Digest?
  /// The plan before anything was held back; nil where there was none, or nothing was screened.
  let screened: Plan?
  let held: Set<Digest>
}

/// The plan that a run screened.
private actor SeenPlan {
  private(set) var plan: Plan?
  private(set) var held: Set<Digest> = []

  func note(_ plan: Plan, holding held: [Digest: String]) {
    self.plan = plan
    self.held = Set(held.keys)
  }
}

extension ApplyRequest.Extent {
  fileprivate var isEverything: Bool {
    switch self {
    case .everything: true
    case .changed: false
    }
  }
}

extension ReconcileState.Activity {
  /// Nil where an event says nothing new about what is being done.
  fileprivate init?(_ event: ApplyEvent) {
    switch event {
    case .lock(.waiting), .lock(.watching): self = .waitingForLock
    case .preparing: self = .planning
    case .started: self = .applying
    case .lock(.tookOver), .lock(.notLookedAt), .reading, .limitWait, .doubting, .lookingAtEverything, .prepared,
      .stale,
      .progress, .lockLost, .ending, .lockNotReleased:
      return nil
    }
  }
}
