import Applier
import Testing

@Suite struct CIEnvironmentTests {
  @Test func `GitHub, Gitea and Forgejo name a branch and the run`() {
    let ci = CIEnvironment([
      "GITHUB_REF": "refs/heads/release/one", "GITHUB_SERVER_URL": "https://git.example.com",
      "GITHUB_REPOSITORY": "acme/fleet", "GITHUB_RUN_ID": "812",
    ])
    #expect(ci.branch == "release/one")
    #expect(ci.runURL == "https://git.example.com/acme/fleet/actions/runs/812")
  }

  @Test func `GitLab names a branch and the job`() {
    let ci = CIEnvironment([
      "CI_COMMIT_BRANCH": "main", "CI_JOB_URL": "https://gitlab.example.com/acme/fleet/-/jobs/9",
    ])
    #expect(ci.branch == "main")
    #expect(ci.runURL == "https://gitlab.example.com/acme/fleet/-/jobs/9")
  }

  @Test(arguments: [
    ["GITHUB_REF": "refs/pull/7/merge", "GITHUB_HEAD_REF": "a-change", "GITHUB_REF_NAME": "7/merge"],
    ["GITHUB_REF": "refs/tags/v1", "GITHUB_REF_NAME": "v1"],
    ["CI_COMMIT_TAG": "v1", "CI_COMMIT_REF_NAME": "v1"],
    ["CI_MERGE_REQUEST_IID": "7", "CI_COMMIT_REF_NAME": "a-change"],
    ["GITHUB_REF": ""], ["CI_COMMIT_BRANCH": ""], ["GITHUB_REF": "refs/heads/"], [:],
  ])
  func `Pull requests, tags and no forge at all name no branch`(variables: [String: String]) {
    #expect(CIEnvironment(variables).branch == nil)
  }

  @Test(arguments: [
    ["GITLAB_CI": "true", "CI_COMMIT_BRANCH": "main"],
    ["CI": "woodpecker", "CI_PIPELINE_EVENT": "push", "CI_COMMIT_BRANCH": "main"],
    ["GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"],
    ["FORGEJO_ACTIONS": "true", "GITHUB_EVENT_NAME": "schedule", "GITHUB_REF": "refs/heads/main"],
    ["CIRCLECI": "true", "CIRCLE_BRANCH": "main"],
    ["BUILDKITE": "true", "BUILDKITE_BRANCH": "main", "BUILDKITE_PULL_REQUEST": "false", "BUILDKITE_TAG": ""],
    ["TF_BUILD": "True", "BUILD_SOURCEBRANCH": "refs/heads/main", "BUILD_REASON": "IndividualCI"],
    ["BITBUCKET_BUILD_NUMBER": "1", "BITBUCKET_BRANCH": "main"],
    ["DRONE": "true", "DRONE_BRANCH": "main", "DRONE_BUILD_EVENT": "push"],
    ["TRAVIS": "true", "TRAVIS_BRANCH": "main", "TRAVIS_PULL_REQUEST": "false", "TRAVIS_TAG": ""],
    ["APPVEYOR": "True", "APPVEYOR_REPO_BRANCH": "main", "APPVEYOR_REPO_TAG": "false"],
    ["SEMAPHORE": "true", "SEMAPHORE_GIT_BRANCH": "main", "SEMAPHORE_GIT_REF_TYPE": "branch"],
    ["CIRRUS_CI": "true", "CIRRUS_BRANCH": "main"], ["BITRISE_GIT_BRANCH": "main", "BITRISE_PULL_REQUEST": ""],
    ["CODEBUILD_BUILD_ID": "1", "CODEBUILD_WEBHOOK_HEAD_REF": "refs/heads/main", "CODEBUILD_WEBHOOK_EVENT": "PUSH"],
    ["CF_BUILD_ID": "1", "CF_BRANCH": "main"], ["bamboo_planKey": "P", "bamboo_planRepository_branchName": "main"],
    ["JENKINS_URL": "https://ci.example.com", "BRANCH_NAME": "main", "GIT_BRANCH": "origin/other"],
    ["GIT_BRANCH": "origin/main"], ["GIT_BRANCH": "main"], ["GIT_BRANCH": "refs/remotes/origin/main"],
    ["CI": "true", "GIT_BRANCH": "origin/main", "BUILD_SOURCEBRANCH": "refs/heads/main"],
    ["GIT_REF": "refs/heads/main"],
  ])
  func `The well-known systems name a branch`(variables: [String: String]) {
    #expect(CIEnvironment(variables).subject == .branch("main"))
  }

