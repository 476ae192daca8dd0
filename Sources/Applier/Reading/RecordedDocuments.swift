import Git
import Planner

/// What the branch declared when its last results were recorded, for telling what its documents brought since then.
struct RecordedDocuments: Sendable {
  /// The last run on the branch that left results.
  let run: RecordedRun
  /// The fleet's rule there; `reviewed` where one of the two revisions has it.
  let policy: FleetSettings.Policy.Apply
  /// What was declared at the run's revision; nil where it cannot be read, so that nothing counts as declared.
  let fleet: Fleet?
  /// What was declared at the revision since which changes are held back; nil where there is none, or it cannot be read.
  let fleetSinceHeldBack: Fleet?

  var fleets: [Fleet] { [fleet, fleetSinceHeldBack].compactMap(\.self) }

  /// The same documents of the orders that a fleet was narrowed to.
  func narrowed(as planned: Fleet, trusting trusted: TrustedResults) -> RecordedDocuments {
    RecordedDocuments(
      run: run, policy: policy, fleet: fleet?.narrowed(as: planned, trusting: trusted),
      fleetSinceHeldBack: fleetSinceHeldBack?.narrowed(as: planned, trusting: trusted))
  }

  /// The digests of a plan's changes that these documents would cause as well.
  ///
  /// What a run held back stays held back when it left other results: the documents that count for such an order are those before it.
  ///
  /// - Parameter planned: plans these documents against what the plan was made from.
  func pending(in plan: Plan, planned: (Fleet) async -> Plan) async -> Set<Digest> {
    var digests: [Set<Digest>] = []
    for fleet in [fleet, fleetSinceHeldBack] {
      if let fleet { digests.append(Set(await planned(fleet).changes.map(\.digest))) } else { digests.append([]) }
    }
    return Set(
      plan.changes.filter { digests[run.heldBack.contains($0.order) ? 1 : 0].contains($0.digest) }.map(\.digest))
  }
}

extension Workspace {
  /// The documents of the last recorded run on a branch; nil where the branch, as far as it can be read, has no results of a revision
  /// among its ancestors.
  ///
  /// - Parameters:
  ///   - tip: the branch's tip.
  ///   - policy: the rule at the tip.
  ///   - isFromPullRequest: whether a commit came by a pull request, whose trailers anybody may have written.
  ///   - lengthen: fetches the whole history into a shallow clone.
  func recordedDocuments(
    upTo tip: ObjectID, policy: FleetSettings.Policy.Apply, isFromPullRequest: (String) async -> Bool,
    lengthen: () async -> Void
  ) async throws(ApplyFailure) -> RecordedDocuments? {
    let repository = try requireRepository()
    var run = try await attempt { () throws(GitError) in
      try await lastRun(upTo: tip, in: repository, isFromPullRequest)
    }
    if run == nil, await repository.isShallow {
      await lengthen()
      run = try await attempt { () throws(GitError) in
        try await lastRun(upTo: tip, in: repository, isFromPullRequest)
      }
    }
    guard let run else { return nil }
    let revisions = [ObjectID(run.revision), run.heldBackSince.flatMap { ObjectID($0) }]
    var policy = policy
    for case let revision? in revisions where policy == .merged {
      policy = try await readSettings(at: revision).value?.policy.apply ?? policy
    }
    guard policy == .reviewed else {
      return RecordedDocuments(run: run, policy: policy, fleet: nil, fleetSinceHeldBack: nil)
    }
    return RecordedDocuments(
      run: run, policy: policy, fleet: await fleet(at: revisions[0]),
      fleetSinceHeldBack: run.heldBack.isEmpty ? nil : await fleet(at: revisions[1]))
  }

  private func fleet(at revision: ObjectID?) async -> Fleet? {
    guard let revision else { return nil }
    return try? await readFleet(at: revision, as: revision).fleet
  }

  /// What the newest results commit among a branch's first parents says of its run.
  private func lastRun(
    upTo tip: ObjectID, in repository: Repository, _ isFromPullRequest: (String) async -> Bool
  ) async throws(GitError) -> RecordedRun? {
    guard try await !repository.names(in: resultsPath, of: tip).isEmpty else { return nil }
    var next: ObjectID? = tip
    for _ in 0..<mostCommits {
      guard let id = next, try await repository.has(id) else { return nil }
      let commit = try await repository.commit(id)
      next = commit.parents.first
      guard let run = RecordedRun(commit.trailers.map { ($0.key, $0.value) }, in: folder),
        try await isOfResults(commit, in: repository), try await isBefore(commit, run.revision, in: repository)
      else { continue }
      if await !isFromPullRequest(id.description) { return run }
    }
    return nil
  }

  /// Whether a commit changes results, and nothing else.
  private func isOfResults(_ commit: Commit, in repository: Repository) async throws(GitError) -> Bool {
    guard let parent = commit.parents.first, commit.parents.count == 1, try await repository.has(parent) else {
      return false
    }
    let changes = try await repository.changes(from: parent, to: commit.id, below: "", budget: 1_000_000)
    return !changes.isCutOff && changes.list.allSatisfy { $0.path.hasPrefix(resultsPath + "/") }
  }

  /// Whether a revision is among a commit's ancestors.
  private func isBefore(
    _ commit: Commit, _ revision: String, in repository: Repository
  ) async throws(GitError) -> Bool {
    guard let revision = ObjectID(revision), try await repository.has(revision) else { return false }
    return try await repository.isAncestor(revision, of: commit.id)
  }
}

/// So far back results are looked for: further than any fleet goes without.
private let mostCommits = 20_000
