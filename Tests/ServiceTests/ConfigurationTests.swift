import Planner
import Testing

@testable import Service

@Suite struct ConfigurationTests {
  private static let sound = "repository: { remote: git@git.example.com:shop/fleet.git }\n"

  private func read(_ text: String) -> ReadConfiguration { readConfiguration(Array(text.utf8), at: "server.yaml") }

  private func problems(_ text: String) -> [Diagnostic] {
    if case .faulty(let problems) = read(text) { problems } else { [] }
  }

  @Test func `What a file says is shown so that no terminal obeys it`() {
    let found = problems("\u{eeff}\u{202e}x\n")
    #expect(!found.isEmpty)
    let told = ServerFailure.faulty(found).description
    #expect(!told.unicodeScalars.contains { $0 == "\u{eeff}" || $0 == "\u{202e}" }, "\(told)")
  }

  @Test func `A whole file is read`() throws {
    let text = """
      listen: 127.0.0.1:8080
      metrics: 127.0.0.1:9531
      publicURL: https://bots.example.com/
      repository: { remote: git@git.example.com:shop/fleet.git, branch: main, fleet: fleets/eu }
      state: /var/lib/botfleet
      shop:
        hook: { secretFrom: [NEW_SECRET, OLD_SECRET] }
        call: { secretFrom: CALL_SECRET }
        database: { urlFrom: SHOP_DATABASE_URL }
      forge: { kind: forgejo, url: https://git.example.com, repository: shop/fleet, tokenFrom: FORGE_TOKEN, hook: { secretFrom: FORGE_HOOK } }
      mirror: { urlFrom: DATABASE_URL }
      channels:
        staff: { discordFrom: DISCORD_WEBHOOK_URL }
        customer: { smtp: smtps://mail.example.com, from: bots@example.com, passwordFrom: SMTP_PASSWORD }
      signIn: { supabase: https://xyz.supabase.co, keyFrom: SUPABASE_KEY, secretFrom: SUPABASE_SECRET, admins: { claim: app_metadata.role, is: admin }, linksFrom: LINK_SECRET }
      admins: { ada: { tokenFrom: ADA_TOKEN } }
      limits: { connectionsBySource: 500, requestsAMinuteBySource: 60000 }

      """
    guard case .sound(let found) = read(text) else {
      Issue.record("\(problems(text))")
      return
    }
    #expect(found.publicURL == "https://bots.example.com")
    #expect(found.repository.fleet == "fleets/eu")
    #expect(found.shop.hooks.map(\.text) == ["NEW_SECRET", "OLD_SECRET"])
    var limits = ListenLimits()
    (limits.connectionsBySource, limits.requestsBySource) = (500, 60_000)
    #expect(found.limits == limits)
    #expect(found.signIn?.admins?.claim == ["app_metadata", "role"])
    #expect(found.signIn?.key?.text == "SUPABASE_KEY" && found.signIn?.secret?.text == "SUPABASE_SECRET")
    #expect(
      Set(found.variables.map(\.name.text)) == [
        "NEW_SECRET", "OLD_SECRET", "CALL_SECRET", "SHOP_DATABASE_URL", "FORGE_TOKEN", "FORGE_HOOK", "DATABASE_URL",
        "DISCORD_WEBHOOK_URL", "SMTP_PASSWORD", "LINK_SECRET", "SUPABASE_KEY", "SUPABASE_SECRET", "ADA_TOKEN",
      ])
  }

  @Test(arguments: [
    ("", "missing-key"), ("limits: { connections: 0 }\n", "number-out-of-range"),
    ("listen: everywhere\n", "bad-address"), ("listen: 0.0.0.0:8080\n", "plain-http"),
    ("listen: 127.0.0.1:99999\n", "bad-address"), ("metrics: 127.0.0.1:8080\n", "same-address"),
    ("publicURL: http://bots.example.com\n", "plain-http"), ("publicURL: bots.example.com\n", "bad-url"),
    ("shop: { hook: { secretFrom: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw } }\n", "secret-in-file"),
    ("shop: { database: { urlFrom: \"postgres://shop:hunter2@db.example.com/shop\" } }\n", "secret-in-file"),
    ("shop: { call: { secretFrom: CALL } }\n", "no-database"), ("shop: { password: hunter2 }\n", "unknown-key"),
    ("channels: { customer: { discordFrom: URL } }\n", "channel-of-staff"),
    ("channels: { staff: { smtp: smtps://mail.example.com, discordFrom: URL } }\n", "one-way"),
    ("channels: { staff: { discordFrom: \"https://discord.com/api/webhooks/1/hunter2\" } }\n", "secret-in-file"),
    (
      "channels: { customer: { smtp: \"smtps://a:hunter2@mail.example.com\", from: a@example.com } }\n",
      "secret-in-file"
    ),
    ("signIn: { admins: { claim: user_metadata.role, is: admin } }\n", "claim-of-users"),
    ("signIn: { keyFrom: SUPABASE_KEY }\n", "unused-key"), ("signIn: { secretFrom: SUPABASE_SECRET }\n", "unused-key"),
    ("forge: { kind: github, repository: shop/fleet, tokenFrom: ghp_hunter2 }\n", "secret-in-file"),
    ("admins: { ada: { tokenFrom: hunter2 } }\n", "secret-in-file"), ("reconcile: {}\n", "unknown-key"),
  ])
  func `What is wrong is told with its place, and no secret is shown`(lines: String, code: String) {
    let problems = problems(code == "missing-key" ? "state: here\n" : Self.sound + lines)
    #expect(problems.map(\.code) == [code])
    #expect(problems.allSatisfy { $0.place != nil && $0.excerpt == nil })
    #expect(!"\(problems)".contains("hunter2") && !"\(problems)".contains("whsec_M"))
  }

  @Test func `A remote with a password in it is refused`() {
    let found = problems("repository: { remote: \"https://bot:hunter2@git.example.com/fleet.git\" }\n")
    #expect(found.map(\.code) == ["secret-in-file"] && !"\(found)".contains("hunter2"))
  }

  @Test func `Behind declared proxies it may be reached from elsewhere`() {
    #expect(problems(Self.sound + "listen: 0.0.0.0:8080\nproxies: [172.17.0.1]\n") == [])
  }

  @Test func `Variables that are missing or too short are all named, and not shown`() throws {
    guard
      case .sound(let found) = read(
        Self.sound + "shop: { hook: { secretFrom: HOOK } }\nadmins: { ada: { tokenFrom: ADA } }\n")
    else {
      Issue.record("not read")
      return
    }
    #expect(throws: ServerFailure.self) { try ServerSecrets(of: found, in: [:]) }
    let secrets = try ServerSecrets(of: found, in: ["HOOK": ListeningServer.secret, "ADA": "hunter2"])
    do {
      _ = try secrets.keys(of: found)
      Issue.record("a short token was taken")
    } catch { #expect("\(error)".contains("ADA") && !"\(error)".contains("hunter2")) }
  }
}
