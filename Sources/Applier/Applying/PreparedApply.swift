public import Git
import Panel
public import Planner

/// An apply that is planned and may be performed.
public struct PreparedApply: Sendable {
  public let planned: PlannedFleet
  /// The problems of all documents. Sound orders are applied all the same.
  public let diagnostics: [Diagnostic]
  public let branch: ResultsBranch
  /// What the saved plan selects; nil where everything is performed.
  public let review: Review?
  /// Why changes are held back, by their digests; the plan's refusals do not count these.
  public let heldBack: [Digest: String]
  /// The commit that the orders were read from.
  public let revision: ObjectID
  /// The moment as of which the plan is made, before and after the run.
  let asOf: Instant
  let isDayGiven: Bool
  let workspace: Workspace
  let base: ResultsBase
  let signer: Signer?
  let head: Head
  let panel: any PanelClient
  /// The last run that the branch has a record of; nil where there is none, or nobody asked.
  let before: RecordedRun?
  /// What was read of the fleet, before anything was known of the panel.
  let read: ReadFleet
  /// What the branch says of open orders.
  let openOrdersRecord: OpenOrdersRecord

  /// The orders that the last recorded run tried in vain, or did not come to.
  public var leftBefore: Set<OrderID> {
    let failed = planned.fleet.results.filter { $0.value.failure != nil }.keys
    guard case .recorded(let record, _) = openOrdersRecord else { return Set(failed) }
    return record.orders.open.filter { $0.value.isLeftover }.keys.reduce(into: Set(failed)) { $0.insert($1) }
  }
}

extension OpenOrders.Reason {
  /// Whether a change was planned for the order, and not made as far as anybody knows.
  fileprivate var isLeftover: Bool {
    switch self {
    case .failed, .unknown, .undone: true
    case .installing, .waiting, .refused: false
    }
  }
}

extension Workspace {
  /// The branch that results go to; throws where nothing could be recorded, and where the fleet is not to be applied from there.
  func chooseBranch(_ request: ApplyRequest) async throws(ApplyFailure) -> ResultsBranch {
    let repository = try requireRepository()
    do { try await repository.requireWritable() } catch { throw .unwritable(error) }
    let branch = try await ResultsBranch.choose(
      for: folder, named: request.branch, in: repository, ci: CIEnvironment(runEnvironment.variables),
      pushing: request.pushing, environment: runEnvironment.variables, log: log)
    try await requireBranch(branch.applied, in: repository)
    return branch
  }

  /// Reads the orders of `HEAD` and what is recorded on the results branch, and plans. Changes nothing, except that it
  /// fetches the branch.
  ///
  /// - Parameter tell: told where the run waits to see whether the panel keeps servers, and where it looks at everything.
  func prepareApply(
    _ request: ApplyRequest, on branch: ResultsBranch, _ access: PanelAccess, telling tell: (ApplyEvent) -> Void
  ) async throws(ApplyFailure) -> PreparedApply {
    let repository = try requireRepository()
    await removeDeadLocks(of: repository)
    let (head, revision) = try await committedHead(of: repository)
    if case .everything = request.extent { try await requireCommitted(in: repository) }
    let signer = try await attempt { () throws(GitError) in
      try await Signer.find(for: repository, in: runEnvironment.variables, log: log)
    }
    let base = try await ResultsBase.find(for: revision, on: branch, in: self, repository)
    let openOrders = try await attempt { () throws(GitError) in
      try await openOrdersRecord(at: base.commit, in: repository)
    }
    let start = HeadStart()
    async let _ = start.run(for: self, addresses: .read, access)
    let read = try await readFleet(request, on: base, as: revision, beside: openOrders, in: repository) {
      start.begin($0)
    }
    if let why = read.whole {
      tell(.lookingAtEverything(why))
      try await requireCommitted(in: repository)
    }
    if let documents = read.documents { try await requireCommitted(documents, in: repository) }
    let fleet = read.fleet
    try fleet.requireOrders(request.recreate.union(request.resume))
    try await testSigning(signer, as: fleet.settings.author)
    let trusted =
      read.changed == nil ? try await trustedResults(at: base.commit, beside: fleet) : TrustedResults(fleet.results)
    let recorded = try await recorded(before: fleet, on: branch, base, request)
    let variables = fleet.declaredVariables.union(recorded?.fleets.first?.declaredVariables ?? [])
    let panel = try await connect(to: fleet.settings, reading: variables, access)
    let background = try await background(
      of: fleet, trusting: trusted, on: branch, base, repository, request, isSigned: signer != nil)
    let planned = try await settledPlan(
      fleet, background, after: recorded, on: panel, begun: start.showing(variables), request, telling: tell)
    let idle = request.recreate.filter { order in !planned.plan.changes.contains { $0.isRecreation(of: order) } }
    if let order = idle.min() { throw .nothingToRecreate(order) }
    let resting = request.resume.filter { order in !planned.plan.changes.contains { $0.isResumption(of: order) } }
    if let order = resting.min() { throw .nothingToResume(order) }
    let review = try await review(planned, against: request.saved)
    let heldBack = await heldBack(of: planned, at: revision, recorded, fleet.settings.policy.apply, request)
    return PreparedApply(
      planned: planned.with(planned.plan.holdingBack(Set(heldBack.keys))), diagnostics: read.diagnostics,
      branch: branch, review: review, heldBack: heldBack, revision: revision, asOf: request.asOf,
      isDayGiven: request.isDayGiven, workspace: self, base: base, signer: signer, head: head, panel: panel,
      before: recorded?.run, read: read, openOrdersRecord: openOrders)
  }

