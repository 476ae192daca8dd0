import Foundation
import RepositoryFixtures
import Testing

/// `botfleet init` where nobody is there to be asked.
@Suite(.timeLimit(.minutes(20)))
struct InitTests {
  private static let answers = [
    "--fleet-name", "codecraft", "--egg", "15", "--nodes", "node-1,2", "--owner", "admin", "--ci", "github", "--git",
    "--yes",
  ]

  private func start(_ place: NewPlace, _ more: String...) async throws -> Ended {
    try await place.botfleet(arguments: ["init"] + Self.answers + more)
  }

  @Test(arguments: ["1.11", "1.15"])
  func `What it writes validates, and plans empty against the panel that it asked`(_ series: String) async throws {
    let place = try await NewPlace(["--series", series])
    let ended = try await start(place)
    #expect(ended.status == 0, "\(ended.people)")
    #expect(
      place.files() == [
        ".env.example", ".github/workflows/fleet-drift.yml", ".github/workflows/fleet.yml", ".gitignore",
        ".vscode/settings.json", "README.md",
        "fleet/catalog.yaml", "fleet/fleet.yaml", "fleet/orders/example-1.yaml", "schemas/catalog.schema.json",
        "schemas/fleet.schema.json", "schemas/order.schema.json",
      ])
    #expect(ended.answer.contains("+ fleet/fleet.yaml") && ended.people.contains("Wrote 12 files."))
    #expect(ended.people.contains("The first lines of .github/workflows/fleet.yml say which keys"))
    let settings = try #require(place.read("fleet/fleet.yaml"))
    for line in [
      "fleet: codecraft", "  egg: 15 # Node.js Discord Bot", "  nest: 5", "  owner: 1 ",
      "  nodes: [1, 2] # node-1, node-2",
      "  startup: node index.js", "    TIER: \"{tier}\"", "    DISCORD_GUILD_ID: \"{guild}\"",
      "    DISCORD_TOKEN: { setBy: customer, initially: set-me-in-the-panel }",
    ] { #expect(settings.contains(line), "\(line) is not in \(settings)") }

    let validated = try await place.botfleet("validate")
    #expect(validated.status == 0 && validated.people.contains("1 sound order, 0 results: no problems"))
    let plan = try await place.botfleet("plan", "--detailed-exitcode")
    #expect(plan.status == 0, "\(plan.answer)\n\(plan.people)")
    #expect(!plan.answer.contains("warning") && !plan.people.contains("warning"))

    // The example becomes a server as it says.
    let order = try #require(place.read("fleet/orders/example-1.yaml"))
    let sold = order.replacing("status: quote_pending", with: "status: quote_accepted")
      .replacing("payment: pending", with: "payment: confirmed")
    try sold.write(toFile: "\(place.folder)/fleet/orders/example-1.yaml", atomically: true, encoding: .utf8)
    let after = try await place.botfleet("plan", "--format", "json")
    #expect(after.status == 0, "\(after.people)")
    #expect(try PlanFile(after.answer).inShort == ["create example-1"])
  }

  @Test func `The egg of fleet/eggs is on the embedded panel, and fills itself`() async throws {
    let place = try await NewPlace()
    let ended = try await place.botfleet(
      "init", "--fleet-name", "shop", "--egg", "Node.js Discord Bot (botfleet)", "--nodes", "1", "--owner", "1", "--yes"
    )
    #expect(ended.status == 0, "\(ended.people)")
    #expect(!ended.people.contains("FILL IN") && !ended.people.contains("done"))
    let settings = try #require(place.read("fleet/fleet.yaml"))
    #expect(settings.contains("MAIN_FILE: { setBy: customer, initially: index.js }"))
    #expect(settings.contains(#"GIT_TOKEN: { setBy: customer, initially: "" }"#))
    #expect(settings.contains("exec node {{MAIN_FILE}}"))
    #expect(try await place.botfleet("plan", "--detailed-exitcode").status == 0)
  }

