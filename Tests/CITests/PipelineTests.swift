import CI
import Forges
import Testing

/// Where a run is and what it is for, read from variables and events as each forge's runner gives them.
@Suite struct PipelineTests {
  private static let head = String(repeating: "4f", count: 20)
  private static let tip = String(repeating: "9a", count: 20)
  private static let event = "/runner/event.json"

  /// What GitHub's runner sets, and the others too.
  private static func actions(_ event: String, _ more: [String: String] = [:]) -> [String: String] {
    [
      "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": Self.event,
      "GITHUB_REPOSITORY": "shop/fleet", "GITHUB_SERVER_URL": "https://github.com",
      "GITHUB_API_URL": "https://api.github.com", "GITHUB_RUN_ID": "812", "GITHUB_RUN_NUMBER": "17",
      "GITHUB_ACTOR": "ada", "GITHUB_SHA": tip, "GITHUB_REF": "refs/heads/main",
    ].merging(more) { $1 }
  }

  private static let forgejo = [
    "FORGEJO_ACTIONS": "true", "GITEA_ACTIONS": "true", "GITHUB_SERVER_URL": "https://git.example.com",
    "GITHUB_API_URL": "https://git.example.com/api/v1",
  ]

  private static func pull(
    head repository: String? = "shop/fleet", ref: String = "add-ord-1", sha: String = head, state: String = "open",
    more: String = ""
  ) -> String {
    let repository = repository.map { #"{"full_name": "\#($0)"}"# } ?? "null"
    return #"""
      {"action": "synchronize", "number": 7, \#(more)
       "pull_request": {"number": 7, "state": "\#(state)", "merged": false, "title": "::error::x", "body": "\u0000",
        "head": {"ref": "\#(ref)", "sha": "\#(sha)", "repo": \#(repository)},
        "base": {"ref": "main", "sha": "\#(String(repeating: "0", count: 40))", "repo": {"full_name": "shop/fleet"}}}}
      """#
  }

  private func read(_ variables: [String: String], _ event: String? = nil) throws(PipelineFailure) -> Pipeline {
    try readPipeline(variables) { path in path == Self.event ? event.map { Array($0.utf8) } : nil }
  }

  private func request(_ variables: [String: String], _ event: String? = nil) throws -> PullRequestEvent {
    guard case .pullRequest(let request) = try read(variables, event).event else {
      throw Missing(what: "a pull request")
    }
    return request
  }

  private struct Missing: Error { let what: String }

  @Test(arguments: ["pull_request", "pull_request_target"])
  func `A pull request on GitHub`(event: String) throws {
    // For pull_request_target, the reference is the default branch.
    let pipeline = try read(Self.actions(event), Self.pull())
    #expect(pipeline.place == ForgePlace(kind: .gitHub, api: "https://api.github.com", repository: "shop/fleet"))
    #expect(
      pipeline.event
        == .pullRequest(PullRequestEvent(number: 7, head: Self.head, baseBranch: "main", isFromFork: false)))
    #expect(pipeline.runURL == "https://github.com/shop/fleet/actions/runs/812" && pipeline.actor == "ada")
  }

  @Test func `Forgejo's runner claims to be Gitea's and GitHub's too, and its runs have numbers`() throws {
    let pipeline = try read(Self.actions("pull_request", Self.forgejo), Self.pull())
    #expect(pipeline.place?.kind == .forgejo && pipeline.place?.api == "https://git.example.com/api/v1")
    #expect(pipeline.runURL == "https://git.example.com/shop/fleet/actions/runs/17")
  }

  @Test func `Gitea's server has a slash at its end, and its runs are found by number in every version`() throws {
    let gitea = ["GITEA_ACTIONS": "true", "GITHUB_SERVER_URL": "https://git.example.com/", "GITHUB_API_URL": ""]
    let pipeline = try read(Self.actions("pull_request", gitea), Self.pull())
    #expect(pipeline.place == ForgePlace(kind: .gitea, api: "https://git.example.com/api/v1", repository: "shop/fleet"))
    #expect(pipeline.runURL == "https://git.example.com/shop/fleet/actions/runs/17?by_index=1")
  }

  @Test func `Gitea calls each run of a reusable workflow alike; its event tells them apart`() throws {
    let variables = Self.actions("workflow_call", ["GITEA_ACTIONS": "true"])
    #expect(try request(variables, Self.pull()).number == 7)
    #expect(
      try read(variables, "{}").event == .branch(BranchEvent(branch: "main", commit: Self.tip, cause: .other)))
  }

  @Test(arguments: [("else/fleet", "add"), (nil, "add"), ("shop/fleet", "refs/pull/7/head")])
  func `A fork is another repository, one that is gone, or an AGit push`(repository: String?, ref: String) throws {
    #expect(try request(Self.actions("pull_request"), Self.pull(head: repository, ref: ref)).isFromFork)
  }

  @Test func `The name of a repository is one whatever its case`() throws {
    #expect(try !request(Self.actions("pull_request"), Self.pull(head: "Shop/Fleet")).isFromFork)
  }

  @Test func `A closed pull request has nothing to plan`() throws {
    let pipeline = try read(Self.actions("pull_request"), Self.pull(state: "closed"))
    #expect(pipeline.event == .other("a closed pull request"))
    #expect(pipeline.nothingToPlan == "a closed pull request")
  }

  @Test func `A merge queue names its two commits, and one of its pull requests`() throws {
    let event = #"""
      {"action": "checks_requested", "merge_group": {"head_sha": "\#(Self.head)", "base_sha": "\#(Self.tip)",
       "head_ref": "refs/heads/gh-readonly-queue/release/1.x/pr-104-\#(Self.tip)", "base_ref": "refs/heads/release/1.x"}}
      """#
    #expect(
      try read(Self.actions("merge_group"), event).event
        == .mergeQueue(
          MergeQueueEvent(head: Self.head, base: Self.tip, baseBranch: "release/1.x", numbers: [104])))
  }

  @Test(arguments: [
    ("push", BranchEvent.Cause.push), ("schedule", .schedule), ("workflow_dispatch", .manual), ("workflow_run", .other),
  ])
  func `Runs on a branch`(event: String, cause: BranchEvent.Cause) throws {
    #expect(
      try read(Self.actions(event)).event == .branch(BranchEvent(branch: "main", commit: Self.tip, cause: cause)))
  }

  @Test func `A tag, a comment and a release are none`() throws {
    #expect(try read(Self.actions("push", ["GITHUB_REF": "refs/tags/v1"])).event == .other("a tag"))
    #expect(try read(Self.actions("issue_comment")).event == .other("issue_comment"))
    #expect(try read(Self.actions("release", ["GITHUB_REF": "refs/tags/v1"])).event == .other("release"))
  }
}

/// GitLab's jobs, runs elsewhere, and whatever does not belong into an event.
@Suite struct PipelineVariablesTests {
  private static let head = String(repeating: "4f", count: 20)
  private static let merged = String(repeating: "c0", count: 20)

  private static func job(_ more: [String: String]) -> [String: String] {
    [
      "CI": "true", "GITLAB_CI": "true", "CI_API_V4_URL": "https://gitlab.example.com/api/v4",
      "CI_PROJECT_PATH": "shop/eu/fleet", "CI_PROJECT_ID": "17", "CI_JOB_URL": "https://gitlab.example.com/-/jobs/9",
      "CI_COMMIT_SHA": head, "GITLAB_USER_LOGIN": "ada",
    ].merging(more) { $1 }
  }

  private static func merge(_ more: [String: String] = [:]) -> [String: String] {
    job(
      [
        "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_EVENT_TYPE": "detached",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_PROJECT_ID": "17",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "17", "CI_MERGE_REQUEST_PROJECT_PATH": "shop/eu/fleet",
        "CI_MERGE_REQUEST_PROJECT_URL": "https://gitlab.example.com/shop/eu/fleet",
      ].merging(more) { $1 })
  }

  private func read(_ variables: [String: String]) throws(PipelineFailure) -> Pipeline {
    try readPipeline(variables) { _ in nil }
  }

  private func failure(_ variables: [String: String], _ event: [UInt8]? = nil) -> PipelineFailure? {
    do throws(PipelineFailure) {
      _ = try readPipeline(variables) { _ in event }
      return nil
    } catch { return error }
  }

  @Test func `A merge request is planned by its head, in a pipeline of GitLab's own merge as well`() throws {
    let event = PullRequestEvent(number: 7, head: Self.head, baseBranch: "main", isFromFork: false)
    let pipeline = try read(Self.merge(["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": ""]))
    #expect(pipeline.event == .pullRequest(event))
    #expect(
      pipeline.place == ForgePlace(kind: .gitLab, api: "https://gitlab.example.com/api/v4", repository: "shop/eu/fleet")
    )
    let results = ["CI_COMMIT_SHA": Self.merged, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": Self.head]
    #expect(
      try read(Self.merge(results.merging(["CI_MERGE_REQUEST_EVENT_TYPE": "merged_result"]) { $1 })).event
        == .pullRequest(event))
    // A child pipeline has another source.
    #expect(try read(Self.merge(["CI_PIPELINE_SOURCE": "parent_pipeline"])).event == .pullRequest(event))
  }

  @Test func `A fork's pipeline runs in the fork, and fetches from where it is for`() throws {
    let fork = ["CI_PROJECT_ID": "30", "CI_PROJECT_PATH": "ada/fleet", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "30"]
    let pipeline = try read(Self.merge(fork))
    #expect(pipeline.place?.repository == "shop/eu/fleet")
    #expect(
      pipeline.event
        == .pullRequest(
          PullRequestEvent(
            number: 7, head: Self.head, baseBranch: "main", isFromFork: true,
            repositoryURL: "https://gitlab.example.com/shop/eu/fleet.git")))
  }

  @Test func `A merge train is a merge queue`() throws {
    let train = [
      "CI_MERGE_REQUEST_EVENT_TYPE": "merge_train", "CI_COMMIT_SHA": Self.merged,
      "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": Self.head,
      "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": String(repeating: "9a", count: 20),
    ]
    #expect(
      try read(Self.merge(train)).event
        == .mergeQueue(
          MergeQueueEvent(
            head: Self.merged, base: String(repeating: "9a", count: 20), baseBranch: "main", numbers: [7])))
  }

  @Test func `Branches, schedules and tags of GitLab`() throws {
    let scheduled = Self.job(["CI_COMMIT_BRANCH": "main", "CI_PIPELINE_SOURCE": "schedule"])
    #expect(
      try read(scheduled).event == .branch(BranchEvent(branch: "main", commit: Self.head, cause: .schedule)))
    #expect(try read(Self.job(["CI_COMMIT_TAG": "v1"])).event == .other("a tag"))
  }

  @Test func `Elsewhere the branch is known, and no forge`() throws {
    let pipeline = try read([
      "BUILDKITE": "true", "BUILDKITE_BRANCH": "main", "BUILDKITE_BUILD_URL": "https://b.example/1",
    ])
    #expect(pipeline.place == nil && pipeline.runURL == "https://b.example/1" && pipeline.nothingToPlan == nil)
    #expect(pipeline.event == .branch(BranchEvent(branch: "main", commit: nil, cause: .other)))
    #expect(try read([:]).place == nil)
  }

  private static let actions = [
    "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": "/e",
    "GITHUB_REPOSITORY": "shop/fleet", "GITHUB_API_URL": "https://api.github.com",
  ]

  @Test func `What is missing or no address is named`() {
    #expect(failure(Self.actions) == .noEvent(path: "/e"))
    #expect(
      failure(Self.actions.merging(["GITHUB_REPOSITORY": "../fleet"]) { $1 })
        == .bad(variable: "GITHUB_REPOSITORY", expected: "an owner and a name"))
    #expect(failure(Self.actions.merging(["GITHUB_API_URL": ""]) { $1 }) == .missing("GITHUB_API_URL"))
    #expect(
      failure(Self.actions.merging(["GITHUB_API_URL": "https://x\n::set-env name=A::b"]) { $1 })?.description
        .hasPrefix("GITHUB_API_URL is not an address") == true)
    #expect(failure(Self.merge(["CI_MERGE_REQUEST_IID": "-7"]))?.description.contains("number") == true)
    #expect(failure(Self.merge(["CI_COMMIT_SHA": "main"]))?.description.contains("full id") == true)
  }

  @Test(arguments: [
    ("", "is not JSON"), ("[]", "is not of the type"), ("{}", "pull_request is missing"),
    (#"{"number": 7, "pull_request": {"head": {"ref": "a"}, "base": {}}}"#, "pull_request.head.sha is missing"),
    (
      #"{"number": 7, "pull_request": {"head": {"ref": "a", "sha": "--upload-pack=x"}, "base": {"ref": "main", "sha": ""}}}"#,
      "pull_request.head.sha is not the full id"
    ),
    (
      #"{"number": 0, "pull_request": {"head": {"ref": "a", "sha": ""}, "base": {"ref": "main", "sha": ""}}}"#,
      "number is not the number"
    ),
    (#"{"number": 1e99, "pull_request": null}"#, "the event of this run"),
  ])
  func `An event that is none says where`(text: String, said: String) {
    #expect(failure(Self.actions, Array(text.utf8))?.description.contains(said) == true)
  }

  @Test func `No depth of brackets brings it down`() {
    let deep = #"{"pull_request":"# + String(repeating: "[", count: 200_000)
    #expect(failure(Self.actions, Array(deep.utf8)) != nil)
    #expect(failure(Self.actions, [0xff, 0xfe, 0x00]) != nil)
  }

  @Test func `A token of our own comes first, and that of a GitLab job only reads`() {
    let all = ["BOTFLEET_FORGE_TOKEN": "a", "GITLAB_TOKEN": "b", "CI_JOB_TOKEN": "c"]
    #expect(PipelineToken(for: .gitLab, in: all)?.variable == "BOTFLEET_FORGE_TOKEN")
    let job = PipelineToken(for: .gitLab, in: ["GITLAB_TOKEN": "", "CI_JOB_TOKEN": "c"])
    #expect(job?.variable == "CI_JOB_TOKEN" && job?.canWrite == false)
    #expect(PipelineToken(for: .forgejo, in: ["GITHUB_TOKEN": "d"])?.canWrite == true)
    #expect(PipelineToken(for: .gitHub, in: ["GITLAB_TOKEN": "b"]) == nil)
  }
}
