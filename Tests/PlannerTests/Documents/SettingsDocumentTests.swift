import Testing

@testable import Planner

@Suite struct `fleet.yaml` {
  private static let server = "server: { nest: 5, egg: 15, owner: 1, image: img, startup: run }\n"
  private static let sound = "fleet: x\n\(server)placement: { nodes: [1] }\n"

  private func read(_ text: String, environment: [String: String] = [:]) -> FleetReading {
    var fleet = SampleFleet()
    fleet.settings = text
    fleet.environment = environment
    return fleet.read()
  }

  @Test(arguments: [
    BadDocument("1️⃣\(server)placement: { nodes: [1] }\n", "missing-key", says: "the key `fleet` is missing"),
    BadDocument("1️⃣fleet: x\nplacement: { nodes: [1] }\n", "missing-key", says: "the key `server` is missing"),
    BadDocument(
      "1️⃣fleet: x\n\(server)", "missing-key", says: "`placement`",
      hint: "write it here, or set `PTERODACTYL_DEFAULT_NODE_ID` in the environment"),
    BadDocument(
      "fleet: x\nserver: 1️⃣{ nest: 5, egg: 15, image: img, startup: run }\nplacement: { nodes: [1] }\n", "missing-key",
      says: "`owner`", hint: "write it here, or set `PTERODACTYL_DEFAULT_USER_ID` in the environment"),
    BadDocument("fleet: x\n\(server)placement: 1️⃣{ strategy: pack }\n", "missing-key", says: "`nodes`"),
    BadDocument("fleet: x\n\(server)placement: { nodes: [1], locations: 1️⃣[1] }\n", "nodes-and-locations"),
    BadDocument("fleet: x\n\(server)placement: { nodes: 1️⃣[] }\n", "empty-list"),
    BadDocument("fleet: x\n\(server)placement: { nodes: 1️⃣1 }\n", "wrong-kind"),
    BadDocument("fleet: x\n\(server)placement: { nodes: [1️⃣0] }\n", "number-out-of-range"),
    BadDocument(
      "fleet: x\n\(server)placement: { nodes: [1], strategy: 1️⃣best }\n", "unknown-word", hint: "one of `pack`, `spread`"
    ),
    BadDocument("fleet: x\n\(server)placement: { nodes: [1], reserve: 1️⃣10 }\n", "bad-percent", hint: "write `10%`"),
    BadDocument("fleet: x\n\(server)placement: { nodes: [1], reserve: 1️⃣101% }\n", "number-out-of-range"),
    BadDocument(sound + "panel: { url: 1️⃣panel.example.com }\n", "bad-url"),
    BadDocument(sound + "panel: { url: 1️⃣ftp://panel.example.com }\n", "bad-url"),
    BadDocument(sound + "panel: { url: 1️⃣\"https://a@panel.example.com\" }\n", "bad-url"),
    BadDocument(sound + "panel: { url: 1️⃣https://panel.example.com/?x=1 }\n", "bad-url"),
    BadDocument(
      sound + "panel: { kind: 1️⃣pelican, url: https://panel.example.com }\n", "unknown-word",
      hint: "one of `pterodactyl`"),
    BadDocument(sound + "panel: { 1️⃣key: ptla_x }\n", "unknown-key", says: "unknown key `key`"),
    BadDocument(sound + "policy: { overdue: 1️⃣delete }\n", "unknown-word", hint: "one of `suspend`, `keep`"),
    BadDocument(
      sound + "policy: { suspendedByHand: 1️⃣lift }\n", "unknown-word", hint: "one of `keep`, `resume`"),
    BadDocument(sound + "safety: { always: 1️⃣5% }\n", "bad-number"),
    BadDocument(sound + "safety: { always: 1️⃣-1 }\n", "bad-number"),
    BadDocument(sound + "policy: { terminateAfter: 1️⃣7 }\n", "bad-duration", hint: "write it like `7d`"),
    BadDocument(sound + "policy: { terminateAfter: 1️⃣12h }\n", "bad-duration"),
    BadDocument(sound + "policy: { branch: 1️⃣refs/heads/main }\n", "bad-branch", hint: "write `main`"),
    BadDocument(sound + "policy: { branch: 1️⃣refs/tags/v1 }\n", "bad-branch"),
    BadDocument(sound + "policy: { branch: 1️⃣\"two words\" }\n", "bad-branch"),
    BadDocument(sound + "policy: { branch: 1️⃣\"--yes\" }\n", "bad-branch"),
    BadDocument(sound + "policy: { branch: 1️⃣release/ }\n", "bad-branch"),
    BadDocument(sound + "policy: { branch: 1️⃣a..b }\n", "bad-branch"),
    BadDocument(sound + "policy: { branch: 1️⃣HEAD }\n", "bad-branch"),
    BadDocument(sound + "policy: { branch: 1️⃣[main] }\n", "wrong-kind"),
    BadDocument(sound + "policy: { branch: 1️⃣\"\" }\n", "bad-branch"),
    BadDocument(sound + "policy: { apply: 1️⃣approved }\n", "unknown-word"),
    BadDocument(sound + "policy: { installWithin: 1️⃣1 hour }\n", "bad-duration"),
    BadDocument(sound + "safety: { maxChanged: 1️⃣30 }\n", "bad-percent", hint: "write `30%`"),
    BadDocument(sound + "safety: { maxChanged: 1️⃣0.3 }\n", "bad-number", hint: "write it like `30%`"),
    BadDocument(sound + "safety: { maxChanged: 1️⃣130% }\n", "number-out-of-range"),
    BadDocument(sound + "safety: { maxTerminations: 1️⃣1_0 }\n", "bad-number", hint: "write `10`"),
    BadDocument(sound + "safety: { maxCreates: 1️⃣19 }\n", "number-out-of-range", hint: "write `20` or more"),
    BadDocument(sound + "safety: { maxCreates: 1️⃣many }\n", "bad-number"),
    BadDocument(sound + "safety: { maxUsers: 1️⃣101% }\n", "number-out-of-range"),
    BadDocument(sound + "results: { author: 1️⃣botfleet }\n", "bad-author"),
    BadDocument(sound + "results: { author: 1️⃣\"x <y> <z@a>\" }\n", "bad-author"),
    BadDocument(sound + "1️⃣node: 1\n", "unknown-key"),
    BadDocument(
      "fleet: x\nserver: { nest: 5, egg: 15, owner: 1, image: 1️⃣\"img;rm\", startup: run }\nplacement: { nodes: [1] }\n",
      "bad-image"),
    BadDocument(
      "fleet: x\nserver: { nest: 5, egg: 15, owner: 1, image: img, startup: run, name: 1️⃣\"{id}\" }\nplacement: { nodes: [1] }\n",
      "unknown-template-word"),
  ])
  func `Every problem is told where it stands, and holds back everyone`(bad: BadDocument) {
    let reading = read(bad.marked)
    #expect(reading.summary == bad.summary)
    #expect(reading.fleet == nil)
    if let message = bad.message { #expect(reading.diagnostics.first?.message.contains(message) == true) }
    if let hint = bad.hint { #expect(reading.diagnostics.first?.hint == hint) }
  }

  @Test func `What is left out is as the documentation says`() throws {
    let settings = try #require(read(Self.sound).fleet?.settings)
    #expect(settings.panel == nil)
    #expect(settings.server.name == .leftToCustomer(initially: Template(parts: [.text("bot-"), .word(.order)])))
    #expect(settings.server.description == .leftToCustomer(initially: Template("")))
    #expect(settings.placement == .init(candidates: .nodes([NodeID(1)]), strategy: .pack))
    #expect(
      settings.policy
        == .init(
          overdue: .suspend, refunded: .suspend, removed: .keep, suspendedByHand: .keep, terminateAfterDays: 7,
          installWithinSeconds: 3600))
    #expect(settings.safety == .init(maxTerminations: 3, maxChangedPercent: 30, always: 5))
    #expect(settings.author.description == "botfleet <botfleet@localhost>")
  }

  @Test func `A fleet need not say in which nest its egg is, and no other kind of panel is known than one`() throws {
    let text = "fleet: x\nserver: { egg: 15, owner: 1, image: img, startup: run }\nplacement: { nodes: [1] }\n"
    let panel = "panel: { url: https://panel.example.com }\n"
    let settings = try #require(read(text + panel).fleet?.settings)
    #expect(settings.server.egg == EggReference(EggID(15)))
    #expect(settings.panel?.kind == .pterodactyl && PanelKind.allCases == [.pterodactyl])
  }

  @Test func `Everything that can stand in it is read`() throws {
    let reading = read(
      """
      fleet: codecraft
      panel:
        kind: pterodactyl
        url: HTTPS://Panel.Example.com/base//
        reserve: 35%
        daemonTimeout: 60s
      server:
        nest: "5"
        egg: 15
        owner: 1
        image: { setBy: customer, initially: ~ghcr.io/parkervcp/yolks:nodejs_22 }
        startup: if [ -f x ]; then node {{MAIN}}; fi
        name: "bot-{order}"
        description: "{tier}, {guilds}"
        environment: { MAX_GUILDS: "{maxGuilds}", PORT: 8080 }
      placement: { locations: [1, 2], strategy: spread, reserve: 5% }
      policy: { overdue: keep, refunded: keep, removed: suspend, suspendedByHand: resume, terminateAfter: 30d, installWithin: 90m, branch: release/one, apply: reviewed }
      safety: { maxTerminations: 0, maxChanged: 100%, always: 12, maxCreates: 200, maxUsers: 50% }
      results: { author: "Bot Fleet <bots@example.com>" }
      """)
    #expect(reading.diagnostics == [])
    let settings = try #require(reading.fleet?.settings)
    #expect(
      settings.panel == .init(url: "https://panel.example.com/base", reservePercent: 35, daemonTimeoutSeconds: 60))
    #expect(settings.server.egg == EggReference(EggID(15), in: NestID(5)))
    #expect(settings.server.image.value == .leftToCustomer(initially: Template("~ghcr.io/parkervcp/yolks:nodejs_22")))
    #expect(settings.server.startup == "if [ -f x ]; then node {{MAIN}}; fi")
    #expect(settings.server.environment["PORT"]?.value == .declared(Template("8080")))
    #expect(
      settings.placement
        == .init(candidates: .locations([LocationID(1), LocationID(2)]), strategy: .spread, reservePercent: 5))
    #expect(
      settings.policy
        == .init(
          overdue: .keep, refunded: .keep, removed: .suspend, suspendedByHand: .resume, terminateAfterDays: 30,
          installWithinSeconds: 5400, branch: "release/one", apply: .reviewed))
    #expect(settings.places.branch.map { "\($0)" } == "fleet/fleet.yaml:17:134")
    #expect(
      settings.safety
        == .init(
          maxTerminations: 0, maxChangedPercent: 100, always: 12, maxCreates: .count(200), maxUsers: .share(percent: 50)
        ))
    #expect(settings.author == .init(name: "Bot Fleet", email: "bots@example.com"))
  }
}

