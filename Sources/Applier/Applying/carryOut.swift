import Git
public import Panel
public import Planner

/// How to perform an apply.
struct Execution: Sendable {
  /// How many changes to perform at once.
  let concurrency: Int
  let stop: ShutdownSignal
  /// The digest that accepted a plan over a safety limit.
  let accepted: Digest?
  /// Why it was accepted.
  let because: String?
  /// The lock that was taken over, for the record.
  let taking: LockTakeover?
  let installations: InstallationWait
  /// The time, for what is recorded.
  let now: @Sendable () -> Instant
  /// Waits before the next try at the remote, a little longer each time.
  let pause: @Sendable (_ tries: Int) async -> Void
  /// Where what is applied was reviewed.
  let trail: @Sendable () async -> ReviewTrail
  let tell: @Sendable (ApplyProgress) -> Void
}

/// What an apply led to.
public struct FinishedApply: Sendable {
  public let run: Run
  public let recording: Recording
  /// Why the panel could not be read again, if it could not.
  public let observationFailure: PanelFailure?
}

extension PreparedApply {
  /// Performs the plan, observes again, and commits the outcome. Does not throw: whatever fails is an outcome.
  func carryOut(_ execution: Execution) async -> FinishedApply {
    let plan = planned.plan
    let startedAt = execution.now()
    let failedBefore = planned.fleet.results.compactMapValues(\.failure)
    let executor = ChangeExecutor(
      actionExecutor: ActionExecutor(
        panel: panel, planned: Set(plan.changes.compactMap(\.placement?.allocation.id))),
      concurrency: execution.concurrency, stop: execution.stop, tell: execution.tell, failedBefore: failedBefore,
      turn: startedAt.seconds)
    let outcomes = await executor.perform(plan.changes, on: planned.observation.servers) { change in
      if let review, !review.reviewed.contains(change.digest) { return .skipped(review.skip(for: change)) }
      return heldBack[change.digest].map { .skipped(.heldBack($0)) }
    }
    let answered = Run(
      plan: plan, revision: revision.description, startedAt: startedAt, outcomes: outcomes, failedBefore: failedBefore)
    let begun = await awaitFate(after: outcomes, execution)
    let awaited = await awaitInstallations(after: outcomes, execution)
    execution.tell(.observing)
    let seen = await execution.stop.stage.cancelling(at: .reading) {
      await lookAgain(after: answered, begun, awaited, execution)
    }
    let recording = await record(seen, execution)
    return FinishedApply(run: seen.run, recording: recording, observationFailure: seen.failure)
  }

  /// The run compared with what the panel has after it, and what to record of it.
  private struct PostApplyState {
    let run: Run
    let results: [OrderResult]
    /// What would be done next; nil where the panel could not be read.
    let again: Plan?
    let failure: PanelFailure?
  }

  /// Reads again what the run touched on the panel. The second plan is made as of the same moment as the first: as of another one, what was due
  /// would not be, and what failed would look as if it were done.
  private func lookAgain(
    after answered: Run, _ begun: Set<OrderID>, _ awaited: [ServerID], _ execution: Execution
  ) async -> PostApplyState {
    let fleet = planned.fleet
    let (seen, seenAgain): (Observation, Set<OrderID>?)
    do throws(PanelFailure) {
      (seen, seenAgain) = try await observeAgain(after: answered.outcomes, begun, awaited)
    } catch {
      let servers = answered.servers(after: planned.observation.servers)
      return PostApplyState(
        run: answered.unseen(because: error.description),
        results: makeResults(of: answered, for: fleet, after: servers), again: nil, failure: error)
    }
    let doubt = doubt(in: seen, after: answered.outcomes, begun: begun, now: await panel.clock ?? execution.now())
    let run = answered.settled(by: Look(seen), doubt).noting(awaited: awaited, in: seen)
    let certain = seen.servers.filter { server in server.order.map { !doubt.unconfirmed.contains($0) } ?? true }
    let results = makeResults(of: run, for: fleet, after: certain)
    let again = makePlan(
      from: seen.noting(planned.observation.clockGap), to: fleet.recording(results), trusting: planned.trusted,
      asOf: asOf, unsettled: seenAgain.flatMap { planned.plan.unsettled(lookedAt: $0, recorded: results) })
    return PostApplyState(run: run.noting(movedIn: again), results: results, again: again, failure: nil)
  }

  private func record(_ seen: PostApplyState, _ execution: Execution) async -> Recording {
    let (fleet, run, results) = (planned.fleet, seen.run, seen.results)
    var changes: [String: CommitDraft.Change] = [:]
    for result in results {
      changes["\(workspace.fleetPath)/\(resultPath(of: result.order))"] = .write(writeResult(result))
    }
    guard let repository = workspace.repository else {
      preconditionFailure("an apply was prepared without a repository")
    }
    let author = fleet.settings.author
    let recorder = Recorder(
      repository: repository, branch: branch, head: head, workspace: workspace,
      author: Signature(name: author.name, email: author.email, time: Int64(execution.now().seconds)),
      signer: signer, takingOver: TakingOver(planned.takenOver, in: workspace),
      openOrders: openOrders(after: run, next: seen.again, results), pause: execution.pause)
    execution.tell(.recording)
    return await execution.stop.stage.cancelling(at: .remote) { [changes] in
      // Nobody is asked about a commit that is not made.
      let trail = changes.isEmpty ? ReviewTrail() : await execution.trail()
      var provenance = Provenance(
        run: CIEnvironment(workspace.runEnvironment.variables).runURL, pullRequests: trail.pullRequests,
        approvedBy: trail.approvedBy, accepted: execution.accepted, taking: execution.taking,
        asOf: isDayGiven ? asOf.day : nil, folder: workspace.folder, before: before)
      provenance.because = execution.because
      let message = commitMessage(for: run, results: results, from: provenance)
      return await recorder.record(changes, message: message, on: base)
    }
  }
}
