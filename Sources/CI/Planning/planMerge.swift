public import Applier
import Forges
import Git
public import Planner

/// What `ci plan` is asked for.
public struct CIPlanRequest: Sendable {
  let pipeline: Pipeline
  let named: Named?
  let posting: Posting
  let now: @Sendable () -> Instant

  /// Two commits that somebody names in place of those of the event.
  public struct Named: Sendable {
    let base, head: String

    /// Revisions of the clone.
    public init(base: String, head: String) { (self.base, self.head) = (base, head) }
  }

  /// - Parameters:
  ///   - pipeline: where the run is, and what for.
  ///   - named: the two commits, where somebody names them.
  ///   - posting: whom the plan is told to.
  ///   - now: the time.
  public init(pipeline: Pipeline, named: Named?, posting: Posting, now: @escaping @Sendable () -> Instant) {
    (self.pipeline, self.named, self.posting, self.now) = (pipeline, named, posting, now)
  }

  /// The pull request that a head is of: where somebody names another commit, what is planned is not that.
  fileprivate func pullRequest(with head: String) -> PullRequestEvent? {
    guard case .pullRequest(let event) = pipeline.event, event.head == head else { return nil }
    return event
  }
}

extension Workspace {
  /// Plans what merging a pull request would do, and tells its forge: one comment, and two statuses of its head.
  ///
  /// The merge is made in memory of the base branch's tip and the head, both fetched now; nothing is written to the panel, and to the clone
  /// nothing but what was fetched. What cannot be posted changes nothing of how the plan came out.
  public func planMerge(_ request: CIPlanRequest, _ access: PanelAccess) async throws(CIPlanFailure) -> CIPlan {
    let commits = try await commits(for: request)
    let outcome = await outcome(of: commits, request, access)
    let page = MergePage(
      names: CINames(folder), outcome: outcome, base: commits.base.description, baseName: commits.baseName,
      head: commits.head.description, at: request.now(), runURL: request.pipeline.runURL)
    return CIPlan(
      outcome: outcome, page: page, posted: await post(page, request), folder: folder, remarks: commits.remarks)
  }

  private func commits(for request: CIPlanRequest) async throws(CIPlanFailure) -> MergeCommits {
    if let named = request.named { return try await .named(named.base, named.head, in: self) }
    guard case .pullRequest(let event) = request.pipeline.event else {
      throw .noPullRequest(request.pipeline.event.subject)
    }
    return try await .fetched(for: event, at: request.pipeline.place?.kind, in: self)
  }

  private func outcome(of commits: MergeCommits, _ request: CIPlanRequest, _ access: PanelAccess) async -> MergeOutcome
  {
    let (base, head) = (commits.base.description, commits.head.description)
    let source = FleetSource.merge(base: base, head: head)
    do throws(ApplyFailure) {
      guard runEnvironment.key != nil else { return .checked(try await check(source, beyond: base)) }
      return .planned(
        try await plan(
          PlanRequest(
            source: source, base: base, asOf: request.now(), isDayGiven: false, now: request.now, orders: [],
            look: .auto), access))
    } catch .mergeConflict(let paths) {
      return .conflict(paths: paths)
    } catch {
      return .failed(error)
    }
  }

  /// Looks at the documents alone. What is wrong with them at the base as well is not of the merge's making.
  private func check(_ source: FleetSource, beyond base: String) async throws(ApplyFailure)
    -> MergeOutcome.DocumentCheck
  {
    let check = try await checkFleet(from: source)
    let known = Set((try? await checkFleet(from: .revision(base)))?.diagnostics ?? [])
    return MergeOutcome.DocumentCheck(
      problems: check.diagnostics,
      errors: check.diagnostics.filter { $0.severity == .error && !known.contains($0) })
  }

  private func post(_ page: MergePage, _ request: CIPlanRequest) async -> Posted {
    switch request.posting {
    case .off: return Posted()
    case .impossible(let why): return Posted(notPosted: [why])
    case .to(let client):
      let poster = PlanPoster(client: client, page: page, request: request.pullRequest(with: page.head)) {
        [repository] commit in
        guard let repository, let old = ObjectID(commit), let new = ObjectID(page.head) else { return false }
        return (try? await repository.isAncestor(old, of: new)) ?? false
      }
      return await poster.post()
    }
  }
}

extension Pipeline {
  /// What the run is for, where there is nothing to plan for that at a known forge: a tag, a release, a pull request that is closed.
  public var nothingToPlan: String? {
    guard place != nil, case .other(let subject) = event else { return nil }
    return subject
  }
}