@Suite struct `The environment` {
  private let variables = [
    "PTERODACTYL_PANEL_URL": "https://panel.example.com/", "PTERODACTYL_DEFAULT_NODE_ID": "7",
    "PTERODACTYL_BOT_EGG_ID": "15", "PTERODACTYL_BOT_NEST_ID": "5", "PTERODACTYL_DEFAULT_USER_ID": " 2 ",
    "PTERODACTYL_DOCKER_IMAGE": "img", "BOT_STARTUP_COMMAND": "run",
  ]

  private func read(_ text: String, _ environment: [String: String]) -> FleetReading {
    var fleet = SampleFleet()
    fleet.settings = text
    fleet.environment = environment
    return fleet.read()
  }

  @Test func `It fills whatever the document leaves out`() throws {
    let reading = read("fleet: x\n", variables)
    #expect(reading.diagnostics == [])
    let settings = try #require(reading.fleet?.settings)
    #expect(settings.panel == .init(url: "https://panel.example.com", reservePercent: 20))
    #expect(settings.placement.candidates == .nodes([NodeID(7)]))
    #expect(settings.server.owner == UserID(2) && settings.server.egg == EggReference(EggID(15), in: NestID(5)))
    #expect(settings.server.image.value == .declared(Template("img")) && settings.server.startup == "run")
  }

