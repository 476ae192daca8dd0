public import Applier
import Forges
import Git
import Planner

extension Workspace {
  /// Applies what the tip of the run's branch says, and tells the pull requests that this covers.
  ///
  /// It goes by the branch's state and not by its event: whatever run was skipped, cancelled or thrown out of its queue is made up for. A checkout that
  /// became older while the job waited is brought to the tip first, and once more where the branch moved on before the lock was held.
  ///
  /// - Parameters:
  ///   - stop: ends the run in order.
  ///   - tell: called with each event as it happens, from any thread.
  public func applyMerge(
    _ request: CIApplyRequest, _ access: PanelAccess, until stop: ShutdownSignal,
    telling tell: @escaping @Sendable (ApplyEvent) -> Void
  ) async throws(NoBranchOfRun) -> CIApply {
    guard case .branch(let event) = request.pipeline.event else { throw NoBranchOfRun("apply", request.pipeline.event) }
    let coverage: Coverage? =
      if let repository { self.coverage(of: request, event.branch, in: repository) } else { nil }
    var remarks: [String] = []
    let end = await converge(request, event.branch, coverage, &remarks, access, until: stop, telling: tell)
    let applied = await AppliedPlan(end, coverage)
    // Whatever is left of a cancelled job's time belongs to the panel and the commit.
    let told = await stop.stage.cancelling(at: .remote) { await self.report(applied, request, coverage) }
    return CIApply(
      end: end, remarks: remarks + told.remarks, notPosted: told.notPosted, covered: told.covered, applied: applied,
      page: told.page, commentURLs: told.commentURLs, runURL: request.pipeline.runURL, folder: folder)
  }

  private func coverage(of request: CIApplyRequest, _ branch: String, in repository: Repository) -> Coverage {
    let names = CINames(folder)
    let search = CoverageSearch(
      client: request.client, whyNoClient: request.whyNoClient, branch: branch, applyStatus: names.applyStatus,
      fetch: { refs in try? await self.forgeRemote()?.fetchDetached(refs) }, sleep: request.sleep)
    return Coverage(search, repository, folder: fleetPath, names: names, accepted: request.accepted)
  }

  /// How often the branch may move on while the run waits for its lock.
  private static let mostMoves = 5

  private func converge(
    _ request: CIApplyRequest, _ branch: String, _ coverage: Coverage?, _ remarks: inout [String],
    _ access: PanelAccess, until stop: ShutdownSignal, telling tell: @escaping @Sendable (ApplyEvent) -> Void
  ) async -> ApplyEnd {
    let asOf = request.now()
    var moves = 0
    while true {
      let followed = await stop.stage.cancelling(at: .preparing) { () async -> Result<FollowedBranch, ApplyFailure> in
        do throws(ApplyFailure) { return .success(try await follow(branch, moving: true)) } catch {
          return .failure(error)
        }
      }
      switch followed {
      case .failure(let failure):
        let end: ApplyEnd = await stop.isAsked ? .stopped : .failed(failure)
        tell(.ending(end))
        return end
      case .success(let followed):
        if let remark = followed.checkout.remark, !remarks.contains(remark) { remarks.append(remark) }
      }
      let isLast = moves == Self.mostMoves
      let end = await apply(
        request.apply(to: branch, asOf: asOf, coverage), access, until: stop, asking: { _ in .proceed },
        telling: { event in
          if case .ending(let end) = event, !isLast, end.isBehind { return }
          tell(event)
        })
      guard end.isBehind, !isLast, await !stop.isAsked else { return end }
      moves += 1
    }
  }
}

extension ApplyEnd {
  /// Whether the branch has other orders than the checkout, because it moved on.
  fileprivate var isBehind: Bool {
    if case .failed(.ordersDiffer(_, .behind)) = self { true } else { false }
  }
}

extension FollowedBranch.Checkout {
  /// What people should know of it, without a full stop.
  fileprivate var remark: String? {
    switch self {
    case .current, .moved, .untouched: nil
    case .elsewhere:
      "the checkout stays where it is: it is on another branch, or has commits that the remote's branch does not have"
    case .stuck(let error): "the checkout could not be brought to the branch's tip: \(error)"
    }
  }
}

extension CIApplyRequest {
  fileprivate var whyNoClient: String {
    pipeline.place == nil
      ? "this run is of no known forge" : "there is no token for the forge; put one into BOTFLEET_FORGE_TOKEN"
  }

  fileprivate func apply(to branch: String, asOf: Instant, _ coverage: Coverage?) -> ApplyRequest {
    guard let coverage else { return apply(to: branch, asOf: asOf) { ReviewTrail() } }
    return apply(
      to: branch, asOf: asOf, screen: { await coverage.screen($0) },
      isFromPullRequest: { await coverage.isFromPullRequest($0) }
    ) {
      let trailers = await coverage.trailers()
      return ReviewTrail(pullRequests: trailers.pullRequests, approvedBy: trailers.approvedBy)
    }
  }

  private func apply(
    to branch: String, asOf: Instant, screen: ApplyRequest.Screen? = nil,
    isFromPullRequest: (@Sendable (String) async -> Bool)? = nil, trail: @escaping @Sendable () async -> ReviewTrail
  ) -> ApplyRequest {
    var request = ApplyRequest(
      branch: branch, pushing: .toUpstream, recreate: [], asOf: asOf, isDayGiven: false, saved: nil, accepted: accepted,
      concurrency: concurrency, installations: .none, lock: lock, pause: pause, screen: screen,
      isFromPullRequest: isFromPullRequest, trail: trail)
    request.because = because
    return request
  }
}

extension AppliedPlan {
  fileprivate init(_ end: ApplyEnd, _ coverage: Coverage?) async {
    let screened = await coverage?.screened
    var (refusal, failure, recorded): (String?, String?, String?) = (nil, nil, nil)
    var outcomes: [(change: Change, outcome: Outcome)] = []
    var leftBefore: Set<OrderID> = []
    switch end {
    case .finished(let finished, let prepared, _):
      outcomes = finished.run.outcomes
      recorded = finished.recording.pushed
      leftBefore = prepared.leftBefore.intersection(outcomes.map(\.change.order))
    case .refused(let why): refusal = why.words
    case .failed(let why): failure = "\(why)"
    case .noLock(let why): failure = "\(why)"
    case .stopped: failure = "the run was stopped before anything was done"
    }
    self.init(
      plan: screened?.plan, outcomes: outcomes, refusal: refusal, failure: failure, held: await coverage?.held ?? [:],
      pending: screened?.pending ?? [], revision: screened?.revision, recorded: recorded, leftBefore: leftBefore)
  }
}

extension Recording {
  /// The commit on the branch at the remote.
  fileprivate var pushed: String? {
    if case .committed(let commit, .pushed, _) = self { commit.description } else { nil }
  }
}
