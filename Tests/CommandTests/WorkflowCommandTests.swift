import ChildPrograms
import Foundation
import RepositoryFixtures
import Testing

/// The very commands of the workflow files that `init --ci` writes: a shell takes them apart as a runner's does, and then they run.
@Suite(.timeLimit(.minutes(20)))
struct WorkflowCommandTests {
  private static let forges = ["github", "gitlab", "forgejo", "gitea"]

  /// What a run on a schedule has in its environment; nothing in it reaches any forge, for there is no token.
  private static func schedule(at forge: String) -> [String: String] {
    let nowhere = "http://127.0.0.1:9"
    if forge == "gitlab" {
      return [
        "GITLAB_CI": "true", "CI": "true", "CI_PIPELINE_SOURCE": "schedule", "CI_COMMIT_BRANCH": "main",
        "CI_PROJECT_PATH": "shop/fleet", "CI_PROJECT_ID": "1", "CI_API_V4_URL": nowhere + "/api/v4",
        "CI_SERVER_URL": nowhere,
      ]
    }
    let own = forge == "github" ? [:] : ["\(forge.uppercased())_ACTIONS": "true"]
    return own.merging([
      "GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_EVENT_NAME": "schedule", "GITHUB_REF": "refs/heads/main",
      "GITHUB_REF_NAME": "main", "GITHUB_REF_TYPE": "branch", "GITHUB_REPOSITORY": "shop/fleet",
      "GITHUB_SERVER_URL": nowhere, "GITHUB_API_URL": nowhere + "/api/v1",
    ]) { $1 }
  }

  /// What a run for the pull request of a commit has.
  private static func pullRequest(of head: String, at forge: String, on stage: Stage) throws -> [String: String] {
    if forge == "gitlab" {
      return schedule(at: forge).merging([
        "CI_PIPELINE_SOURCE": "merge_request_event", "CI_COMMIT_BRANCH": "", "CI_COMMIT_SHA": head,
        "CI_MERGE_REQUEST_IID": "7", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_PROJECT_PATH": "shop/fleet", "CI_MERGE_REQUEST_PROJECT_ID": "1",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "1", "CI_MERGE_REQUEST_EVENT_TYPE": "detached",
      ]) { $1 }
    }
    let side = { (ref: String) in #"{"sha": "\#(head)", "ref": "\#(ref)", "repo": {"full_name": "shop/fleet"}}"# }
    let pull = #"{"number": 7, "state": "open", "head": \#(side("add")), "base": \#(side("main"))}"#
    let event = stage.clone.path + "/.git/event.json"
    try #"{"action": "opened", "number": 7, "pull_request": \#(pull)}"#.write(
      toFile: event, atomically: true, encoding: .utf8)
    return schedule(at: forge).merging([
      "GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF": "refs/pull/7/head", "GITHUB_REF_NAME": "7/head",
      "GITHUB_REF_TYPE": "", "GITHUB_EVENT_PATH": event,
    ]) { $1 }
  }

  /// What somebody typed into the fields of a run by hand, as each forge hands it to the command.
  private static func inputs(accept: String, because: String) -> [String: String] {
    ["ACCEPT": accept, "FLEET_ACCEPT": accept, "BECAUSE": because, "FLEET_BECAUSE": because]
  }

  @Test(arguments: forges)
  func `Each command is one that botfleet knows, and applies a fleet`(_ forge: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.clone.git("checkout", "-q", "-b", "add")
    try stage.clone.commit(["fleet/orders/ord-2.yaml": Documents.order("ord-2")], "an order")
    try stage.clone.git("push", "-q", "origin", "add")
    let pullRequest = try Self.pullRequest(
      of: try stage.clone.git("rev-parse", "HEAD"), at: forge, on: stage)
    try stage.clone.git("checkout", "-q", "main")
    var verbs: [String] = []
    for command in try commands(of: forge) {
      let arguments = try words(of: command, on: stage, Self.inputs(accept: "", because: ""))
      guard !arguments.isEmpty else { continue }
      verbs.append(arguments.prefix(2).joined(separator: " "))
      let environment = arguments.contains("plan") ? pullRequest : Self.schedule(at: forge)
      let ended = try await stage.start(arguments, environment: environment).end()
      #expect(ended.status == 0, "\(command)\n\(ended.answer)\n\(ended.people)")
      guard arguments.contains("--artifacts") else { continue }
      #expect(stage.clone.read("fleet-artifacts/plan.json")?.contains("ord-1") == true)
      try? FileManager.default.removeItem(atPath: stage.clone.path + "/fleet-artifacts")
    }
    #expect(verbs.sorted() == ["ci apply", "ci drift", "ci plan"])
    #expect(try stage.result(of: "ord-1").contains("server"))
  }

