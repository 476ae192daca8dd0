import Forges

/// A job of GitLab's, which has no file with the event: everything is a variable.
func readGitLab(_ run: RunVariables) throws(PipelineFailure) -> Pipeline {
  let isMerge = run["CI_MERGE_REQUEST_PROJECT_PATH"] != nil
  let repository = try run.require(isMerge ? "CI_MERGE_REQUEST_PROJECT_PATH" : "CI_PROJECT_PATH")
  let place = ForgePlace(kind: .gitLab, api: try apiRoot(run), repository: repository)
  return Pipeline(place: place, event: try readEvent(run), runURL: run.runURL, actor: run["GITLAB_USER_LOGIN"])
}

private func apiRoot(_ run: RunVariables) throws(PipelineFailure) -> String {
  if let api = try run.address("CI_API_V4_URL") { return api }
  guard let server = try run.address("CI_SERVER_URL") else { throw .missing("CI_API_V4_URL") }
  return server + "/api/v4"
}

private func readEvent(_ run: RunVariables) throws(PipelineFailure) -> Pipeline.Event {
  // A child pipeline of a merge request has another source, and these variables all the same.
  if run["CI_MERGE_REQUEST_IID"] != nil { return try mergeRequest(run) }
  if run["CI_EXTERNAL_PULL_REQUEST_IID"] != nil { return .other("a pull request at another forge") }
  if run["CI_COMMIT_TAG"] != nil { return .other("a tag") }
  guard let branch = run["CI_COMMIT_BRANCH"] else { return .other(run["CI_PIPELINE_SOURCE"] ?? "no branch") }
  return .branch(BranchEvent(branch: branch, commit: run["CI_COMMIT_SHA"].flatMap(fullID), cause: cause(run)))
}

private func cause(_ run: RunVariables) -> BranchEvent.Cause {
  switch run["CI_PIPELINE_SOURCE"] {
  case "push": .push
  case "schedule": .schedule
  case "web", "api", "trigger", "chat": .manual
  default: .other
  }
}

private func mergeRequest(_ run: RunVariables) throws(PipelineFailure) -> Pipeline.Event {
  guard let number = Int(try run.require("CI_MERGE_REQUEST_IID")), number > 0 else {
    throw .bad(variable: "CI_MERGE_REQUEST_IID", expected: "the number of a merge request")
  }
  let baseBranch = try run.require("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
  if run["CI_MERGE_REQUEST_EVENT_TYPE"] == "merge_train" {
    return .mergeQueue(
      MergeQueueEvent(
        head: try run.requireCommit("CI_COMMIT_SHA"),
        base: try run.requireCommit("CI_MERGE_REQUEST_TARGET_BRANCH_SHA"), baseBranch: baseBranch, numbers: [number]))
  }
  // Only where GitLab made a merge of its own, which CI_COMMIT_SHA then is, does it name the head apart.
  let isMerged = run["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] != nil
  let head = try run.requireCommit(isMerged ? "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA" : "CI_COMMIT_SHA")
  return .pullRequest(
    PullRequestEvent(
      number: number, head: head, baseBranch: baseBranch, isFromFork: isFromFork(run),
      repositoryURL: try targetAddress(run)))
}

private func isFromFork(_ run: RunVariables) -> Bool {
  run["CI_MERGE_REQUEST_SOURCE_PROJECT_ID"] != run["CI_MERGE_REQUEST_PROJECT_ID"]
}

/// Where the target branch is, where the pipeline runs in a fork.
private func targetAddress(_ run: RunVariables) throws(PipelineFailure) -> String? {
  guard let target = run["CI_MERGE_REQUEST_PROJECT_ID"], let here = run["CI_PROJECT_ID"], target != here else {
    return nil
  }
  return try run.address("CI_MERGE_REQUEST_PROJECT_URL").map { $0 + ".git" }
}
