import Git
import Planner

extension Workspace {
  /// What the branch declared when its last results were recorded; nil where nobody screens, or nothing is recorded.
  func recorded(
    before fleet: Fleet, on branch: ResultsBranch, _ base: ResultsBase, _ request: ApplyRequest
  ) async throws(ApplyFailure) -> RecordedDocuments? {
    guard request.screen != nil else { return nil }
    return try await recordedDocuments(
      upTo: base.commit, policy: fleet.settings.policy.apply,
      isFromPullRequest: { await request.isFromPullRequest?($0) ?? false },
      lengthen: { try? await branch.remote?.unshallow(branch.ref) })
  }

  /// Why changes are held back, by their digests.
  ///
  /// Whoever accepts a plan by its digest has seen all of it: nothing of that one is held back.
  func heldBack(
    of planned: PlannedFleet, at revision: ObjectID, _ recorded: RecordedDocuments?,
    _ policy: FleetSettings.Policy.Apply, _ request: ApplyRequest
  ) async -> [Digest: String] {
    guard let screen = request.screen else { return [:] }
    let run = recorded?.run
    let since = run.flatMap { $0.heldBack.isEmpty ? $0.revision : $0.heldBackSince }
    let answer = await screen(
      ScreenedPlan(
        plan: planned.plan, policy: recorded?.policy ?? policy, revision: revision.description,
        recordedRevision: run?.revision, screenedSince: since, pending: planned.pending,
        heldBefore: run?.heldBack ?? []))
    guard request.accepted != planned.plan.acceptance else { return [:] }
    let digests = Set(planned.plan.changes.map(\.digest))
    return answer.filter { digests.contains($0.key) }
  }
}