  @Test(arguments: forges)
  func `What somebody types into the field for a digest is one argument, whatever it is`(_ forge: String) async throws {
    let stage = try await Stage()
    let typed = #"x"; touch pwned; $(touch pwned) `touch pwned` '"#
    let apply = try apply(of: forge)
    let arguments = try words(of: apply, on: stage, Self.inputs(accept: typed, because: ""))
    #expect(arguments.contains(typed))
    let ended = try await stage.start(arguments, environment: Self.schedule(at: forge)).end()
    #expect(ended.status == 64 && ended.people.contains("a digest is sha256:"), "\(ended.people)")
    #expect(stage.clone.read("pwned") == nil)
  }

  @Test(arguments: forges)
  func `A reason reaches the results' commit as it was typed, and is none without a digest`(_ forge: String)
    async throws
  {
    let cautious = Documents.fleet.replacing("maxChanged: 100%", with: "maxChanged: 30%, always: 0")
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"), fleet: cautious)
    try await stage.apply()
    try stage.merge(["ord-1": Documents.order("ord-1", tier: "pro"), "ord-2": Documents.order("ord-2", tier: "pro")])
    try stage.clone.git("pull", "-q", "--rebase")
    let digest = try #require(try await stage.plan().accept)
    let typed = #"we move; touch pwned; $(touch pwned) `touch pwned` "'"#
    func ended(accepting digest: String) async throws -> Ended {
      let arguments = try words(of: apply(of: forge), on: stage, Self.inputs(accept: digest, because: typed))
      #expect(arguments.contains(typed))
      return await (try stage.start(arguments, environment: Self.schedule(at: forge))).end()
    }
    let alone = try await ended(accepting: "")
    #expect(alone.status == 64 && alone.people.contains("give both"), "\(alone.people)")
    let accepted = try await ended(accepting: digest)
    #expect(accepted.status == 0, "\(accepted.people)")
    let reason = try stage.server.git("log", "-1", "--format=%(trailers:key=Accepted-Because,valueonly)", "main")
    #expect(reason == typed + "\n")
    #expect(stage.clone.read("pwned") == nil)
  }

  /// A cancelled step's signals reach its first process only: with `exec` that is botfleet.
  @Test(arguments: forges.filter { $0 != "gitlab" })
  func `The step that applies becomes botfleet`(_ forge: String) throws {
    #expect(try apply(of: forge).hasPrefix("exec botfleet ci apply "))
  }

  private func apply(of forge: String) throws -> String {
    try #require(try commands(of: forge).first { $0.contains(" ci apply ") })
  }

  /// The lines for a shell in the files of the usual fleet.
  private func commands(of forge: String) throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../PlannerTests/Workflows/\(forge)")
    return try ["fleet", "fleet-drift"].flatMap { name -> [String] in
      let file = folder.appending(path: "\(name).yml")
      guard name == "fleet" || forge != "gitlab" else { return [] }
      let text = try String(contentsOf: file, encoding: .utf8)
      let line = forge == "gitlab" ? /^    - ((?:botfleet|git) .*)$/ : /^      - run: (.*)$/
      return text.matches(of: line.anchorsMatchLineEndings()).map { String($0.1) }
    }
  }

  /// The arguments that a shell gives botfleet; none for the command of another program, which is not run.
  private func words(of command: String, on stage: Stage, _ variables: [String: String]) throws -> [String] {
    let tools = stage.clone.path + "/.git/tools"
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    try writeProgram("#!/bin/sh\nprintf '%s\\0' \"$@\" > \"$OUT\"\n", to: tools + "/botfleet")
    try writeProgram("#!/bin/sh\nexit 0\n", to: tools + "/git")
    let out = tools + "/arguments"
    try? FileManager.default.removeItem(atPath: out)
    let ended = try runProgram(
      ["sh", "-ec", command], in: stage.clone.path,
      environment: variables.merging(["PATH": "\(tools):/usr/bin:/bin", "OUT": out]) { $1 })
    #expect(ended.status == 0, "\(ended.complaint)")
    guard let data = FileManager.default.contents(atPath: out) else { return [] }
    return data.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
