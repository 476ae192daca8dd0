import Planner

/// What `policy.apply: reviewed` decides by.
struct ReviewEvidence: Sendable {
  /// Changes that the documents of the last recorded revision would cause as well.
  let pending: Set<Digest>
  let covered: CoveredPullRequests
  /// What each covered pull request showed, by its number.
  let shown: [Int: ReviewedPlan]
  /// Whether the forge was asked about each commit that says what was recorded, and knows those of pull requests.
  let knowsEachCommit: Bool
  /// What people call a pull request there.
  let title: String

  init(
    pending: Set<Digest>, covered: CoveredPullRequests, shown: [Int: ReviewedPlan], knowsEachCommit: Bool,
    title: String = "pull request"
  ) {
    (self.pending, self.covered, self.shown) = (pending, covered, shown)
    (self.knowsEachCommit, self.title) = (knowsEachCommit, title)
  }
}

extension ReviewEvidence {
  /// The changes that are not to be performed, each with why, in a sentence for people.
  ///
  /// A change that some pull request brought is performed only as one showed it. Performed as always is what no pull request brought: what the
  /// documents asked for before, drift, days that fall due, what somebody pushed, and what a run that was killed made and could not record. What
  /// cannot be told counts as brought.
  func heldBack(in plan: Plan) -> [Digest: String] {
    var held: [Digest: String] = [:]
    for change in plan.changes { if let why = reason(toHold: change) { held[change.digest] = why } }
    return held
  }

  private func reason(toHold change: Change) -> String? {
    if change.isRecovery { return nil }
    let doubt = doubtAboutRecords(of: change.order)
    if doubt == nil, pending.contains(change.digest) { return nil }
    if shown.values.contains(where: { $0.contains(change) }) { return nil }
    var numbers: [Int] = []
    for commit in covered.commits where commit.touched.concerns(change.order) {
      switch commit.origin {
      case .unknown(let why):
        return "it is not known which \(title) brought it (commit \(commit.id.prefix(12))): \(why)"
      case .pullRequests(let found): numbers += found
      case .push: break
      }
    }
    if let number = numbers.max() { return sentence(about: number) }
    if let doubt { return "no plan on a \(title) showed it, and \(doubt)" }
    guard covered.isCutOff else { return nil }
    return
      "it is not known which \(title) brought it: nothing was recorded yet, or the history since then is not all here"
  }

  private func sentence(about number: Int) -> String {
    switch shown[number] {
    case .shown: "the plan on \(title) \(number) did not show this change as it is now"
    case .nothing(let why): "nothing counts as shown on \(title) \(number): \(why)"
    case nil: "what \(title) \(number) showed could not be read"
    }
  }

  /// Why what is recorded may not come from runs alone: a commit that edits results says what was there before, and may name any revision as the one
  /// that was recorded. Nil where it does come from runs, or from somebody who may push.
  private func doubtAboutRecords(of order: OrderID) -> String? {
    for commit in covered.commits where commit.touched.mayEditResults {
      switch commit.origin {
      case .pullRequests(let numbers):
        // Where the forge knows each commit, none of a pull request was believed about the revision.
        let isOfOrder = commit.touched.isUncertain || commit.touched.results.contains(order)
        if !knowsEachCommit || isOfOrder { return "\(title) \(numbers.first ?? 0) edits what earlier runs recorded" }
      case .unknown(let why):
        return "it is not known who recorded the last results (commit \(commit.id.prefix(12))): \(why)"
      case .push: break
      }
    }
    return nil
  }
}

extension Change {
  /// Whether it only records a server that an earlier run made as the order says.
  fileprivate var isRecovery: Bool { kind == .adopt && actions.isEmpty && !isTakeover && !isLink }
}