  /// Several of them name the branch that a pull request wants to be merged into, as if the run were for it.
  @Test(arguments: [
    ["GITHUB_REF": "refs/heads/main", "GITHUB_EVENT_NAME": "pull_request_target"],
    ["GITHUB_REF": "refs/heads/main", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_HEAD_REF": "a-change"],
    ["GITHUB_REF": "refs/heads/gh-readonly-queue/main/pr-7-1234", "GITHUB_EVENT_NAME": "merge_group"],
    ["CI": "woodpecker", "CI_PIPELINE_EVENT": "pull_request", "CI_COMMIT_BRANCH": "main"],
    ["CI": "woodpecker", "CI_PIPELINE_EVENT": "pull_request_closed", "CI_COMMIT_BRANCH": "main"],
    ["GITLAB_CI": "true", "CI_MERGE_REQUEST_IID": "7"], ["GITLAB_CI": "true", "CI_COMMIT_TAG": "v1"],
    ["CIRCLE_BRANCH": "pull/7"], ["CIRCLE_BRANCH": "main", "CIRCLE_PULL_REQUEST": "https://example.com/pull/7"],
    ["BUILDKITE_BRANCH": "main", "BUILDKITE_PULL_REQUEST": "7"], ["BUILD_SOURCEBRANCH": "refs/pull/7/merge"],
    ["BUILD_SOURCEBRANCH": "refs/heads/main", "BUILD_REASON": "PullRequest"],
    ["BITBUCKET_BRANCH": "main", "BITBUCKET_PR_ID": "7"],
    ["DRONE_BRANCH": "main", "DRONE_BUILD_EVENT": "pull_request"],
    ["TRAVIS_BRANCH": "main", "TRAVIS_PULL_REQUEST": "7"], ["TRAVIS_BRANCH": "v1", "TRAVIS_TAG": "v1"],
    ["APPVEYOR_REPO_BRANCH": "main", "APPVEYOR_PULL_REQUEST_NUMBER": "7"],
    ["SEMAPHORE_GIT_BRANCH": "main", "SEMAPHORE_GIT_REF_TYPE": "pull-request"],
    ["CIRRUS_BRANCH": "pull/7", "CIRRUS_PR": "7"],
    ["BITRISE_GIT_BRANCH": "main", "BITRISE_PULL_REQUEST": "7"],
    [
      "CODEBUILD_BUILD_ID": "1", "CODEBUILD_WEBHOOK_HEAD_REF": "refs/heads/x",
      "CODEBUILD_WEBHOOK_EVENT": "PULL_REQUEST_UPDATED",
    ],
    ["CF_BUILD_ID": "1", "CF_BRANCH": "main", "CF_PULL_REQUEST_NUMBER": "7"],
    ["JENKINS_URL": "x", "BRANCH_NAME": "PR-7", "CHANGE_ID": "7"], ["GIT_BRANCH": "origin/pr/7/merge"],
    ["GIT_BRANCH": "origin/main", "ghprbPullId": "7"], ["GIT_REF": "refs/tags/v1"],
  ])
  func `Their pull requests, merge queues and tags name none`(variables: [String: String]) {
    #expect(CIEnvironment(variables).subject == .noBranch)
  }

  @Test func `A run that is of no known kind is told from a person at a machine`() {
    #expect(CIEnvironment(["CI": "true"]).subject == .unknown)
    #expect(CIEnvironment(["JENKINS_URL": "x", "GIT_BRANCH": "other/main"]).subject == .unknown)
    #expect(CIEnvironment(["GIT_BRANCH": "detached"]).subject == .unknown)
    #expect(CIEnvironment(["CI": "false"]).subject == .nobody && CIEnvironment([:]).subject == .nobody)
  }

  @Test func `What the operator says of the run goes before what the forge says`() {
    let ci = CIEnvironment([
      "BOTFLEET_RUN_URL": "https://ci.example.com/run/1", "CI_JOB_URL": "https://gitlab.example.com/1",
    ])
    #expect(ci.runURL == "https://ci.example.com/run/1")
  }

  @Test func `Half of a run's address is none`() {
    #expect(CIEnvironment(["GITHUB_SERVER_URL": "https://git.example.com", "GITHUB_RUN_ID": "812"]).runURL == nil)
  }
}
