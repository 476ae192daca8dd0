import Applier
import Forges
import Planner

/// What it means for a fleet how its branch is protected.
///
/// Whoever can push to the branch decides what is applied; and results have to come to it.
func judge(_ protection: BranchProtection, of branch: String, at kind: ForgeKind, _ question: HostQuestion) -> Finding {
  switch protection {
  case .unknown(let why):
    return Finding(.protection, .unknown, "\(kind.title) did not say how it protects \(branch): \(why)")
  case .unprotected:
    return Finding(
      .protection, .warning,
      "\(kind.title) does not protect \(branch): whoever may push to the repository decides what is applied",
      advice:
        advice([
          "Protect it: require a \(kind.pullRequestTitle), an approval, and the job that plans.",
          results(rules: nil, branch, question),
        ]))
  case .protected(let rules):
    let holes = rules.holes
    return Finding(
      .protection, holes.isEmpty ? .ok : .warning,
      "\(kind.title) protects \(branch)\(rules.words)",
      advice: advice(holes + [results(rules: rules, branch, question)]))
  }
}

private func advice(_ sentences: [String]) -> String? {
  let said = sentences.filter { !$0.isEmpty }
  return said.isEmpty ? nil : said.joined(separator: " ")
}

/// How results come to the branch.
private func results(rules: BranchProtection.Rules?, _ branch: String, _ question: HostQuestion) -> String {
  guard case .planAndApply = question.purpose else { return "" }
  let wait = "they wait on \(question.waitingBranch): \(waitingPage)"
  return switch rules?.isOpenToToken {
  case true?: "The token's account may push results to it."
  case false?: "The token's account may not push to it: let the account that applies push there, or \(wait)."
  case nil: "Let the account that applies push results to \(branch), or \(wait)."
  }
}

extension BranchProtection.Rules {
  /// `: 2 approvals, statuses fleet-plan`; nothing where nothing can be told.
  fileprivate var words: String {
    let known = [
      approvals.map { $0 == 0 ? "no approval" : counted($0, "approval") },
      statuses.map {
        $0.isEmpty
          ? "no status" : "the \($0.count == 1 ? "status" : "statuses") \($0.prefix(5).joined(separator: ", "))"
      },
    ].compactMap { $0 }
    return known.isEmpty
      ? "; its rules are not shown to this token" : ", which needs \(known.joined(separator: " and "))"
  }

  /// What lets something through that nobody looked at, as sentences.
  fileprivate var holes: [String] {
    [
      approvals == 0 ? "Require an approval: without one, whoever opens a change also merges it." : nil,
      (approvals ?? 0) > 0 && dismissesStaleApprovals == false
        ? "Have approvals dismissed by later pushes: as it is, what is merged may be other than what was approved."
        : nil,
      statuses == [] ? "Require the job that plans, or changes with errors can be merged." : nil,
    ].compactMap { $0 }
  }
}
