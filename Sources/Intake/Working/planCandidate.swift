import Applier
import Git
import Planner
import Store

/// What planning the edits of a round came to.
enum CandidatePlan: Sendable {
  /// They fit into the fleet; why some of the orders wait.
  case sound([OrderID: WaitingWord])
  /// The fleet cannot have these.
  case unsound([OrderID: InboxStatus])
  /// The panel cannot be asked.
  case blind(String)
}

extension OrderIntake {
  /// Plans the tree that the edits of a round would leave, beside the branch's own: one plan for all of them.
  ///
  /// The commit that it is planned as belongs to no branch, and nobody else sees it.
  func plan(
    _ edits: [DraftedEdit], on branch: BranchView, in repository: Repository
  ) async throws(RoundFailure) -> CandidatePlan {
    let all = Dictionary(edits.map { ($0.edit.path, CommitDraft.Change.write($0.edit.after)) }) { $1 }
    let written = try await inGit { () throws(GitError) in
      try await repository.write(
        CommitDraft(parent: branch.tip, changes: all, message: "What intake is about to commit\n", author: signature))
    }
    guard case .made(let candidate) = written else { return .sound([:]) }
    let request = PlanRequest(
      source: .revision(candidate.description), base: branch.tip.description, asOf: now(), isDayGiven: false, now: now,
      orders: [], look: .changed)
    let shown: ShownPlan
    do throws(ApplyFailure) { shown = try await workspace.plan(request, panel) } catch {
      switch error {
      case .panel, .noKey, .noPanel: return .blind(error.description)
      case .git: throw .hindered(.remote(error.description))
      case .documents(let problems):
        throw .hindered(.fleet("\(error.description): \(problemWords(problems.filter { $0.severity == .error }))"))
      default: throw .hindered(.fleet(error.description))
      }
    }
    return judge(shown, edits)
  }

  private func judge(_ shown: ShownPlan, _ edits: [DraftedEdit]) -> CandidatePlan {
    let orders = Set(edits.map(\.edit.order))
    let paths = Dictionary(edits.map { ($0.edit.path, $0.edit.order) }) { first, _ in first }
    var unsound: [OrderID: InboxStatus] = [:]
    for (path, found) in Dictionary(grouping: shown.errors, by: \.path) {
      // What the panel refuses of a document that was there is told; its payment counts all the same.
      guard let order = paths[path], edits.contains(where: { $0.edit.path == path && $0.edit.before == nil }) else {
        continue
      }
      unsound[order] = .needsPerson(why: faultWords(found))
    }
    if !unsound.isEmpty { return .unsound(unsound) }
    var words: [OrderID: WaitingWord] = [:]
    for held in shown.whole.held where orders.contains(held.order) {
      words[held.order] = WaitingWord(.upgradeDoesNotFit(held.shortage))
    }
    for waiting in shown.whole.waiting where orders.contains(waiting.order) {
      words[waiting.order] = WaitingWord(waiting.reason)
    }
    return .sound(words)
  }
}
