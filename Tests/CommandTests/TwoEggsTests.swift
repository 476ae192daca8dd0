import Foundation
import PanelProcess
import Testing

/// A shop that sells bots in two languages.
@Suite(.timeLimit(.minutes(20)))
struct TwoEggsTests {
  /// The panel's usual first state with an egg for Python beside the one for Node.js.
  private func fixture() throws -> URL {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let bytes = try Data(contentsOf: root.appending(path: "Sources/PanelSandbox/fixture.json"))
    var fixture = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    var eggs = try #require(fixture["eggs"] as? [[String: Any]])
    var python = eggs[0]
    var variables = try #require(python["variables"] as? [[String: Any]])
    for index in variables.indices {
      variables[index]["id"] = 172 + index
      variables[index]["egg_id"] = 16
    }
    variables[0]["rules"] = "required|string|max:80"
    var file = variables[3]
    file["id"] = 190
    file["env_variable"] = "PY_FILE"
    file["rules"] = "required|string|ends_with:.py"
    variables[3] = file
    python["variables"] = variables
    python["id"] = 16
    python["uuid"] = "4ae8f349-a4d7-405e-bfe4-4f8b311baca9"
    python["name"] = "Python Discord Bot"
    python["docker_images"] = ["Python 3.12": "ghcr.io/parkervcp/yolks:python_3.12"]
    python["startup"] = "python {{PY_FILE}}"
    eggs.append(python)
    fixture["eggs"] = eggs
    let place = FileManager.default.temporaryDirectory.appending(path: "fixture-\(UUID().uuidString).json")
    try JSONSerialization.data(withJSONObject: fixture).write(to: place)
    return place
  }

  private let fleet = Documents.fleet.replacing("    FEATURES: \"{features}\"\n", with: "")
  private let catalog =
    Documents.catalog.replacing("guilds: 1 }", with: "guilds: 1, environment: { FEATURES: \"{features}\" } }")
      + """
        python:
          memory: 256MiB
          cpu: 50%
          disk: 512MiB
          guilds: 1
          egg: 16
          image: ghcr.io/parkervcp/yolks:python_3.12
          startup: python {{PY_FILE}}
          environment: { TIER: starter, PY_FILE: bot.py }

      """

  private func stage(_ series: String) async throws -> Stage {
    let fixture = try fixture()
    defer { try? FileManager.default.removeItem(at: fixture) }
    let stage = try await Stage(
      fleet: fleet, panel: ["--series", series, "--fixture", fixture.path(percentEncoded: false)])
    try stage.commit(["fleet/catalog.yaml": catalog])
    return stage
  }

  @Test(arguments: ["1.11", "1.15"])
  func `Each tier's servers have its egg, and another egg is given only where the order allows it`(
    series: String
  ) async throws {
    let stage = try await stage(series)
    try stage.merge(["ord-1": Documents.order("ord-1"), "ord-2": Documents.order("ord-2", tier: "python")])
    let shown = try await stage.botfleet("plan")
    #expect(shown.status == 0 && shown.answer.contains("made by egg 16"), "\(shown.answer)\(shown.people)")
    try await stage.apply()
    #expect(try await stage.plan().inShort == [])
    let made = try await stage.panel.servers()
    #expect(made.mapValues(\.egg) == ["ord-1": 15, "ord-2": 16])
    #expect(made["ord-2"]?.variable("PY_FILE") == "bot.py" && made["ord-2"]?.variable("FEATURES") == nil)
    #expect(try stage.result(of: "ord-2").contains("egg: 16"))

    let server = try #require(made["ord-1"])
    try await stage.panel.request(
      .put, "/api/client/servers/\(server.identifier)/startup/variable",
      #"{"key": "DISCORD_TOKEN", "value": "MTA.the-customers-own"}"#, key: "client_customer")
    try stage.merge(["ord-1": Documents.order("ord-1", tier: "python")])
    let waiting = try await stage.botfleet("plan")
    #expect(waiting.answer.contains("its egg would change from 15 to 16"), "\(waiting.answer)")
    #expect(try await stage.plan().inShort == [])
    try await stage.apply()
    #expect(try await stage.panel.servers()["ord-1"]?.egg == 15)

    try stage.merge(["ord-1": Documents.order("ord-1", tier: "python", more: "eggChange: allowed")])
    let allowed = try await stage.botfleet("plan")
    #expect(allowed.answer.contains("dangerous: egg 15 becomes egg 16"), "\(allowed.answer)")
    try await stage.apply()
    let changed = try #require(try await stage.panel.servers()["ord-1"])
    #expect(changed.egg == 16 && changed.variable("PY_FILE") == "bot.py")
    #expect(changed.variable("DISCORD_TOKEN") == "MTA.the-customers-own")
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `What the second egg lacks or refuses is told at its place, and the panel is told nothing`() async throws {
    let stage = try await stage("1.15")
    try stage.merge(["ord-2": Documents.order("ord-2", tier: "python")])
    try stage.commit(["fleet/catalog.yaml": catalog.replacing("PY_FILE: bot.py", with: "PY_FILE: bot.js")])
    let refused = try await stage.botfleet("plan")
    #expect(
      refused.status == 1 && refused.answer.contains("the egg refuses the value of `PY_FILE`"), "\(refused.answer)")
    #expect(refused.answer.contains("fleet/catalog.yaml:"))
    try stage.commit(["fleet/catalog.yaml": catalog.replacing("egg: 16", with: "egg: 99")])
    let missing = try await stage.botfleet("plan")
    #expect(missing.status == 1 && missing.people.contains("the panel has no egg 99"), "\(missing.people)")
    #expect(missing.people.contains("fleet/catalog.yaml:"))
    try stage.commit(["fleet/catalog.yaml": catalog, "fleet/fleet.yaml": Documents.fleet])
    let unknown = try await stage.botfleet("plan")
    #expect(unknown.answer.contains("egg 16 has no variable `FEATURES`"), "\(unknown.answer)")
    #expect(unknown.answer.contains("move it to the tiers whose egg has it"))
    #expect(try await stage.panel.servers().isEmpty)
  }

  @Test func `Room is shown with the egg of each tier`() async throws {
    let stage = try await stage("1.15")
    let shown = try await stage.botfleet("capacity")
    #expect(shown.status == 0 && shown.answer.contains("python (egg 16)"), "\(shown.answer)\(shown.people)")
  }
}
