import Testing

@testable import EggRules

/// What a whole panel answered to creates with this egg's variables; each case names its recording.
@Suite struct RecordedVariablesTests {
  struct Recorded: CustomTestStringConvertible {
    let recording: String
    /// What differs from an environment that the panel took; nil for a variable left out.
    let changes: [String: String?]
    /// `variable: rule` as the panel's answer has them, in its order; none for 201.
    let refused: [String]

    var testDescription: String { recording }
  }

  @Test(arguments: recorded) func `An environment is judged as it was recorded`(case recorded: Recorded) {
    var environment = Self.taken
    for (name, value) in recorded.changes { environment[name] = value }
    let values = EggEnvironment(.init(Self.variables), sent: environment)
    let refused = Self.variables.flatMap { variable in
      VariableRules(variable.rules).judge(variable.name, in: values).violations.map { "\(variable.name): \($0.rule)" }
    }
    #expect(refused == recorded.refused)
  }

  @Test func `Values are stored as they are judged, trimmed`() {
    let sent = ["DISCORD_TOKEN": "  token with spaces  "]
    #expect(EggEnvironment(.init(Self.variables), sent: sent).value(of: "DISCORD_TOKEN") == "token with spaces")
  }

  static let variables: [EggVariable] = [
    .init(name: "DISCORD_TOKEN", rules: "required|string|max:100", defaultValue: ""),
    .init(name: "DISCORD_GUILD_ID", rules: "required|string|regex:/^[0-9]{5,20}$/", defaultValue: ""),
    .init(name: "TIER", rules: "required|string|in:starter,pro,business", defaultValue: "starter"),
    .init(name: "FEATURES", rules: "nullable|string|max:255", defaultValue: ""),
    .init(name: "MAX_GUILDS", rules: "required|integer|min:1", defaultValue: "1"),
  ]

  static let taken = [
    "DISCORD_TOKEN": "MTA.fixture.token", "DISCORD_GUILD_ID": "123456789012345678", "TIER": "starter",
    "FEATURES": "music,levels", "MAX_GUILDS": "5",
  ]

  static let recorded: [Recorded] = [
    .init(recording: "30-001-minimal-201", changes: [:], refused: []),
    .init(
      recording: "30-023-environment-empty-object",
      changes: ["DISCORD_TOKEN": nil, "DISCORD_GUILD_ID": nil, "TIER": nil, "FEATURES": nil, "MAX_GUILDS": nil],
      refused: [
        "DISCORD_TOKEN: required", "DISCORD_GUILD_ID: required", "TIER: required", "MAX_GUILDS: required",
      ]),
    .init(
      recording: "30-026-environment-missing-required", changes: ["DISCORD_TOKEN": nil],
      refused: ["DISCORD_TOKEN: required"]),
    .init(
      recording: "30-027-environment-empty-required", changes: ["DISCORD_TOKEN": ""],
      refused: ["DISCORD_TOKEN: required"]),
    .init(
      recording: "08-create-variable-rules, step 3", changes: ["DISCORD_TOKEN": "   "],
      refused: ["DISCORD_TOKEN: required"]),
    .init(
      recording: "30-029-environment-too-long", changes: ["DISCORD_TOKEN": String(repeating: "x", count: 101)],
      refused: ["DISCORD_TOKEN: max"]),
    .init(recording: "30-030-environment-bad-in", changes: ["TIER": "gold"], refused: ["TIER: in"]),
    .init(
      recording: "30-031-environment-bad-regex", changes: ["DISCORD_GUILD_ID": "abc"],
      refused: ["DISCORD_GUILD_ID: regex"]),
    .init(
      recording: "08-create-variable-rules, step 5", changes: ["DISCORD_GUILD_ID": "12ab"],
      refused: ["DISCORD_GUILD_ID: regex"]),
    .init(
      recording: "30-033-environment-bad-integer", changes: ["MAX_GUILDS": "zero"], refused: ["MAX_GUILDS: integer"]),
    .init(recording: "30-034-environment-min", changes: ["MAX_GUILDS": "0"], refused: ["MAX_GUILDS: min"]),
    .init(recording: "30-080-environment-unknown-variable-ignored", changes: ["NOT_A_VARIABLE": "x"], refused: []),
    .init(recording: "30-081-environment-nullable-omitted", changes: ["FEATURES": nil], refused: []),
    .init(recording: "30-082-environment-trimmed", changes: ["DISCORD_TOKEN": "  token with spaces  "], refused: []),
    .init(
      recording: "42-011-environment-one-variable",
      changes: ["DISCORD_TOKEN": nil, "DISCORD_GUILD_ID": nil, "TIER": "business", "MAX_GUILDS": nil],
      refused: ["DISCORD_TOKEN: required", "DISCORD_GUILD_ID: required", "MAX_GUILDS: required"]),
    .init(
      recording: "60-041-variable-bad-value", changes: ["DISCORD_GUILD_ID": "abc"],
      refused: ["DISCORD_GUILD_ID: regex"]),
  ]
}