  @Test func `The document goes first`() throws {
    let text = "fleet: x\nserver: { egg: 16, owner: 3 }\nplacement: { locations: [1] }\n"
    let settings = try #require(read(text, variables).fleet?.settings)
    #expect(settings.server.owner == UserID(3) && settings.server.egg == EggReference(EggID(16), in: NestID(5)))
    #expect(settings.placement.candidates == .locations([LocationID(1)]))
  }

  @Test func `A document cannot send the key to another panel`() {
    let text = "fleet: x\npanel: { url: https://evil.example.com }\n"
    let reading = read(text, variables)
    #expect(reading.summary == ["2:15 panel-differs"])
    #expect(reading.fleet == nil)
    #expect(read("fleet: x\npanel: { url: https://PANEL.example.com }\n", variables).diagnostics == [])
  }

  @Test func `The environment alone names the branch, and a document cannot name another`() throws {
    var variables = variables
    variables["BOTFLEET_BRANCH"] = "main"
    for text in ["fleet: x\n", "fleet: x\npolicy: { removed: keep }\n", "fleet: x\npolicy: { branch: main }\n"] {
      #expect(try #require(read(text, variables).fleet).settings.policy.branch == "main")
    }
    #expect(read("fleet: x\n", variables).fleet?.settings.places.branch.map { "\($0)" } == "BOTFLEET_BRANCH")
    let other = read("fleet: x\npolicy: { branch: mine }\n", variables)
    #expect(other.summary == ["2:19 branch-differs"] && other.fleet == nil)
    #expect(other.diagnostics.first?.message.contains("names another branch, `main`") == true)
    variables["BOTFLEET_BRANCH"] = "refs/heads/main"
    let bad = read("fleet: x\n", variables)
    #expect(bad.summary == ["bad-branch"] && bad.diagnostics.first?.path == "BOTFLEET_BRANCH")
    variables["BOTFLEET_BRANCH"] = ""
    #expect(try #require(read("fleet: x\n", variables).fleet).settings.policy.branch == nil)
  }

  @Test func `A bad value is told with the variable's name`() {
    var variables = variables
    variables["PTERODACTYL_BOT_EGG_ID"] = "012"
    variables["PTERODACTYL_PANEL_URL"] = "panel"
    let reading = read("fleet: x\n", variables)
    #expect(reading.diagnostics.map(\.path) == ["PTERODACTYL_BOT_EGG_ID", "PTERODACTYL_PANEL_URL"])
    #expect(reading.summary == ["bad-number", "bad-url"])
    #expect(reading.fleet == nil)
  }

  @Test func `An empty variable is none`() {
    var variables = variables
    variables["PTERODACTYL_BOT_EGG_ID"] = " "
    #expect(read("fleet: x\nserver: {}\n", variables).diagnostics.map(\.message) == ["the key `egg` is missing"])
  }
}
