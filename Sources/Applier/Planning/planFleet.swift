import Git
import Panel
public import Planner

/// What a plan was made from, and the plan.
public struct PlannedFleet: Sendable {
  public let fleet: Fleet
  /// Says which texts of the panel may be shown.
  let trusted: TrustedResults
  public let observation: Observation
  public let plan: Plan
  /// Waiting results that are believed; the fleet includes them.
  let takenOver: [OrderResult]
  /// The digests of changes that the documents of the last recorded run would cause as well.
  var pending: Set<Digest> = []
  /// About how many servers the panel has, also where not all were looked at.
  var serverCount: Int { max(observation.servers.count, fleet.rest?.recorded ?? 0) }

  /// The same with another plan of the same changes.
  func with(_ plan: Plan) -> PlannedFleet {
    PlannedFleet(
      fleet: fleet, trusted: trusted, observation: observation, plan: plan, takenOver: takenOver, pending: pending)
  }
}

/// What is known of a fleet before the panel is observed.
struct Background: Sendable {
  let trusted: TrustedResults
  /// What waits beside the branch; nil where nothing does.
  let waiting: WaitingRecords?
  let evidence: GitEvidence
  /// Nil outside a repository, and where it has no commit.
  let origins: Origins?

  /// The fleet with as much of it as the panel makes believable.
  func complete(_ fleet: Fleet, seenAs observation: Observation, asOf: Instant) async -> TakenOver {
    var complete = TakenOver(results: [], fleet: fleet.knowing(evidence))
    if let waiting { complete = complete.fleet.takingOver(waiting, seenAs: observation, asOf: asOf) }
    guard let origins else { return complete }
    let told = await origins.told(of: complete.fleet, seenAs: observation, now: asOf)
    return TakenOver(
      results: complete.results, fleet: await origins.toldOfSuspensions(in: told, seenAs: observation, now: asOf))
  }
}

/// Observes the panel and plans. Writes nothing to the panel or the repository.
///
/// A narrowed fleet is planned from a look at its own orders; what was declared before is narrowed to the same.
///
/// - Parameters:
///   - recorded: what was declared before; nil where nobody asks what was pending then.
///   - begun: a look at everything that began while documents were still read; nil where there is none.
///   - addresses: read for whoever records what was seen.
func planFleet(
  _ fleet: Fleet, _ background: Background, after recorded: RecordedDocuments? = nil, on panel: any PanelClient,
  begun: BegunLook? = nil, asOf: Instant, now: () -> Instant,
  isDayGiven: Bool, recreate: Set<OrderID>, resume: Set<OrderID>,
  addresses: ObservationRequest.Addresses = .none
) async throws(PanelFailure) -> PlannedFleet {
  var recorded = recorded?.narrowed(as: fleet, trusting: background.trusted)
  var observation = try await observe(
    panel, for: fleet, after: &recorded, begun, asOf: asOf.day, recreate: recreate, addresses: addresses)
  if !isDayGiven { observation = observation.noting(await panel.clockGap(at: now())) }
  let seen = observation
  let complete = await background.complete(fleet, seenAs: seen, asOf: max(asOf, now()))
  func planned(_ fleet: Fleet) -> Plan {
    makePlan(
      from: seen, to: fleet, trusting: background.trusted, asOf: asOf, recreate: recreate, resume: resume)
  }
  let plan = planned(complete.fleet)
  var pending: Set<Digest> = []
  if let recorded {
    pending = await recorded.pending(in: plan) { earlier in
      planned(
        await background.complete(earlier.recorded(as: fleet.results), seenAs: seen, asOf: max(asOf, now())).fleet)
    }
  }
  return PlannedFleet(
    fleet: complete.fleet, trusted: background.trusted, observation: seen, plan: plan,
    takenOver: complete.results, pending: pending)
}

/// Observes what a fleet's plan is made from, and that of what was declared before, where the panel still has what that names.
private func observe(
  _ panel: any PanelClient, for fleet: Fleet, after recorded: inout RecordedDocuments?, _ begun: BegunLook?,
  asOf day: Day, recreate: Set<OrderID>, addresses: ObservationRequest.Addresses
) async throws(PanelFailure) -> Observation {
  if let earlier = recorded?.fleets, !earlier.isEmpty {
    do {
      return try await observe(
        panel, for: [fleet] + earlier, after: begun, asOf: day, recreate: recreate, addresses: addresses)
    } catch {
      guard case .notFound = error else { throw error }
      // An egg that is gone: what was declared then cannot be planned any more, so that nothing is pending.
      recorded = nil
    }
  }
  return try await observe(
    panel, for: [fleet], after: begun, asOf: day, recreate: recreate, addresses: addresses)
}

extension PanelClient {
  /// How far the panel's clock, according to its latest answer, is from this machine's; nil where both agree, or
  /// nothing is known.
  func clockGap(at now: Instant) async -> ClockGap? {
    await clock.flatMap { ClockGap(machine: now, panel: $0) }
  }
}

