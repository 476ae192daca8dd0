import Testing

@testable import Planner

@Suite struct EggChecksTests {
  private let egg = RecordedVariablesTests.egg
  private let taken = RecordedVariablesTests.taken
  private let image = "ghcr.io/parkervcp/yolks:nodejs_22"

  @Test func `A sound environment has no findings`() {
    #expect(EggChecks(egg).findings(environment: taken, image: image).isEmpty)
    #expect(EggChecks(egg).ruleProblems.isEmpty)
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

  @Test func `What is wrong with a rule is told once, not for every order`() {
    let variable = Egg.Variable(name: "A", rules: "required|strng", defaultValue: "")
    let checks = EggChecks(Egg(id: egg.id, variables: [variable], images: []))
    #expect(checks.ruleProblems == [.ruleNotJudged(variable: "A", .unknown(rule: "strng"))])
    #expect(checks.findings(environment: ["A": "x"], image: "i") == [.imageNotOffered("i")])
  }
}
