import Foundation
import RepositoryFixtures

extension ForgeStandIn {
  /// A job of GitLab's, all of it in variables.
  func labJob(_ event: ForgeEvent) throws -> ForgeJob {
    var variables = [
      "CI": "true", "GITLAB_CI": "true", "CI_SERVER_URL": server, "CI_API_V4_URL": url, "CI_PROJECT_ID": "1",
      "CI_PROJECT_PATH": "shop/fleet", "CI_PROJECT_URL": server + "/shop/fleet", "CI_DEFAULT_BRANCH": "main",
      "CI_PIPELINE_ID": "31", "CI_PIPELINE_URL": server + "/shop/fleet/-/pipelines/31", "CI_JOB_ID": "77",
      "CI_JOB_URL": server + "/shop/fleet/-/jobs/77", "CI_JOB_NAME": "fleet", "GITLAB_USER_LOGIN": "ada",
      "CI_COMMIT_BEFORE_SHA": String(repeating: "0", count: 40),
    ]
    let (ref, commit): (String, String)
    switch event {
    case .pullRequest(let number):
      guard let pull = try fresh(number) else { throw GitFailed(stderr: "there is no \(number)") }
      (ref, commit) = ("refs/merge-requests/\(number)/head", pull.head)
      variables.merge(try mergeRequest(pull, "detached")) { $1 }
      // A fork's pipeline runs in the fork.
      if pull.isFork { (variables["CI_PROJECT_ID"], variables["CI_PROJECT_PATH"]) = ("2", "ada/fleet") }
    case .mergeGroup(let group):
      guard let pull = try fresh(group.last) else { throw GitFailed(stderr: "there is no \(group.last)") }
      (ref, commit) = (group.ref, group.head)
      variables.merge(try mergeRequest(pull, "merge_train")) { $1 }
      variables["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = group.base
      variables["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = pull.head
    case .push(let branch), .schedule(let branch), .dispatch(let branch):
      ref = "refs/heads/\(branch)"
      commit = try self.commit(at: ref)
      (variables["CI_COMMIT_BRANCH"], variables["CI_COMMIT_REF_NAME"]) = (branch, branch)
      variables["CI_COMMIT_REF_PROTECTED"] = "true"
      variables["CI_PIPELINE_SOURCE"] =
        switch event {
        case .push: "push"
        case .schedule: "schedule"
        default: "web"
        }
    }
    variables["CI_COMMIT_SHA"] = commit
    return ForgeJob(environment: variables, ref: ref, commit: commit)
  }

  private func mergeRequest(_ pull: ForgeState.Pull, _ type: String) throws -> [String: String] {
    guard let repository else { throw GitFailed(stderr: "there is no repository") }
    return [
      "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_EVENT_TYPE": type,
      "CI_MERGE_REQUEST_IID": "\(pull.number)", "CI_MERGE_REQUEST_PROJECT_ID": "1",
      "CI_MERGE_REQUEST_PROJECT_PATH": "shop/fleet", "CI_MERGE_REQUEST_PROJECT_URL": repository.web.url,
      "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": pull.isFork ? "2" : "1",
      "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH": pull.isFork ? "ada/fleet" : "shop/fleet",
      "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": pull.headBranch, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": pull.base,
      "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "",
      "CI_MERGE_REQUEST_DIFF_BASE_SHA": try repository.bare.git("merge-base", "refs/heads/\(pull.base)", pull.head),
      "CI_COMMIT_REF_NAME": pull.headBranch,
    ]
  }
}
