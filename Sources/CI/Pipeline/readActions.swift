import Forges

/// A run of GitHub's, Gitea's or Forgejo's runner; all three have GitHub's variables.
func readActions(
  _ kind: ForgeKind, _ run: RunVariables, reading file: (String) -> [UInt8]?
) throws(PipelineFailure) -> Pipeline {
  let repository = try run.require("GITHUB_REPOSITORY")
  guard isOwnerAndName(repository) else { throw .bad(variable: "GITHUB_REPOSITORY", expected: "an owner and a name") }
  let place = ForgePlace(kind: kind, api: try apiRoot(kind, run), repository: repository)
  let event = try readEvent(run, in: repository, reading: file)
  return Pipeline(place: place, event: event, runURL: run.runURL, actor: run["GITHUB_ACTOR"])
}

private func isOwnerAndName(_ text: String) -> Bool {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
}

private func apiRoot(_ kind: ForgeKind, _ run: RunVariables) throws(PipelineFailure) -> String {
  if let api = try run.address("GITHUB_API_URL") { return api }
  guard kind != .gitHub, let server = try run.address("GITHUB_SERVER_URL") else { throw .missing("GITHUB_API_URL") }
  return server + "/api/v1"
}

private func readEvent(
  _ run: RunVariables, in repository: String, reading file: (String) -> [UInt8]?
) throws(PipelineFailure) -> Pipeline.Event {
  let name = try run.require("GITHUB_EVENT_NAME")
  func payload() throws(PipelineFailure) -> ActionsEvent {
    try ActionsEvent(path: try run.require("GITHUB_EVENT_PATH"), reading: file)
  }
  switch name {
  case "pull_request", "pull_request_target":
    let event = try payload()
    guard let pull = event.pullRequest else { throw .badEvent(field: "pull_request", problem: "is missing") }
    return try pullRequest(pull, event, in: repository)
  case "merge_group":
    let event = try payload()
    guard let group = event.mergeGroup else { throw .badEvent(field: "merge_group", problem: "is missing") }
    return event.action == "destroyed" ? .other("a merge queue's group that is gone") : try mergeQueue(group)
  case "workflow_call":
    // Gitea calls every run of a reusable workflow so, whatever started it.
    let event = try payload()
    if let pull = event.pullRequest { return try pullRequest(pull, event, in: repository) }
    if let group = event.mergeGroup { return try mergeQueue(group) }
    return branch(run, .other) ?? .other(name)
  case "push": return branch(run, .push) ?? .other("a tag")
  case "schedule": return branch(run, .schedule) ?? .other(name)
  case "workflow_dispatch", "repository_dispatch": return branch(run, .manual) ?? .other("a tag")
  case "workflow_run": return branch(run, .other) ?? .other(name)
  default: return .other(name)
  }
}

private func branch(_ run: RunVariables, _ cause: BranchEvent.Cause) -> Pipeline.Event? {
  run.branch.map { .branch(BranchEvent(branch: $0, commit: run["GITHUB_SHA"].flatMap(fullID), cause: cause)) }
}

private func pullRequest(
  _ pull: ActionsEvent.Pull, _ event: ActionsEvent, in repository: String
) throws(PipelineFailure) -> Pipeline.Event {
  guard pull.state != "closed", pull.merged != true else { return .other("a closed pull request") }
  guard let number = event.number ?? pull.number, number > 0 else {
    throw .badEvent(field: "number", problem: "is not the number of a pull request")
  }
  guard let head = fullID(pull.head.sha) else {
    throw .badEvent(field: "pull_request.head.sha", problem: "is not the full id of a commit")
  }
  guard !pull.base.ref.isEmpty else { throw .badEvent(field: "pull_request.base.ref", problem: "is empty") }
  return .pullRequest(
    PullRequestEvent(
      number: number, head: head, baseBranch: pull.base.ref, isFromFork: isFromFork(pull.head, of: repository)))
}

/// Whoever may read a repository of Gitea or Forgejo may push `refs/for/…` to it (AGit): such a head is in the repository, but on no branch of it.
private func isFromFork(_ head: ActionsEvent.Side, of repository: String) -> Bool {
  guard let owner = head.repo?.fullName else { return true }
  return owner.lowercased() != repository.lowercased() || head.ref.hasPrefix("refs/pull/")
}

private func mergeQueue(_ group: ActionsEvent.Group) throws(PipelineFailure) -> Pipeline.Event {
  guard let head = fullID(group.headSHA), let base = fullID(group.baseSHA) else {
    throw .badEvent(field: "merge_group", problem: "does not name its two commits")
  }
  let heads = "refs/heads/"
  guard group.baseRef.hasPrefix(heads), group.baseRef != heads else {
    throw .badEvent(field: "merge_group.base_ref", problem: "is not the full name of a branch")
  }
  return .mergeQueue(
    MergeQueueEvent(
      head: head, base: base, baseBranch: String(group.baseRef.dropFirst(heads.count)),
      numbers: numbers(in: group.headRef)))
}

/// `refs/heads/gh-readonly-queue/main/pr-104-4f2c…` names one.
private func numbers(in ref: String) -> [Int] {
  guard let last = ref.split(separator: "/").last, last.hasPrefix("pr-") else { return [] }
  let parts = last.split(separator: "-")
  guard parts.count == 3, let number = Int(parts[1]), number > 0 else { return [] }
  return [number]
}
