import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// Somebody who may only open a pull request writes documents, and reads what the plan of it prints.
@Suite(.timeLimit(.minutes(20)))
struct HiddenValuesTests {
  private static let secret = "MTA5-the-customers-own-token"
  private static let declaring = "environment: { DISCORD_TOKEN: x }"

  /// A fleet on whose panel a customer has set the token, and a pull request's branch.
  private func stage() async throws -> Stage {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    for (_, server) in try await stage.panel.servers() {
      try await stage.panel.request(
        .put, "/api/client/servers/\(server.identifier)/startup/variable",
        #"{"key": "DISCORD_TOKEN", "value": "\#(Self.secret)"}"#, key: "client_customer")
    }
    try stage.clone.git("remote", "set-head", "origin", "main")
    try stage.clone.git("checkout", "-q", "-b", "pr")
    return stage
  }

  /// Everything that can be asked about the pull request.
  private func expectSilence(of stage: Stage, _ what: Comment, at location: SourceLocation = #_sourceLocation)
    async throws
  {
    for base in [["--base", "origin/main"], []] {
      for format in ["text", "markdown", "json", "html"] {
        let ended = try await stage.botfleet(["plan", "--format", format, "--all", "--out", "saved.json"] + base)
        #expect(!(ended.answer + ended.people).contains(Self.secret), what, sourceLocation: location)
        #expect(stage.clone.read("saved.json")?.contains(Self.secret) == false, what, sourceLocation: location)
      }
    }
    for arguments in [["plan", "--adopt", "ord-1"], ["plan", "--adopt", "ord-1", "--format", "json"], ["capacity"]] {
      let ended = try await stage.botfleet(arguments)
      #expect(!(ended.answer + ended.people).contains(Self.secret), what, sourceLocation: location)
    }
    try stage.clone.git("clean", "-fdq")
  }

  @Test func `A pull request shows a customer's token to nobody, whichever document asks for it`() async throws {
    let stage = try await stage()
    let attacks: [(Comment, [String: String])] = [
      ("an order sets it", ["fleet/orders/ord-1.yaml": Documents.order("ord-1", more: Self.declaring)]),
      (
        "an order ignores it",
        [
          "fleet/orders/ord-1.yaml": Documents.order(
            "ord-1", more: Self.declaring + "\nignore: [startup.environment.DISCORD_TOKEN]")
        ]
      ),
      (
        "fleet.yaml sets it",
        [
          "fleet/fleet.yaml": Documents.fleet.replacing(
            "{ setBy: customer, initially: set-me-in-the-panel }", with: "x")
        ]
      ),
      (
        "a tier sets it",
        [
          "fleet/catalog.yaml": Documents.catalog.replacing(
            "guilds: 1 }", with: "guilds: 1, environment: { DISCORD_TOKEN: x } }")
        ]
      ),
      (
        "results claim it",
        [
          "fleet/orders/ord-1.yaml": Documents.order("ord-1", more: Self.declaring),
          "fleet/results/01/ord-1.yaml": try stage.result(of: "ord-1").replacing(
            "TIER: starter", with: "TIER: starter\n        DISCORD_TOKEN: y"),
        ]
      ),
    ]
    for (what, files) in attacks {
      try stage.clone.git("checkout", "-q", "-B", "pr", "origin/main")
      try stage.clone.commit(files, "asks for it")
      let plan = try await stage.botfleet("plan", "--base", "origin/main")
      #expect(plan.answer.contains("DISCORD_TOKEN"), "\(what): the attack does nothing: \(plan.answer)\(plan.people)")
      try await expectSilence(of: stage, what)
    }
  }

  /// Whoever checks out a pull request's branch follows it, and results that it forged were taken for the fleet's own.
  @Test func `Results that a pull request's own branch has are not trusted where that branch is followed`() async throws
  {
    let stage = try await stage()
    try stage.clone.commit(
      [
        "fleet/orders/ord-1.yaml": Documents.order("ord-1", more: Self.declaring),
        "fleet/results/01/ord-1.yaml": try stage.result(of: "ord-1").replacing(
          "TIER: starter", with: "TIER: starter\n        DISCORD_TOKEN: y"),
      ], "asks for it")
    try stage.clone.git("push", "-q", "-u", "origin", "pr")
    #expect(try await stage.botfleet("plan").answer.contains("DISCORD_TOKEN"))
    try await expectSilence(of: stage, "a branch that is its own upstream")
  }

  @Test func `Nor does the apply that overrides it, the commit of it, or a saved plan of it`() async throws {
    let stage = try await stage()
    try stage.clone.git("checkout", "-q", "main")
    try stage.merge(["ord-1": Documents.order("ord-1", more: Self.declaring)])
    let planned = try await stage.botfleet("plan", "--out", "saved.json")
    #expect(planned.answer.contains("! override ord-1"), "\(planned.answer)")
    let applied = try await stage.apply("saved.json", "--format", "json")
    #expect(!(applied.answer + applied.people).contains(Self.secret))
    #expect(try stage.server.git("log", "-1", "--format=%B", "main").contains("DISCORD_TOKEN another value -> x"))
    #expect(try !stage.server.git("cat-file", "--batch", "--batch-all-objects").contains(Self.secret))
    #expect(try stage.result(of: "ord-1").contains("DISCORD_TOKEN: x"), "it is the fleet's now")
    #expect(try await stage.botfleet("plan").answer.contains("Nothing to do"))
  }

  @Test func `An order that takes the name of somebody else's server shows nothing of its texts`() async throws {
    let stage = try await stage()
    let server = try #require(try await stage.panel.servers()["ord-1"])
    try await stage.panel.request(
      .post, "/api/client/servers/\(server.identifier)/settings/rename",
      #"{"name": "\#(Self.secret)", "description": "\#(Self.secret)"}"#, key: "client_customer")
    let texts = "name: mine\ndescription: mine\n" + Self.declaring
    let other = try TemporaryRepository()
    try other.commit(
      [
        "fleet/fleet.yaml": Documents.fleet, "fleet/catalog.yaml": Documents.catalog,
        "fleet/orders/ord-1.yaml": Documents.order("ord-1", more: texts),
      ], "another fleet")
    for format in ["text", "markdown", "json", "html"] {
      let ended = try await stage.botfleet("plan", "--format", format, in: other.path)
      #expect(ended.answer.contains("mine") && !(ended.answer + ended.people).contains(Self.secret), "\(ended.people)")
    }
  }
}
