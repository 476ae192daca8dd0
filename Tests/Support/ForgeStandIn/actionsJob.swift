import Foundation
import RepositoryFixtures

extension ForgeStandIn {
  /// A job of GitHub Actions, Forgejo Actions or Gitea Actions.
  func actionsJob(_ event: ForgeEvent, on runner: ForgeRunner, in folder: String) throws -> ForgeJob {
    let (name, payload, ref, commit) = try occasion(event, on: runner)
    try JSONSerialization.data(withJSONObject: payload).write(to: URL(filePath: "\(folder)/event.json"))
    var variables = [
      "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "shop/fleet", "GITHUB_REPOSITORY_OWNER": "shop",
      "GITHUB_SERVER_URL": runner == .gitea ? server + "/" : server, "GITHUB_API_URL": url, "GITHUB_RUN_ID": "4711",
      "GITHUB_RUN_NUMBER": "12", "GITHUB_RUN_ATTEMPT": "1", "GITHUB_WORKFLOW": "fleet", "GITHUB_JOB": "fleet",
      "GITHUB_ACTOR": "ada", "GITHUB_TRIGGERING_ACTOR": "ada", "GITHUB_EVENT_NAME": name,
      "GITHUB_EVENT_PATH": "\(folder)/event.json", "GITHUB_REF": ref, "GITHUB_SHA": commit,
      "GITHUB_REF_NAME": ref.replacing(/^refs\/(heads|pull)\//, with: ""),
      "GITHUB_REF_TYPE": "branch", "GITHUB_OUTPUT": "\(folder)/output",
      "GITHUB_STEP_SUMMARY": "\(folder)/summary.md", "GITHUB_ENV": "\(folder)/env", "GITHUB_PATH": "\(folder)/path",
    ]
    if case .pullRequest(let number) = event, let pull = state.withLock({ $0.pulls[number] }) {
      (variables["GITHUB_BASE_REF"], variables["GITHUB_HEAD_REF"]) = (pull.base, pull.headBranch)
    }
    for file in ["output", "summary.md", "env", "path"] {
      let path = "\(folder)/\(file)"
      if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
    }
    switch runner {
    case .forgejo:
      for (key, value) in variables where key.hasPrefix("GITHUB_") {
        variables["FORGEJO_" + key.dropFirst("GITHUB_".count)] = value
      }
      variables["GITEA_ACTIONS"] = "true"
    case .gitea: (variables["GITEA_ACTIONS"], variables["GITHUB_REF_PROTECTED"]) = ("true", "false")
    case .gitHub, .gitLab: break
    }
    return ForgeJob(environment: variables, ref: ref, commit: commit)
  }

  private func occasion(
    _ event: ForgeEvent, on runner: ForgeRunner
  ) throws -> (name: String, payload: [String: Any], ref: String, commit: String) {
    let repository: [String: Any] = ["id": 1, "full_name": "shop/fleet", "name": "fleet"]
    switch event {
    case .pullRequest(let number):
      guard let pull = try fresh(number) else { throw GitFailed(stderr: "there is no \(number)") }
      let payload: [String: Any] = [
        "action": "synchronize", "number": number, "pull_request": shown(pull), "repository": repository,
      ]
      // GitHub's commit is a merge; the others have the head.
      guard runner == .gitHub else { return ("pull_request", payload, "refs/pull/\(number)/head", pull.head) }
      return ("pull_request", payload, "refs/pull/\(number)/merge", try makeMergeRef(pull))
    case .push(let branch):
      let tip = try commit(at: "refs/heads/\(branch)")
      let payload: [String: Any] = [
        "ref": "refs/heads/\(branch)", "after": tip, "before": String(repeating: "0", count: 40),
        "repository": repository,
      ]
      return ("push", payload, "refs/heads/\(branch)", tip)
    case .schedule(let branch):
      return (
        "schedule", ["schedule": "17 4 * * *", "repository": repository], "refs/heads/\(branch)",
        try commit(at: "refs/heads/\(branch)")
      )
    case .dispatch(let branch):
      return (
        "workflow_dispatch", ["ref": "refs/heads/\(branch)", "inputs": ["accept": ""], "repository": repository],
        "refs/heads/\(branch)", try commit(at: "refs/heads/\(branch)")
      )
    case .mergeGroup(let group):
      let payload: [String: Any] = [
        "action": "checks_requested", "repository": repository,
        "merge_group": [
          "head_sha": group.head, "head_ref": group.ref, "base_sha": group.base, "base_ref": "refs/heads/main",
        ],
      ]
      return ("merge_group", payload, group.ref, group.head)
    }
  }

  /// A pull request as an event shows it: much more than the API, and its base as it was when it was opened.
  private func shown(_ pull: ForgeState.Pull) -> [String: Any] {
    let home = pull.isFork ? "ada/fleet" : "shop/fleet"
    return [
      "number": pull.number, "state": pull.isOpen ? "open" : "closed", "merged": pull.isMerged, "title": pull.title,
      "body": NSNull(), "draft": false,
      "head": ["ref": pull.headBranch, "sha": pull.head, "repo": ["id": pull.isFork ? 2 : 1, "full_name": home]],
      "base": ["ref": pull.base, "sha": pull.baseCommit, "repo": ["id": 1, "full_name": "shop/fleet"]],
    ]
  }

  /// GitHub's own merge, made anew for each run; a pull request with conflicts has no run there.
  private func makeMergeRef(_ pull: ForgeState.Pull) throws -> String {
    guard let desk = repository?.desk else { throw GitFailed(stderr: "there is no repository") }
    _ = try fetchTip(of: pull.base)
    try desk.git("merge", "-q", "--no-ff", pull.head, "-m", "Merge \(pull.head) into main")
    try desk.git("push", "-q", "-f", "origin", "HEAD:refs/pull/\(pull.number)/merge")
    return try desk.git("rev-parse", "HEAD")
  }
}
