import EggRules
import Foundation
import Testing

@testable import Planner

/// The files of a new fleet, read as those of any fleet are.
struct ScaffoldTests {
  private static let egg: [OfferedVariable] = [
    OfferedVariable(
      EggVariable(name: "DISCORD_TOKEN", rules: "required|string|max:100", defaultValue: ""), label: "Discord Token",
      isUserEditable: true),
    OfferedVariable(
      EggVariable(name: "TIER", rules: "required|in:bronze,silver,gold,platinum", defaultValue: "bronze"),
      label: "Tier", isUserEditable: false),
    OfferedVariable(
      EggVariable(name: "no", rules: "nullable|string", defaultValue: "a, b: {c} # d"), label: "no",
      isUserEditable: true),
  ]

  private static func node(memory: Int, disk: Int) -> ObservedNode {
    ObservedNode(
      id: NodeID(1), name: "n\u{1b}[31m\n#", location: LocationID(1), visibility: .public, operation: .inService,
      memory: .init(size: Mebibytes(memory), overallocate: 0), disk: .init(size: Mebibytes(disk), overallocate: 0))
  }

  private static let whole = NewFleet(
    name: "yes", panelURL: "https://panel.example.com/sub", egg: EggReference(EggID(15), in: NestID(5)),
    eggName: "Bots: the\n# {egg}", image: "ghcr.io/parkervcp/yolks:nodejs_22",
    startup: "if [ -f x ]; then\n\tnode: # {{MAIN}} \"a\" \\\nfi", owner: UserID(1), nodes: [NodeID(1), NodeID(2)],
    sizes: [node(memory: 4096, disk: 10240)], variables: egg, forge: .github)

  private static func read(_ scaffold: Scaffold, in folder: String = "fleet") -> FleetReading {
    let files = scaffold.files.filter { $0.path.hasPrefix(folder + "/") }
      .map { FleetFile(path: $0.path, content: .bytes(Array($0.text.utf8))) }
    return readFleet(files, in: folder, revision: .dirty(basedOn: nil), environment: [:])
  }

  private static let schemas = ["order": "{}\n", "catalog": "{}\n", "fleet": "{}\n"]

  @Test func `Whatever names and commands there are, the documents say exactly what was answered`() throws {
    let scaffold = makeScaffold(of: Self.whole, schemas: Self.schemas)
    let reading = Self.read(scaffold)
    #expect(reading.diagnostics == [] && scaffold.open == [])
    let fleet = try #require(reading.fleet)
    #expect(fleet.settings.name == "yes" && fleet.settings.panel?.url == "https://panel.example.com/sub")
    #expect(fleet.settings.server.startup == Self.whole.startup)
    #expect(fleet.settings.server.egg == EggReference(EggID(15), in: NestID(5)))
    #expect(fleet.settings.server.owner == UserID(1))
    let environment = fleet.settings.server.environment.mapValues(\.value)
    #expect(environment["TIER"] == .declared(Template(parts: [.word(.tier)])))
    #expect(environment["DISCORD_TOKEN"] == .leftToCustomer(initially: Template("set-me-in-the-panel")))
    #expect(fleet.catalog.tiers.keys.map(\.text).sorted() == ["bronze", "gold", "platinum", "silver"])
    #expect(fleet.orders.map(\.id.text) == ["example-1"])
    #expect(fleet.orders[0].quote == .pending && fleet.orders[0].payment == .pending)
  }

  @Test func `Tiers are named as the egg wants them, and the largest takes a quarter of the smallest node`() throws {
    let tiers = starterTiers(
      on: [Self.node(memory: 65536, disk: 1 << 20), Self.node(memory: 4096, disk: 10240)], for: Self.egg)
    #expect(tiers.map(\.name) == ["bronze", "silver", "gold", "platinum"])
    #expect(tiers.map(\.memory) == [128, 256, 512, 1024] && tiers.map(\.disk) == [256, 512, 1024, 2048])
    let usual = starterTiers(on: [], for: [])
    #expect(usual.map(\.name) == ["starter", "pro", "business"] && usual.map(\.memory) == [512, 1024, 2048])
    #expect(
      usual.map(\.cpu) == [50, 100, 200] && usual.map(\.guilds) == [1, 3, 10] && usual.map(\.databases) == [0, 1, 3])
  }

  @Test func `What nobody answered is a marked place, and validate names it`() {
    let scaffold = makeScaffold(of: NewFleet(name: "shop"), schemas: Self.schemas)
    #expect(
      scaffold.open == [
        "panel.url", "server.egg", "server.owner", "server.image", "server.startup", "server.environment",
        "placement.nodes",
      ])
    let settings = scaffold.files.first { $0.path == "fleet/fleet.yaml" }?.text ?? ""
    #expect(settings.split(separator: "\n").count { $0.contains("FILL IN:") } == scaffold.open.count)
    let missing = Self.read(scaffold).diagnostics.map(\.message).joined(separator: "\n")
    for key in ["egg", "owner", "image", "startup"] { #expect(missing.contains("`\(key)`"), "\(missing)") }
  }

  @Test func `Text from the panel stays within its comment`() {
    let text = makeScaffold(of: Self.whole, schemas: Self.schemas).files.map(\.text).joined()
    #expect(!text.contains("\u{1b}") && !text.contains("\n# {egg}"))
  }

  @Test func `Another folder's documents lead to the schemas, and its CI to the folder`() throws {
    var fleet = Self.whole
    fleet.path = "fleets/eu"
    fleet.branch = "trunk"
    let scaffold = makeScaffold(of: fleet, schemas: Self.schemas)
    #expect(Self.read(scaffold, in: "fleets/eu").diagnostics == [])
    let texts = Dictionary(uniqueKeysWithValues: scaffold.files.map { ($0.path, $0.text) })
    #expect(
      texts["fleets/eu/fleet.yaml"]?.hasPrefix("# yaml-language-server: $schema=../../schemas/fleet.schema.json\n")
        == true)
    #expect(texts["fleets/eu/orders/example-1.yaml"]?.contains("$schema=../../../schemas/order.schema.json\n") == true)
    let workflow = try #require(texts[".github/workflows/fleets-eu.yml"])
    #expect(workflow.contains("botfleet ci apply --fleet fleets/eu --accept") && workflow.contains("branches: [trunk]"))
    #expect(texts[".github/workflows/fleets-eu-drift.yml"]?.contains("botfleet ci drift --fleet fleets/eu\n") == true)
    #expect(
      texts[".vscode/settings.json"]?.contains(#""schemas/order.schema.json": "fleets/eu/orders/**/*.yaml""#) == true)
  }

  @Test func `.env.example names every variable that the reference does`() throws {
    let reference = try String(contentsOf: repositoryRoot.appending(path: "docs/fleet-reference.md"), encoding: .utf8)
    let section = try #require(
      reference.split(separator: "### The environment\n").last?.split(separator: "\n## ").first)
    let named = section.matches(of: /^\| `([A-Z_]+)`/.anchorsMatchLineEndings()).map { String($0.1) }
    #expect(named.count >= 10)
    for name in named where name != "BOTFLEET_RUN_URL" { #expect(environmentExample.contains("\(name)="), "\(name)") }
    for name in ["WEBHOOK_SECRET", "PTERODACTYL_CLIENT_KEY"] { #expect(environmentExample.contains("#\(name)=")) }
  }
}

private let repositoryRoot = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../..").standardizedFileURL
