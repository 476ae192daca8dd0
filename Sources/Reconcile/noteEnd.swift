import Applier
import Git
import Logging
import Panel
import Planner

extension Reconciler {
  /// Remembers how a round ended, and says how long to wait before the next.
  func note(_ round: RoundEnd, at tip: String, on day: Day, wasSweep: Bool) -> Duration {
    settled = nil
    let now = settings.time.now()
    switch round.end {
    case .finished(let finished, let prepared, let lost):
      if round.wasEverything {
        lastSweep = settings.time.elapsed()
        state.lastSweep = now
        state.figures = PanelFigures(prepared.planned)
      }
      return note(finished, of: prepared, round, lost: lost != nil, at: tip, on: day)
    case .refused(let why): return note(why, round)
    case .failed(.ordersDiffer):
      // Somebody pushed between the fetch and the lock.
      count(.failed)
      return .seconds(1)
    case .failed(let failure):
      count(.failed)
      return fail(failure.hindrance, "\(failure)", advice: nil)
    case .noLock(.held(let holder)):
      count(.refused)
      return fail(.lock, holder.description, advice: holder.advice)
    case .noLock(let failure):
      count(.failed)
      return fail(.remote, "\(failure)", advice: failure.advice)
    case .stopped:
      count(.stopped)
      return .seconds(rules.everySeconds)
    }
  }

  private func note(
    _ finished: FinishedApply, of prepared: PreparedApply, _ round: RoundEnd, lost isLost: Bool, at tip: String,
    on day: Day
  ) -> Duration {
    let plan = prepared.planned.plan
    let failed = finished.run.outcomes.filter { $0.outcome.isOpen && !round.held.contains($0.change.digest) }
    let isRecorded = finished.recording.isAtRemote
    let isDone = failed.isEmpty && finished.observationFailure == nil && isRecorded && !isLost
    let meaning: ReconcileState.RunMeaning = isDone ? .done : .incomplete
    count(meaning)
    var made: [Change.Kind: Int] = [:]
    for (change, outcome) in finished.run.outcomes where outcome.isApplied { made[change.kind, default: 0] += 1 }
    state.applied = prepared.revision.description
    state.lastRun = .init(
      at: settings.time.now(), wasSweep: round.wasEverything, meaning: meaning, made: made,
      failed: Set(failed.map(\.change.order)).sorted(), waiting: plan.waiting.count,
      commit: finished.recording.pushedCommit?.description)
    noteWaits(plan, isWhole: round.wasEverything)
    noteHeld(round, hasMade: !made.isEmpty)
    if !made.isEmpty || !isDone {
      log.info(
        "applied",
        metadata: [
          "meaning": "\(meaning.rawValue)", "revision": "\(prepared.revision.description.prefix(12))",
          "changes": "\(made.values.reduce(0, +))", "failed": "\(failed.count)", "held": "\(round.held.count)",
        ])
    }
    guard isDone else {
      let why =
        failed.isEmpty
        ? finished.observationFailure.map { "the panel could not be read again: \($0)" }
          ?? "the results are not at the remote: \(finished.recording.place)"
        : "\(failed.count) changes were not made"
      return fail(failed.isEmpty ? .results : .panel, why, advice: "each order's result says what failed")
    }
    state.failures = 0
    state.hindrance = state.overLimit.map { limit in hindrance(.limit, words(for: limit), advice(for: limit)) }
    let isInstalling = prepared.planned.fleet.results.values.contains { $0.livingServer?.installation == .running }
    // What waits over a limit waits for a person, whose answer is a commit or an acceptance.
    guard made.isEmpty, !isInstalling, plan.waiting.allSatisfy(\.reason.isOfDocuments) || state.overLimit != nil else {
      return openPause(at: tip, afterChanges: !made.isEmpty)
    }
    settled = (tip, day)
    return .seconds(rules.everySeconds)
  }

  private func noteWaits(_ plan: Plan, isWhole: Bool) {
    var waits = isWhole ? [:] : state.waits
    for change in plan.changes { waits[change.order] = nil }
    for waiting in plan.waiting { waits[waiting.order] = waiting.reason }
    for held in plan.held { waits[held.order] = .upgradeDoesNotFit(held.shortage) }
    state.waits = waits
    var faulty = isWhole ? [:] : state.faulty
    for order in plan.changes.map(\.order) + plan.waiting.map(\.order) { faulty[order] = nil }
    state.faulty = faulty.merging(plan.errorsByOrder) { $1 }
  }

  /// How long to wait for what only looking again ends, such as an installation: each time longer, up to ten minutes.
  private func openPause(at tip: String, afterChanges: Bool) -> Duration {
    openRounds = afterChanges || openTip != tip ? 0 : openRounds + 1
    openTip = tip
    return .seconds(min(max(600, rules.everySeconds), rules.everySeconds << min(openRounds, 10)))
  }

  private func noteHeld(_ round: RoundEnd, hasMade: Bool) {
    guard let plan = round.screened else {
      if round.accepted != nil { (held, state.overLimit) = ([], nil) }
      return
    }
    held = Set(plan.changes.filter { round.held.contains($0.digest) }.map(\.order))
    guard !held.isEmpty else { return state.overLimit = nil }
    // What accepts the rest is known once a plan has nothing but the rest.
    state.overLimit = .init(
      refusals: plan.refusals, acceptance: hasMade ? nil : plan.acceptance, held: held.sorted(),
      since: state.overLimit?.since ?? settings.time.now())
  }

