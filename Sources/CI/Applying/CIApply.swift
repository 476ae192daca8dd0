public import Applier
public import Forges
public import Planner
import Reports

/// What `ci apply` is asked for.
public struct CIApplyRequest: Sendable {
  let pipeline: Pipeline
  let client: (any ForgeClient)?
  let posting: Posting
  let accepted: Digest?
  /// Why it is accepted, in one line, for the commit; nil where nobody says.
  public var because: String?
  let concurrency: Int
  let lock: LockRequest
  let pause: @Sendable (Int) async -> Void
  let now: @Sendable () -> Instant
  let sleep: @Sendable (Duration) async -> Void

  /// - Parameters:
  ///   - pipeline: where the run is, and what for.
  ///   - client: the forge, to read from; nil where there is none, or no token.
  ///   - posting: whom the outcome is told to.
  ///   - accepted: the digest of a plan that somebody looked at: it is performed whole, whatever limits and reviews say.
  ///   - concurrency: how many changes to perform at once.
  ///   - lock: who applies, and how long it waits for others.
  ///   - pause: waits before the next try at the remote, a little longer each time.
  ///   - now: the time.
  ///   - sleep: waits; returns early where its task is cancelled.
  public init(
    pipeline: Pipeline, client: (any ForgeClient)?, posting: Posting, accepted: Digest?, concurrency: Int,
    lock: LockRequest, pause: @escaping @Sendable (Int) async -> Void, now: @escaping @Sendable () -> Instant,
    sleep: @escaping @Sendable (Duration) async -> Void
  ) {
    (self.pipeline, self.client, self.posting) = (pipeline, client, posting)
    (self.accepted, self.concurrency, self.lock) = (accepted, concurrency, lock)
    (self.pause, self.now, self.sleep) = (pause, now, sleep)
  }
}

/// An apply of a run of CI, and who was told.
public struct CIApply: Sendable {
  /// How it ended.
  public let end: ApplyEnd
  /// What a reader should know beside it, one sentence each without a full stop.
  public let remarks: [String]
  /// What the forge was not told, and why.
  public let notPosted: [NotPosted]
  /// The pull requests that it covered.
  public let covered: CoveredPullRequests
  let applied: AppliedPlan
  let page: ApplyPage?
  let commentURLs: [String]
  let runURL: String?
  let folder: FleetFolder

  /// What it means for the run.
  public var meaning: RunEnd { end.meaning }

  /// What steps behind this one can go by.
  public var outputs: RunOutputs {
    let done = applied.outcomes.count(where: \.outcome.isApplied)
    let held = applied.held.count
    let heldOutcomes = applied.outcomes.count { applied.held[$0.change.digest] != nil }
    return RunOutputs(
      of: "apply",
      [
        .init("result", .text(page?.status.description ?? applied.failure.map { _ in "there was no plan" })),
        .init("digest", .text(applied.nextAcceptance?.description)),
        .init("changes", .number(applied.plan?.changes.count ?? 0)), .init("applied", .number(done)),
        .init("failed", .number(applied.outcomes.count - done - heldOutcomes)), .init("held", .number(held)),
        .init("refused", .number(applied.plan?.refusals.count ?? 0)), .init("errors", .number(errors.count)),
        .init("revision", .text(applied.revision)),
        .init("pull-requests", .lines(covered.requests.map(\.url).filter { !$0.isEmpty })),
        .init("run-url", .text(runURL)), .init("comment-urls", .lines(commentURLs)),
        .init("not-posted", .lines(notPosted.map { "\($0)" })),
      ])
  }

  /// The files for a folder of artifacts, by their names: the plan as `plan.json` and `plan.html` where there is one.
  public var artifacts: [String: String] {
    guard let plan = applied.plan else { return [:] }
    return ["plan.json": planJSON(plan, in: folder), "plan.html": planHTML(plan)]
  }

  /// The page for a job's summary.
  public var summaryPage: String { page?.summary ?? "" }

  private var errors: [Diagnostic] {
    let problems: [Diagnostic] =
      switch end {
      case .finished(_, let prepared, _): prepared.diagnostics
      case .failed(.documents(let problems)): problems
      case .failed, .refused, .noLock, .stopped: []
      }
    return problems.filter { $0.severity == .error }
  }
}
