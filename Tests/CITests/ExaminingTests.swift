import Applier
import ForgeStandIn
import Forges
import Foundation
import HTTP
import Logging
import Planner
import Testing

@testable import CI

/// What a forge is asked for an examination, and what its answers mean.
struct ExaminingTests {
  private static func access(_ speed: Double) -> ForgeAccess {
    ForgeAccess(
      userAgent: "tests/1", authoritiesFile: nil, time: Timekeeper(ContinuousClock(), speed: speed) { 0.5 },
      now: { 1_795_348_800 }, log: Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() })
  }

  private static func variables(_ forge: ForgeStandIn, token: String? = "token") -> [String: String] {
    let shared =
      switch forge.kind {
      case .gitLab:
        [
          "GITLAB_CI": "true", "CI_COMMIT_BRANCH": "main", "CI_PROJECT_PATH": "shop/fleet", "CI_API_V4_URL": forge.url,
        ]
      case .gitHub, .gitea:
        [
          "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main",
          "GITHUB_REF_NAME": "main", "GITHUB_REPOSITORY": "shop/fleet", "GITHUB_API_URL": forge.url,
          "GITEA_ACTIONS": forge.kind == .gitea ? "true" : "",
        ]
      }
    return shared.merging(token.map { ["BOTFLEET_FORGE_TOKEN": $0] } ?? [:]) { $1 }
  }

  private static func examine(
    _ variables: [String: String] = [:], remote: String? = nil, branch: String? = "main",
    purpose: ExaminationRequest.Purpose = .planAndApply, speed: Double = 0.05
  ) async -> [Finding] {
    let question = HostQuestion(
      variables: variables, remoteURL: remote, branch: branch, waitingBranch: "botfleet/results", purpose: purpose)
    return await examineForge(question, access(speed), reading: { _ in nil })
  }

  private static func verdicts(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.verdict.rawValue) \($0.check.rawValue)" }
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A branch that nobody protects is a warning`(_ kind: ForgeStandIn.Kind) async throws {
    let forge = try ForgeStandIn(kind)
    let found = await Self.examine(Self.variables(forge))
    try #require(Self.verdicts(found) == ["ok forge", "ok forge-token", "warning branch-protection"])
    #expect(found[1].message == "BOTFLEET_FORGE_TOKEN is a token of user 1")
    #expect(found[2].message.contains("does not protect main: whoever may push to the repository decides"))
    #expect(found[2].advice?.contains("botfleet/results") == true)
    #expect(forge.asked.allSatisfy { $0.hasPrefix("GET ") })
    let planning = await Self.examine(Self.variables(forge), purpose: .planOnly)
    #expect(planning.last?.advice?.contains("botfleet/results") == false)
  }

  @Test func `What a protection asks is told, and what it leaves open`() async throws {
    let forge = try ForgeStandIn(.gitHub)
    forge.state.withLock { $0.branches["main"] = .some(2) }
    let whole = await Self.examine(Self.variables(forge))
    #expect(Self.verdicts(whole).last == "ok branch-protection")
    #expect(whole.last?.message == "GitHub protects main, which needs 2 approvals and the status botfleet/plan")
    forge.state.withLock {
      $0.branches["main"] = .some(nil)
      $0.rulesets["main"] = 1
    }
    let stale = await Self.examine(Self.variables(forge))
    #expect(Self.verdicts(stale).last == "warning branch-protection")
    #expect(stale.last?.advice?.hasPrefix("Have approvals dismissed by later pushes") == true)
    forge.state.withLock { $0.rulesets["main"] = 0 }
    let open = await Self.examine(Self.variables(forge))
    #expect(open.last?.advice?.hasPrefix("Require an approval") == true)
  }

  @Test(arguments: [ForgeStandIn.Kind.gitLab, .gitea])
  func `Whether the account may push results is told where the forge tells it`(_ kind: ForgeStandIn.Kind) async throws {
    let forge = try ForgeStandIn(kind)
    forge.state.withLock { $0.branches["main"] = .some(1) }
    let closed = await Self.examine(Self.variables(forge))
    #expect(
      closed.last?.advice?.contains(
        "may not push to it: let the account that applies push there, or they wait on botfleet/results") == true)
    forge.state.withLock { $0.isOpenToToken = true }
    let open = await Self.examine(Self.variables(forge))
    #expect(open.last?.advice?.contains("The token's account may push results to it.") == true)
  }

  @Test func `An automation's token is one, and a job's token of GitLab only reads`() async throws {
    let gitHub = try ForgeStandIn(.gitHub)
    gitHub.state.withLock { $0.users["token"]?.isBot = true }
    #expect(
      await Self.examine(Self.variables(gitHub))[1].message.hasSuffix("is a job's own; the workflow says what it may"))
    let gitLab = try ForgeStandIn(.gitLab)
    var variables = Self.variables(gitLab, token: nil)
    variables["CI_JOB_TOKEN"] = "token"
    let job = await Self.examine(variables)
    #expect(
      job.contains {
        $0.check == .forgeToken && $0.verdict == .warning && $0.message.hasPrefix("CI_JOB_TOKEN only reads")
      })
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A token that the forge does not accept is a warning that names its variable`(_ kind: ForgeStandIn.Kind)
    async throws
  {
    let forge = try ForgeStandIn(kind)
    let found = await Self.examine(Self.variables(forge, token: "expired"))
    #expect(Self.verdicts(found) == ["warning forge-token"])
    #expect(found[0].message.hasSuffix("does not accept the token in BOTFLEET_FORGE_TOKEN"))
    #expect(!"\(found)".contains("expired\""))
  }

  @Test func `A forge that fails is unknown, for no plan and no apply needs it`() async throws {
    let forge = try ForgeStandIn(.gitHub)
    forge.fail(.init(times: 1000, status: 502))
    let found = await Self.examine(Self.variables(forge), speed: 1000)
    #expect(Self.verdicts(found) == ["unknown forge", "unknown branch-protection"])
  }

  @Test func `Without a token, or where nothing says which forge it is, it is unknown and what to set is said`()
    async throws
  {
    let none = await Self.examine(remote: "git@github.com:shop/fleet.git")
    #expect(Self.verdicts(none) == ["unknown branch-protection"])
    #expect(none[0].message.hasPrefix("GitHub (https://api.github.com) was not asked: the environment has no token"))
    #expect(none[0].advice?.hasPrefix("Set BOTFLEET_FORGE_TOKEN or GITHUB_TOKEN to a token that may read") == true)
    // A token for github.com goes to no other host that is called so.
    let other = await Self.examine(["GITHUB_TOKEN": "token"], remote: "https://github.example.com/shop/fleet")
    #expect(other[0].advice?.hasPrefix("Set BOTFLEET_FORGE_TOKEN to a token") == true)
    let unknown = await Self.examine(
      ["BOTFLEET_FORGE_TOKEN": "token"], remote: "https://git.example.com/shop/fleet.git")
    #expect(unknown[0].message == "nothing says which forge git.example.com is")
    let folder = await Self.examine(["BOTFLEET_FORGE_TOKEN": "token"], remote: "/srv/fleet.git")
    #expect(folder[0].message == "only the host of the repository knows which branches it protects")
    #expect(folder[0].advice?.hasPrefix("If the branch refuses results, they wait on botfleet/results") == true)
    let broken = await Self.examine(["GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "shop"])
    #expect(Self.verdicts(broken) == ["unknown branch-protection"])
  }

  @Test(arguments: [
    ("https://github.com/shop/fleet.git", "github.com", "shop/fleet", "https://api.github.com"),
    ("https://token:x@GitHub.com/shop/fleet", "github.com", "shop/fleet", "https://api.github.com"),
    ("git@gitlab.example.com:a/b/fleet.git", "gitlab.example.com", "a/b/fleet", "https://gitlab.example.com/api/v4"),
    ("ssh://git@codeberg.org:22/shop/fleet", "codeberg.org", "shop/fleet", "https://codeberg.org/api/v1"),
    (
      "https://gitea.example.com:3000/shop/fleet/", "gitea.example.com:3000", "shop/fleet",
      "https://gitea.example.com:3000/api/v1"
    ),
    ("git@github.example.com:shop/fleet.git", "github.example.com", "shop/fleet", "https://github.example.com/api/v3"),
  ])
  func `A remote's address names the host and the repository`(
    _ url: String, _ host: String, _ path: String, _ api: String
  ) throws {
    let address = try #require(RemoteAddress(url))
    #expect(address.host == host && address.path == path)
    #expect(address.kind.map { address.api(of: $0) } == api)
  }

  @Test(arguments: [
    "", "/srv/fleet.git", "../fleet.git", "file:///srv/github.com/shop/fleet", "http://github.com/shop/fleet",
    "git://github.com/shop/fleet", "https://github.com", "https://github.com/shop", "https:///shop/fleet",
    "https://git hub.com/a/b", "C:/github.com/shop/fleet", "localhost:shop/fleet", "https://gïthub.com/shop/fleet",
  ])
  func `What is no address of a forge's repository, or has no encryption, names none`(_ url: String) {
    #expect(RemoteAddress(url) == nil)
  }
}
