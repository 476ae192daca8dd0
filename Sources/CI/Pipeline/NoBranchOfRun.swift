import Planner

/// Why `ci apply` or `ci drift` has nothing to look at: the run is for no branch.
public struct NoBranchOfRun: Error, Sendable {
  /// `apply` or `drift`
  let verb: String
  let event: Pipeline.Event

  init(_ verb: String, _ event: Pipeline.Event) { (self.verb, self.event) = (verb, event) }
}

extension NoBranchOfRun: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    let need = "ci \(verb) needs a run for a branch; nothing was done"
    guard let subject = event.subject else { return "this is no run of continuous integration, and \(need)" }
    return "this run is for \(escapedForDisplay(subject, upTo: 200)), and \(need)"
  }

  /// What to do.
  public var advice: String {
    let own = verb == "apply" ? "botfleet apply --branch main" : "botfleet plan"
    if event == .nobody { return "On a machine of your own, use \(own)." }
    return
      "Run it on pushes to the branch that is applied, on a schedule, or by hand. On GitHub, Forgejo and Gitea: on: { push: { branches: [main] }, schedule: …, workflow_dispatch: }. On GitLab: rules: - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH. Elsewhere: \(own)."
  }
}

extension Pipeline.Event {
  /// What a run is for, for the middle of a sentence; nil where there is no run.
  var subject: String? {
    switch self {
    case .pullRequest(let event): "pull request \(event.number)"
    case .mergeQueue: "a merge queue"
    case .branch(let event): "the branch \(event.branch)"
    case .other(let subject): subject
    case .nobody: nil
    }
  }
}