  /// A key that is locked or missing should show before there are results to lose.
  private func testSigning(_ signer: Signer?, as author: FleetSettings.Author) async throws(ApplyFailure) {
    guard let signer else { return }
    try await attempt { () throws(GitError) in
      try await signer.test(as: Signature(name: author.name, email: author.email, time: 0))
    }
  }

  private func committedHead(of repository: Repository) async throws(ApplyFailure) -> (Head, ObjectID) {
    let head = try await attempt { () throws(GitError) in try await repository.head() }
    guard let commit = head.commit else { throw .noCommit }
    return (head, commit)
  }

  private func review(_ planned: PlannedFleet, against saved: SavedPlan?) async throws(ApplyFailure) -> Review? {
    do throws(SavedPlanFailure) {
      return try await saved?.review(planned, in: folder) {
        guard let revision = saved?.revision else { return nil }
        return try? await readFleet(from: .revision(revision)).fleet
      }
    } catch {
      throw .savedPlan(error)
    }
  }

  /// The plan once the panel has decided about what a killed run had begun. A server that is adopted and then taken
  /// back would count as vanished, and no run would create it again.
  private func settledPlan(
    _ fleet: Fleet, _ background: Background, after recorded: RecordedDocuments?, on panel: any PanelClient,
    begun: BegunLook, _ request: ApplyRequest, telling tell: (ApplyEvent) -> Void
  ) async throws(ApplyFailure) -> PlannedFleet {
    let planned = try await plan(fleet, background, after: recorded, on: panel, begun: begun, request)
    let doubtful = planned.serversInDoubt(asOf: await panel.clock ?? request.now(), on: panel)
    guard !doubtful.isEmpty else { return planned }
    tell(.doubting(doubtful.count))
    do { try await panel.awaitFate(of: doubtful.map(\.id), among: planned.serverCount) } catch {
      throw .panel(error)
    }
    return try await plan(fleet, background, after: recorded, on: panel, request)
  }

  /// What waits beside the branch, and what git says about since when documents say what they say. Where git says
  /// nothing, nothing is deleted.
  private func background(
    of fleet: Fleet, trusting trusted: TrustedResults, on branch: ResultsBranch, _ base: ResultsBase,
    _ repository: Repository, _ request: ApplyRequest, isSigned: Bool
  ) async throws(ApplyFailure) -> Background {
    let waiting = try await base.waitingRecords(of: fleet, on: branch, in: self, repository, isSigned: isSigned)
    let evidence = try await attempt { () throws(GitError) in
      try await gatherEvidence(
        of: fleet, waiting, at: base.commit, now: max(request.now(), request.asOf), .latest
      ) { () throws(GitError) in
        do throws(GitError) { try await branch.remote?.unshallow(branch.ref) } catch {
          if case .cancelled = error { throw error }
        }
      }
    }
    let origins = Origins(
      repository: repository, branch: base.commit, planned: base.commit, settingsPath: "\(fleetPath)/fleet.yaml"
    ) {
      try? await branch.remote?.unshallow(branch.ref)
    }
    return Background(trusted: trusted, waiting: waiting, evidence: evidence, origins: origins)
  }

  private func plan(
    _ fleet: Fleet, _ background: Background, after recorded: RecordedDocuments?, on panel: any PanelClient,
    begun: BegunLook? = nil, _ request: ApplyRequest
  ) async throws(ApplyFailure) -> PlannedFleet {
    do {
      return try await planFleet(
        fleet, background, after: recorded, on: panel, begun: begun, asOf: request.asOf, now: request.now,
        isDayGiven: request.isDayGiven, recreate: request.recreate, resume: request.resume, addresses: .read)
    } catch {
      throw told(error, by: [fleet])
    }
  }
}

extension Change {
  fileprivate func isRecreation(of order: OrderID) -> Bool { self.order == order && reasons.contains(.recreated) }

  fileprivate func isResumption(of order: OrderID) -> Bool { self.order == order && actions.contains(.unsuspend) }
}
