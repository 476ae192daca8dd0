import Applier
import Testing

@Suite struct ForgeTests {
  @Test func `GitHub, Gitea and Forgejo name a branch and the run`() {
    let forge = Forge([
      "GITHUB_REF": "refs/heads/release/one", "GITHUB_SERVER_URL": "https://git.example.com",
      "GITHUB_REPOSITORY": "acme/fleet", "GITHUB_RUN_ID": "812",
    ])
    #expect(forge.branch == "release/one")
    #expect(forge.runURL == "https://git.example.com/acme/fleet/actions/runs/812")
  }

  @Test func `GitLab names a branch and the job`() {
    let forge = Forge(["CI_COMMIT_BRANCH": "main", "CI_JOB_URL": "https://gitlab.example.com/acme/fleet/-/jobs/9"])
    #expect(forge.branch == "main")
    #expect(forge.runURL == "https://gitlab.example.com/acme/fleet/-/jobs/9")
  }

  @Test(arguments: [
    ["GITHUB_REF": "refs/pull/7/merge", "GITHUB_HEAD_REF": "a-change", "GITHUB_REF_NAME": "7/merge"],
    ["GITHUB_REF": "refs/tags/v1", "GITHUB_REF_NAME": "v1"],
    ["CI_COMMIT_TAG": "v1", "CI_COMMIT_REF_NAME": "v1"],
    ["CI_MERGE_REQUEST_IID": "7", "CI_COMMIT_REF_NAME": "a-change"],
    ["GITHUB_REF": ""], ["CI_COMMIT_BRANCH": ""], ["GITHUB_REF": "refs/heads/"], [:],
  ])
  func `Pull requests, tags and no forge at all name no branch`(variables: [String: String]) {
    #expect(Forge(variables).branch == nil)
  }

  @Test func `What the operator says of the run goes before what the forge says`() {
    let forge = Forge([
      "BOTFLEET_RUN_URL": "https://ci.example.com/run/1", "CI_JOB_URL": "https://gitlab.example.com/1",
    ])
    #expect(forge.runURL == "https://ci.example.com/run/1")
  }

  @Test func `Half of a run's address is none`() {
    #expect(Forge(["GITHUB_SERVER_URL": "https://git.example.com", "GITHUB_RUN_ID": "812"]).runURL == nil)
  }
}