  @Test func `The schemas are those of this version, and nothing of the key is written`() async throws {
    let place = try await NewPlace()
    _ = try await start(place)
    for kind in ["order", "catalog", "fleet"] {
      let own = try String(contentsOf: repositoryRoot.appending(path: "schemas/\(kind).schema.json"), encoding: .utf8)
      #expect(place.read("schemas/\(kind).schema.json") == own)
    }
    for file in place.files() { #expect(place.read(file)?.contains("ptla_B") == false || file == ".env.example") }
    let key = try #require(place.panel.keys["app_full"])
    for file in place.files() { #expect(place.read(file)?.contains(key) == false) }
  }

  @Test func `Files that exist are kept to the byte, and the missing ones are written`() async throws {
    let place = try await NewPlace()
    let root = place.repository.path
    let own = ["README.md": "mine\r\n", "fleet/catalog.yaml": Documents.catalog, ".gitignore": "node_modules\n"]
    for (path, text) in own { try place.repository.write(text, to: path) }
    let ended = try await place.botfleet(arguments: ["init"] + Self.answers, in: root)
    for (path, text) in own {
      #expect(place.repository.read(path) == text)
      let line = ended.answer.split(separator: "\n").first { $0.contains("  \(path) ") }
      #expect(line?.hasSuffix("  exists, is kept") == true, "\(path) in \(ended.answer)")
    }
    #expect(ended.status == 0 && ended.people.contains("Wrote 8 files."), "\(ended.people)")
    #expect(ended.people.hasPrefix("warning: git does not ignore .env.local"))
    #expect(place.repository.read("fleet/orders/example-1.yaml") == nil, "of a catalog that is not ours")

    let before = Dictionary(uniqueKeysWithValues: place.files(in: root).map { ($0, place.read($0, in: root)) })
    let again = try await place.botfleet(arguments: ["init"] + Self.answers, in: root)
    #expect(again.people.contains("nothing to write"))
    #expect(Dictionary(uniqueKeysWithValues: place.files(in: root).map { ($0, place.read($0, in: root)) }) == before)
  }

  @Test func `A dry run shows everything and writes nothing, no repository either`() async throws {
    let place = try await NewPlace()
    let ended = try await start(place, "--dry-run")
    #expect(ended.status == 0 && ended.answer.contains("==> fleet/fleet.yaml <==\n# yaml-language-server"))
    #expect(ended.answer.contains("fleet: codecraft") && ended.answer.contains("PTERODACTYL_CLIENT_KEY"))
    #expect(place.files() == [] && !FileManager.default.fileExists(atPath: place.folder + "/.git"))
  }

  @Test func `Missing answers are named all at once, and wrong ones with what there is`() async throws {
    let place = try await NewPlace()
    let nobody = try await place.botfleet("init")
    #expect(nobody.status == 64)
    for option in ["--fleet-name", "--egg", "--nodes", "--owner", "--ci", "--git or --no-git"] {
      #expect(nobody.people.contains("  \(option)  "), "\(option) is not in \(nobody.people)")
    }
    let nowhere = try await place.botfleet("init", environment: ["PTERODACTYL_PANEL_URL": ""])
    for option in ["--panel-url", "--egg", "--nodes", "--owner"] {
      #expect(nowhere.people.contains("  \(option)  "), "\(option) is not in \(nowhere.people)")
    }
    let wrong = try await place.botfleet(
      "init", "--egg", "77", "--nodes", "1,nowhere", "--owner", "nobody", "--ci", "jenkins", "--fleet-name", "", "--yes"
    )
    #expect(wrong.status == 64)
    for words in [
      "--egg: the panel has no egg 77; it has ",
      "--nodes: the panel has no node nowhere; it has 1 (node-1), 2 (node-2)",
      "--owner: the panel has no user nobody; it has 1 (admin)", "--ci: answer github, gitlab, forgejo, gitea, none",
      "--fleet-name: this text is empty",
    ] { #expect(wrong.people.contains(words), "\(words) is not in \(wrong.people)") }
    #expect(!wrong.people.contains("@example.test"))
    #expect(place.files() == [])
  }

  @Test func `With --yes the usual answers count, those of the web app's environment first`() async throws {
    let place = try await NewPlace()
    let ended = try await place.botfleet(
      "init", "--yes",
      environment: [
        "PTERODACTYL_BOT_EGG_ID": "15", "PTERODACTYL_DEFAULT_NODE_ID": "2", "PTERODACTYL_DEFAULT_USER_ID": "3",
        "PTERODACTYL_DOCKER_IMAGE": "ghcr.io/parkervcp/yolks:nodejs_20", "BOT_STARTUP_COMMAND": "bash start.sh",
      ])
    #expect(ended.status == 0, "\(ended.people)")
    let settings = try #require(place.read("fleet/fleet.yaml"))
    for line in [
      "fleet: shop", "egg: 15", "nodes: [2]", "owner: 3", "image: ghcr.io/parkervcp/yolks:nodejs_20",
      "startup: bash start.sh",
    ] { #expect(settings.contains(line), "\(line) is not in \(settings)") }
    #expect(FileManager.default.fileExists(atPath: place.folder + "/.git/HEAD"))
    #expect(place.read(".git/HEAD") == "ref: refs/heads/main\n")
  }

  @Test func `Without a key, and with --offline, the places to fill in are marked and named`() async throws {
    for (key, option) in [("none", "--yes"), ("app_full", "--offline")] {
      let place = try await NewPlace()
      let ended = try await place.botfleet("init", "--yes", option, key: key)
      #expect(ended.status == 0, "\(ended.people)")
      #expect(ended.people.contains("PTERODACTYL_API_KEY") == (key == "none"))
      #expect(ended.people.contains("marked FILL IN: server.egg, server.owner, server.image, server.startup"))
      #expect(try await place.panel.requests().isEmpty)
      #expect(try await place.botfleet("validate", key: key).status == 1)
      let settings = try #require(place.read("fleet/fleet.yaml"))
      #expect(settings.contains("# FILL IN: the egg's number") && settings.contains("url: http://127.0.0.1:"))
    }
  }

  @Test func `Servers that the panel has already are mentioned, and stay as they are`() async throws {
    let place = try await NewPlace(["--servers", "3"])
    let ended = try await place.botfleet("init", "--yes", "--egg", "15")
    #expect(ended.status == 0 && ended.people.contains("botfleet import"), "\(ended.people)")
    #expect(try await place.botfleet("plan", "--detailed-exitcode").status == 0)
    #expect(try await place.panel.requests().allSatisfy { $0.hasPrefix("GET ") })
  }

  @Test func `A key that may not read something leaves that to be filled in`() async throws {
    let place = try await NewPlace()
    let ended = try await place.botfleet("init", "--yes", key: "app_servers_only")
    #expect(ended.status == 0)
    #expect(
      ended.people.contains("The key lacks the permission “read on nests”") && ended.people.contains("server.egg"))
    let refused = try await place.botfleet("init", "--yes", key: "app_of_non_admin")
    #expect(refused.status == 5 && refused.people.contains("--offline"))
  }

  @Test func `Nothing is written through links, into files, or where no documents can be`() async throws {
    let place = try await NewPlace()
    try FileManager.default.createSymbolicLink(atPath: place.folder + "/fleet", withDestinationPath: "/tmp")
    let linked = try await start(place)
    #expect(linked.status == 1 && linked.people.contains("fleet is a symbolic link"))
    try FileManager.default.removeItem(atPath: place.folder + "/fleet")
    try "x".write(toFile: place.folder + "/schemas", atomically: true, encoding: .utf8)
    let blocked = try await start(place)
    #expect(blocked.status == 1 && blocked.people.contains("schemas is in the way: it is not a folder"))
    #expect(place.files() == ["schemas"] && !FileManager.default.fileExists(atPath: place.folder + "/.git"))
    let bare = try TemporaryRepository(["init", "-q", "--bare"])
    let inBare = try await place.botfleet(arguments: ["init", "--repo", bare.path] + Self.answers)
    #expect(inBare.status == 1 && inBare.people.contains("is a bare repository and has no working tree"))
    let odd = try await place.botfleet(arguments: ["init", "--fleet", "a b"] + Self.answers)
    #expect(odd.status == 64 && odd.people.contains("a new fleet's folder"))
  }

  @Test func `The branch and the forge are those of the repository`() async throws {
    let place = try await NewPlace()
    try place.repository.git("checkout", "-q", "-b", "trunk")
    try place.repository.git("remote", "add", "origin", "git@gitlab.example.com:shop/fleet.git")
    let ended = try await place.botfleet(
      "init", "--yes", "--egg", "15", "--fleet", "fleets/eu", in: place.repository.path)
    #expect(ended.status == 0, "\(ended.people)")
    #expect(place.repository.read(".gitlab-ci.yml")?.contains(".gitlab/fleet*.yml") == true)
    let pipeline = try #require(place.repository.read(".gitlab/fleets-eu.yml"))
    #expect(pipeline.contains("botfleet ci apply --fleet fleets/eu --accept"))
    #expect(pipeline.contains("$CI_COMMIT_BRANCH == \"trunk\""))
    #expect(place.repository.read("fleets/eu/fleet.yaml")?.contains("$schema=../../schemas/fleet.schema.json") == true)
    #expect(try await place.botfleet("validate", "--fleet", "fleets/eu", in: place.repository.path).status == 0)
  }

  @Test func `The second fleet of a repository gets CI of its own, without anybody saying whose`() async throws {
    let place = try await NewPlace()
    #expect(try await start(place).status == 0)
    let ended = try await place.botfleet("init", "--yes", "--egg", "15", "--fleet", "eu")
    #expect(ended.status == 0, "\(ended.people)")
    #expect(place.read(".github/workflows/fleet-eu.yml")?.contains("botfleet ci apply --fleet eu --accept") == true)
    #expect(place.read(".github/workflows/fleet-eu-drift.yml")?.contains("botfleet ci drift --fleet eu\n") == true)
    #expect(!ended.people.contains("fleet.yml that is there"))
  }

  @Test func `CI that is there already stays, and whoever needs another is told`() async throws {
    let place = try await NewPlace()
    for path in [".github/workflows", ".gitlab"] {
      try FileManager.default.createDirectory(atPath: "\(place.folder)/\(path)", withIntermediateDirectories: true)
    }
    for path in [".github/workflows/fleet.yml", ".gitlab-ci.yml"] {
      try "stages: [build]\n".write(toFile: "\(place.folder)/\(path)", atomically: true, encoding: .utf8)
    }
    let ended = try await start(place)
    #expect(ended.status == 0)
    #expect(ended.people.contains("The .github/workflows/fleet.yml that is there differs from what init writes"))
    #expect(place.read(".github/workflows/fleet.yml") == "stages: [build]\n")
    let again = try await place.botfleet("init", "--yes", "--ci", "gitlab")
    #expect(again.people.contains("Add to it:\n  include: [{ local: /.gitlab/fleet*.yml }]"), "\(again.people)")
    #expect(place.read(".gitlab-ci.yml") == "stages: [build]\n" && place.read(".gitlab/fleet.yml") != nil)
    let third = try await place.botfleet("init", "--yes", "--ci", "github")
    #expect(!third.people.contains("fleet-drift.yml that is there"))
  }
}

private let repositoryRoot = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../..").standardizedFileURL