  private func note(_ why: ApplyRefusal, _ round: RoundEnd) -> Duration {
    count(.refused)
    switch why {
    case .overLimit, .anotherPanel:
      if round.accepted != nil {
        return fail(.acceptance, "the plan is no longer the one that was accepted", advice: "look at it again")
      }
      let plan = round.screened
      let orders = (plan?.changes.map(\.order) ?? []).sorted()
      let limit = ReconcileState.OverLimit(
        refusals: plan?.refusals ?? [], acceptance: why == .overLimit ? plan?.acceptance : nil, held: orders,
        since: state.overLimit?.since ?? settings.time.now())
      state.overLimit = limit
      return fail(.limit, words(for: limit), advice: advice(for: limit))
    case .needlessAcceptance:
      return fail(.acceptance, "the plan that was accepted needs nobody to accept it any more", advice: nil)
    case .declined:
      return fail(
        .policy, "policy.apply is reviewed, and only CI knows what pull requests showed",
        advice: "leave `reconcile` out of service.yaml, or set policy.apply to merged")
    case .lockLost: return fail(.lock, "the lock was lost before anything was done", advice: nil)
    case .stalePlan, .notSeen: preconditionFailure("nobody was shown a plan")
    }
  }

  private func count(_ meaning: ReconcileState.RunMeaning) { state.runs[meaning, default: 0] += 1 }

  /// Remembers what hinders, and says how long to wait: each time longer, up to ten minutes.
  func fail(_ what: ReconcileState.Hindrance.What, _ why: String, advice: String?) -> Duration {
    if state.hindrance?.what != what {
      log.warning("hindered", metadata: ["by": "\(what.rawValue)"])
    }
    state.failures += 1
    state.hindrance = hindrance(what, why, advice)
    let longest = max(600, rules.everySeconds)
    let pause = min(longest, rules.everySeconds << min(state.failures - 1, 10))
    return .milliseconds(Int(Double(pause) * 1000 * (1 + 0.2 * settings.chance())))
  }

  private func hindrance(
    _ what: ReconcileState.Hindrance.What, _ why: String, _ advice: String?
  ) -> ReconcileState.Hindrance {
    let since = state.hindrance.flatMap { $0.what == what ? $0.since : nil } ?? settings.time.now()
    return .init(what: what, why: escapedForDisplay(why, upTo: 2000), advice: advice, since: since)
  }

  private func words(for limit: ReconcileState.OverLimit) -> String {
    "the plan is over a limit: \(limit.held.count) orders wait for somebody who accepts it"
  }

  private func advice(for limit: ReconcileState.OverLimit) -> String {
    guard let acceptance = limit.acceptance else {
      return limit.refusals.allSatisfy { $0.remedy == .acceptable }
        ? "the next round shows what accepts it" : "see that this is the right panel; nothing can accept this"
    }
    return "look at `botfleet plan`, and then apply with --accept \(acceptance)"
  }
}

extension Outcome {
  /// Whether the next run has to look at it again.
  fileprivate var isOpen: Bool {
    switch self {
    case .applied: false
    case .installFailed, .failed, .skipped, .unknown, .contradicted: true
    }
  }
}

extension Waiting.Reason {
  /// Whether only an edit of a document ends it, or the next day: looking again does not.
  fileprivate var isOfDocuments: Bool {
    switch self {
    case .quotePending, .paymentPending, .overdue, .refunded, .suspendedInOrder, .notBegun, .ended, .tierRetired,
      .eggChange:
      true
    case .noSuchUser, .userNotLinkable, .serverNotLinkable, .externalIDTaken, .nowhereToPlace, .upgradeDoesNotFit,
      .eggRefusesValue, .missingPermissions, .installing, .restoringBackup, .unfamiliarStatus:
      false
    }
  }
}

extension Recording {
  fileprivate var pushedCommit: ObjectID? {
    if case .committed(let commit, .pushed, _) = self { commit } else { nil }
  }

  /// Whether the remote's branch has everything that is to be recorded.
  fileprivate var isAtRemote: Bool {
    switch self {
    case .nothingNew, .committed(_, .pushed, _), .committed(_, .local, _): true
    case .stillWaiting, .committed(_, .aside, _), .committed(_, .refused, _), .committed(_, .unpushed, _), .failed:
      false
    }
  }

  fileprivate var place: String {
    switch self {
    case .nothingNew, .committed(_, .pushed, _), .committed(_, .local, _): "they are"
    case .stillWaiting: "they wait beside the branch"
    case .committed(_, .aside(_, let why), _): "they wait beside the branch: \(why)"
    case .committed(_, .refused(_, let why), _): "the remote refuses them: \(why)"
    case .committed(_, .unpushed(let error), _): "\(error)"
    case .failed(let error): "\(error)"
    }
  }
}

extension ApplyFailure {
  /// Which part of the world is at fault.
  fileprivate var hindrance: ReconcileState.Hindrance.What {
    switch self {
    case .git(let error): error.concernsRemote ? .remote : .other
    case .panel, .noKey, .noPanel: .panel
    case .documents, .noFleet: .documents
    case .otherBranch: .policy
    case .unwritable, .noRepository, .noCommit, .uncommitted, .ordersDiffer, .noBranch, .mergeConflict, .unreadableFile,
      .savedPlan, .noSoundOrder, .noSuchOrder, .nothingToRecreate, .nothingToResume:
      .other
    }
  }
}
