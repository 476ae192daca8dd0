import Planner
import Reports

extension RunOutputs {
  /// Those of a plan, whether of a pull request or of a merge queue's group; without an outcome, of a run that plans nothing.
  init(
    of outcome: MergeOutcome?, result: String, base: String?, head: String?, runURL: String?, commentURL: String? = nil,
    notPosted: [NotPosted]
  ) {
    var digest: String?
    if case .planned(let plan) = outcome { digest = plan.whole.acceptance.description }
    self.init(
      of: "plan",
      [
        .init("result", .text(result)), .init("digest", .text(digest)),
        .init("changes", .number(outcome?.changes.count ?? 0)),
        .init("refused", .number(outcome?.refusals.count ?? 0)), .init("errors", .number(outcome?.errorCount ?? 0)),
        .init("held", .number(outcome?.ordersWithoutRoom.count ?? 0)), .init("base", .text(base)),
        .init("head", .text(head)), .init("run-url", .text(runURL)), .init("comment-url", .text(commentURL)),
        .init("not-posted", .lines(notPosted.map { "\($0)" })),
      ])
  }
}

extension MergeOutcome {
  /// The plan as `plan.json` and `plan.html`, by their names; nothing where there is none.
  func artifacts(in folder: FleetFolder) -> [String: String] {
    guard case .planned(let plan) = self else { return [:] }
    return ["plan.json": planJSON(plan.whole, in: folder), "plan.html": planHTML(plan.shown)]
  }
}