extension Workspace {
  /// Reads the fleet and plans it. Writes nothing to the panel or the repository.
  ///
  /// A merge is planned beside its base, with what is recorded there: records are the base's unless the head edits them, and then people
  /// are told.
  public func plan(_ request: PlanRequest, _ access: PanelAccess) async throws(ApplyFailure) -> ShownPlan {
    switch request.source {
    case .workingTree, .revision: return try await plan(request, merge: nil, access)
    case .merge(let base, let head):
      let merged = try await merged(base: base, head: head, at: request.now())
      return try await merged.workspace.plan(request.beside(base), merge: merged, access)
    }
  }

  /// - Parameter merge: what stands for the source where that is a merge.
  private func plan(
    _ request: PlanRequest, merge: MergedWorkspace?, _ access: PanelAccess
  ) async throws(ApplyFailure) -> ShownPlan {
    let start = HeadStart()
    async let _ = start.run(for: self, access)
    let documents = try await documents(for: request, merge: merge) { start.begin($0) }
    let (fleet, base) = (documents.fleet, documents.base)
    try fleet.requireOrders(request.orders)
    let trusted: TrustedResults =
      if let base { TrustedResults(base.results) } else { try await trustedResults(for: fleet, base: request.base) }
    let edits = try await recordEdits(in: fleet, beyond: request.base, trusting: trusted)
    let variables = fleet.declaredVariables.union(base?.declaredVariables ?? [])
    let panel = try await connect(to: fleet.settings, reading: variables, access)
    let background = try await background(
      of: fleet, trusting: trusted, base: request.base, at: merge?.commit, asOf: request.asOf)
    let extent = request.extent(of: fleet, since: base, trusting: trusted, waiting: background.waiting)
    let (looked, lookedBefore) = (extent.of(fleet), base.map(extent.of))
    var observation: Observation
    do throws(PanelFailure) {
      observation = try await observe(
        panel, for: [looked] + (lookedBefore.map { [$0] } ?? []), after: start.showing(variables),
        asOf: request.asOf.day, recreate: [])
    } catch {
      throw told(error, by: [fleet] + (base.map { [$0] } ?? []))
    }
    if !request.isDayGiven { observation = observation.noting(await panel.clockGap(at: request.now())) }
    func planned(_ fleet: Fleet) async -> Plan {
      let complete = await background.complete(fleet, seenAs: observation, asOf: request.asOf)
      return makePlan(from: observation, to: complete.fleet, trusting: trusted, asOf: request.asOf)
    }
    let whole = await planned(looked)
    let before: Plan? = if let lookedBefore { await planned(lookedBefore) } else { nil }
    var brought = whole
    if let base, let before {
      let limited = await planned(looked.under(base.settings.safety))
      let rules =
        ruleEdits(from: base, to: fleet) + liftedRefusals(by: whole, before: before, underOldLimits: limited)
      brought = whole.brought(beyond: before, rules: rules)
    }
    brought = brought.noting(edits + extent.notices)
    let shown = request.orders.isEmpty ? brought : brought.limited(to: request.orders)
    let known = Set(documents.known + (before?.diagnostics ?? []))
    return ShownPlan(whole: whole, shown: shown, diagnostics: documents.diagnostics, known: known)
  }
}

extension Workspace {
  private func trustedResults(for fleet: Fleet, base: String?) async throws(ApplyFailure) -> TrustedResults {
    guard let base else { return try await trustedResults(beside: fleet) }
    return try await trustedResults(at: try await resolve(base), beside: fleet)
  }

  /// What is known of a fleet that is only looked at. Nothing is fetched.
  private func background(
    of fleet: Fleet, trusting trusted: TrustedResults, base: String?, at commit: ObjectID?, asOf: Instant
  ) async throws(ApplyFailure) -> Background {
    guard let repository else {
      return Background(trusted: trusted, waiting: nil, evidence: GitEvidence(), origins: nil)
    }
    return try await attempt { () throws(GitError) in
      let head = try await repository.head()
      let upstream: Upstream? =
        if let branch = head.branch { try await repository.upstream(of: branch) } else { nil }
      var tip = head.commit
      if let base {
        tip = try await repository.resolve(base)
      } else if let upstream {
        tip = try await repository.target(of: "refs/remotes/\(upstream.remote)/\(upstream.branch)") ?? tip
      }
      guard let tip else { return Background(trusted: trusted, waiting: nil, evidence: GitEvidence(), origins: nil) }
      let waiting = await waitingRecords(beside: tip, of: fleet, fromRemote: upstream?.remote ?? "origin")
      var branch = head.commit
      if case .commit(let revision) = fleet.revision { branch = ObjectID(revision) ?? branch }
      if let commit { branch = commit }
      let evidence = try await gatherEvidence(
        of: fleet, waiting, at: branch, now: asOf, .unknown
      ) { () throws(GitError) in }
      let origins = Origins(
        repository: repository, branch: tip, planned: branch, settingsPath: "\(fleetPath)/fleet.yaml"
      ) {}
      return Background(trusted: trusted, waiting: waiting, evidence: evidence, origins: origins)
    }
  }
}

/// Reports what the panel refused because of a document at its place in the document.
func told(_ failure: PanelFailure, by fleets: [Fleet]) -> ApplyFailure {
  guard case .notFound(.egg(let egg)) = failure else { return .panel(failure) }
  let diagnostics = fleets.flatMap { $0.noSuchEgg(egg) }
  return diagnostics.isEmpty ? .panel(failure) : .documents(diagnostics)
}
