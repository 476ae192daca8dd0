import Planner

extension Workspace {
  /// Applies: takes the lock, reads the fleet and the panel, plans, asks, performs, reads the panel again, records, and
  /// gives the lock back. Never ends the process, and may be called any number of times.
  ///
  /// - Parameters:
  ///   - access: how to reach the panel.
  ///   - stop: ends the run in order.
  ///   - consent: asked before anything is done, unless the plan is refused. Its task is cancelled when the run should
  ///     stop.
  ///   - tell: called with each event as it happens, from any thread.
  /// - Returns: how the run ended, once the lock is given back.
  public func apply(
    _ request: ApplyRequest, _ access: PanelAccess, until stop: ShutdownSignal,
    asking consent: @escaping @Sendable (PreparedApply) async -> Consent,
    telling tell: @escaping @Sendable (ApplyEvent) -> Void
  ) async -> ApplyEnd {
    let access = access.telling({ tell(.reading($0)) }, ofWaits: { tell(.limitWait($0)) })
    let run = ApplyRun(
      workspace: self, request: request, access: access, stop: stop, consent: consent, tell: tell)
    return await run.end()
  }
}

/// One apply on its way.
private struct ApplyRun: Sendable {
  let workspace: Workspace
  let request: ApplyRequest
  let access: PanelAccess
  let stop: ShutdownSignal
  let consent: @Sendable (PreparedApply) async -> Consent
  let tell: @Sendable (ApplyEvent) -> Void

  /// An end before anything was done.
  private struct EarlyEnd: Error {
    let end: ApplyEnd
  }

  private typealias Locked = (branch: ResultsBranch, lock: ApplyLock)

  func end() async -> ApplyEnd {
    let locked: Locked
    do throws(EarlyEnd) {
      locked = try await preparing { () async throws(EarlyEnd) in try await takeLock() }
    } catch {
      let end = await stop.isAsked ? .stopped : error.end
      tell(.ending(end))
      return end
    }
    await stop.require { await locked.lock.isSafe }
    await locked.lock.keep { tell(.lockLost($0)) }
    let end = await underLock(locked)
    tell(.ending(end))
    if let why = await stop.stage.cancelling(at: .lock, { await locked.lock.release() }) {
      tell(.lockNotReleased(why: why))
    }
    return end
  }

  /// Runs a step that precedes all changes; it is cancelled when the run should stop.
  private func preparing<Value: Sendable>(
    _ step: @escaping @Sendable () async throws(EarlyEnd) -> Value
  ) async throws(EarlyEnd) -> Value {
    let result = await stop.stage.cancelling(at: .preparing) { () async -> Result<Value, EarlyEnd> in
      do throws(EarlyEnd) { return .success(try await step()) } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func takeLock() async throws(EarlyEnd) -> Locked {
    let branch: ResultsBranch
    do throws(ApplyFailure) { branch = try await workspace.chooseBranch(request) } catch {
      throw EarlyEnd(end: .failed(error))
    }
    do throws(LockFailure) {
      // The signal will hold this lock: were it to hold the run as well, which holds the signal, neither would ever be freed.
      let lock = request.lock.telling { [tell] in tell(.lock($0)) }
      return (branch, try await workspace.acquireLock(for: branch, lock))
    } catch {
      throw EarlyEnd(end: .noLock(error))
    }
  }

  private func underLock(_ locked: Locked) async -> ApplyEnd {
    if await stop.isAsked { return .stopped }
    do throws(EarlyEnd) {
      let prepared = try await preparing { () async throws(EarlyEnd) in
        let prepared = try await prepare(on: locked.branch)
        try await ask(prepared)
        return prepared
      }
      guard await stop.begin() else { return .stopped }
      guard await locked.lock.isSafe else { return .refused(.lockLost) }
      return await carryOut(prepared, under: locked.lock)
    } catch {
      return await stop.isAsked ? .stopped : error.end
    }
  }

  private func prepare(on branch: ResultsBranch) async throws(EarlyEnd) -> PreparedApply {
    tell(.preparing)
    let prepared: PreparedApply
    do throws(ApplyFailure) {
      prepared = try await workspace.prepareApply(request, on: branch, access, telling: tell)
    } catch {
      throw EarlyEnd(end: .failed(error))
    }
    if Task.isCancelled { throw EarlyEnd(end: .stopped) }
    tell(.prepared(prepared))
    try checkReview(of: prepared)
    try checkLimits(of: prepared.planned.plan)
    return prepared
  }

  /// What was reviewed is performed exactly, or not at all; what moved since is named.
  private func checkReview(of prepared: PreparedApply) throws(EarlyEnd) {
    guard let review = prepared.review else { return }
    for (order, why) in review.moved.sorted(by: { $0.key < $1.key }) { tell(.stale(order, why: why)) }
    if review.isWhollyStale { throw EarlyEnd(end: .refused(.stalePlan)) }
  }

  /// A safety limit can be lifted for exactly the plan that somebody looked at, and no other.
  private func checkLimits(of plan: Plan) throws(EarlyEnd) {
    guard plan.refusals.isEmpty || plan.isAcceptable else { throw EarlyEnd(end: .refused(.anotherPanel)) }
    if request.accepted == plan.acceptance || request.accepted == nil && plan.refusals.isEmpty { return }
    throw EarlyEnd(end: .refused(plan.refusals.isEmpty ? .needlessAcceptance : .overLimit))
  }

  private func ask(_ prepared: PreparedApply) async throws(EarlyEnd) {
    switch await consent(prepared) {
    case .proceed: return
    case .decline: throw EarlyEnd(end: .refused(.declined))
    case .notSeen: throw EarlyEnd(end: .refused(.notSeen))
    }
  }

  private func carryOut(_ prepared: PreparedApply, under lock: ApplyLock) async -> ApplyEnd {
    tell(.started(prepared))
    let finished = await prepared.carryOut(
      Execution(
        concurrency: request.concurrency, stop: stop, accepted: request.accepted, because: request.because,
        taking: lock.taking,
        installations: request.installations, now: request.now, pause: request.pause,
        trail: request.trail, tell: { tell(.progress($0)) }))
    return .finished(finished, of: prepared, lost: await lock.loss)
  }
}
