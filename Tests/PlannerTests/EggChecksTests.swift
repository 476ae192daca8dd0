import EggRules
import Testing

@testable import Planner

@Suite struct EggChecksTests {
  private let egg = Egg(
    id: EggID(15),
    variables: [
      .init(name: "DISCORD_TOKEN", rules: "required|string|max:100", defaultValue: ""),
      .init(name: "DISCORD_GUILD_ID", rules: "required|string|regex:/^[0-9]{5,20}$/", defaultValue: ""),
      .init(name: "TIER", rules: "required|string|in:starter,pro,business", defaultValue: "starter"),
      .init(name: "FEATURES", rules: "nullable|string|max:255", defaultValue: ""),
      .init(name: "MAX_GUILDS", rules: "required|integer|min:1", defaultValue: "1"),
    ],
    images: ["ghcr.io/parkervcp/yolks:nodejs_22"])
  private let taken = [
    "DISCORD_TOKEN": "MTA.fixture.token", "DISCORD_GUILD_ID": "123456789012345678", "TIER": "starter",
    "FEATURES": "music,levels", "MAX_GUILDS": "5",
  ]
  private let image = "ghcr.io/parkervcp/yolks:nodejs_22"

  @Test func `A sound environment has no findings`() {
    #expect(EggChecks(egg).findings(environment: taken, image: image).isEmpty)
  }

  @Test func `A missing variable is told with the egg's default, which the panel does not fill in`() {
    var environment = taken
    environment["TIER"] = nil
    environment["DISCORD_TOKEN"] = "  "
    #expect(
      EggChecks(egg).findings(environment: environment, image: image) == [
        .missing(variable: "DISCORD_TOKEN", eggDefault: nil), .missing(variable: "TIER", eggDefault: "starter"),
      ])
  }

  @Test func `A refused value is told with its rule and without itself`() {
    var environment = taken
    environment["DISCORD_GUILD_ID"] = "s3cret"
    let findings = EggChecks(egg).findings(environment: environment, image: image)
    #expect(
      findings == [
        .refused(
          variable: "DISCORD_GUILD_ID", .init(rule: "regex", message: "must match /^[0-9]{5,20}$/"))
      ])
    #expect(!"\(findings)".contains("s3cret"))
  }

  @Test func `Variables that the egg does not have are told by name`() {
    var environment = taken
    environment["ZEBRA"] = "1"
    environment["DISCORD_TOKENS"] = "1"
    #expect(
      EggChecks(egg).findings(environment: environment, image: image) == [
        .noSuchVariable("DISCORD_TOKENS"), .noSuchVariable("ZEBRA"),
      ])
  }

  @Test func `An image that the egg does not offer is told, unless its images are not known`() {
    #expect(EggChecks(egg).findings(environment: taken, image: "node:22") == [.imageNotOffered("node:22")])
    let variablesOnly = Egg(id: egg.id, variables: egg.variables, images: nil)
    #expect(EggChecks(variablesOnly).findings(environment: taken, image: "node:22").isEmpty)
  }

  /// The verdict was computed and read by nobody; then every create failed.
  @Test(arguments: [
    ("required|strng", ["the rule `strng` is not known"]),
    ("required;;string", ["the rule `required;;string` is not known"]),
    ("required|max", ["the rule `max` needs 1 parameter"]),
  ])
  func `A rule that the panel cannot run is told`(rules: String, told: [String]) {
    let variable = EggVariable(name: "A", rules: rules, defaultValue: "")
    let findings = EggChecks(Egg(id: egg.id, variables: [variable], images: nil)).findings(
      environment: ["A": "x"], image: "i")
    let problems = findings.compactMap { finding in
      if case .broken("A", let problem) = finding { problem.description } else { nil }
    }
    #expect(problems == told && findings.count == told.count)
  }

  @Test func `A pattern that is cut at its bar is two rules that the panel cannot run`() {
    let variable = EggVariable(name: "A", rules: "required|regex:/^(nl|en)$/", defaultValue: "")
    let findings = EggChecks(Egg(id: egg.id, variables: [variable], images: nil)).findings(
      environment: ["A": "nl"], image: "i")
    #expect(findings.count == 2 && findings.allSatisfy { if case .broken = $0 { true } else { false } })
  }

  @Test func `A rule that the panel never comes to breaks nothing, and one that is only written oddly is not judged`() {
    let optional = EggVariable(name: "A", rules: "nullable|strng", defaultValue: "")
    #expect(
      EggChecks(Egg(id: egg.id, variables: [optional], images: nil)).findings(environment: ["A": ""], image: "i")
        .isEmpty)
    let odd = EggVariable(name: "A", rules: "required|IP", defaultValue: "")
    let findings = EggChecks(Egg(id: egg.id, variables: [odd], images: nil)).findings(
      environment: ["A": "10.0.0.1"], image: "i")
    #expect(
      findings == [
        .ruleNotJudged(variable: "A", .notJudged(rule: "IP", why: "not every version of Laravel reads it alike"))
      ])
  }

  @Test(arguments: ["nl", "", "a \"b\" \\ c", "x: y # z", "{{server.build.default.port}}", " 007"])
  func `The line that a hint shows is YAML of ours, and leaves every server as it is`(value: String) throws {
    let hint = missingVariableHint("NEW", value, of: nil)
    let line = try #require(hint.split(separator: "`").last.map(String.init))
    var fleet = SampleFleet()
    fleet.settings = fleet.settings?.replacing("placement:", with: "  environment:\n    \(line)\nplacement:")
    let reading = fleet.read()
    #expect(reading.diagnostics == [])
    #expect(
      reading.fleet?.settings.server.environment["NEW"]?.value == .leftToCustomer(initially: Template(value)))
  }

  /// A first order without a guild: the message said that a variable which stood in `fleet.yaml` was to be declared there.
  @Test func `A template that comes to nothing is not called missing`() throws {
    let variables = theVariables.merging(["DISCORD_GUILD_ID": .declared(Template(parts: [.word(.guild)]))]) { $1 }
    func told(_ guilds: [String], _ variables: [String: Setting]) throws -> Diagnostic {
      let fleet = aFleet([anOrder(guilds: guilds)], settings: theSettings(environment: variables))
      return try #require(
        aPlan(for: fleet, on: aPanel(egg: egg)).diagnostics.first { $0.code == "missing-variable" })
    }
    let empty = try told([], variables)
    #expect(
      empty.message.hasSuffix("what is written here comes to nothing for ord-1")
        && empty.hint?.contains("guilds") == true)
    let absent = try told(["123456789012345678"], theVariables)
    #expect(absent.message.hasSuffix("ord-1 has no value for it") && absent.hint?.contains("declare it") == true)
  }
}
