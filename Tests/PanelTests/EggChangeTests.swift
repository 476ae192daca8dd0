import Foundation
import PanelProcess
import Planner
import Testing

@testable import Panel

/// What a customer has on the panel survives a change of egg, there and back.
@Suite(.timeLimit(.minutes(20)))
struct EggChangeTests {
  private let token = "MTA.the.customers"
  private let declared = ["TIER": "pro", "DISCORD_GUILD_ID": "123456", "MAX_GUILDS": "1"]

  private func update(to egg: Int, _ declared: [String: String], image: String = "img") -> StartupUpdate {
    StartupUpdate(
      egg: EggID(egg), image: .set(image), command: "node .",
      environment: .merged(declared: declared, initially: ["DISCORD_TOKEN": "set-me"]))
  }

  /// A panel with two eggs and a server of the first, whose customer has set the token.
  private func stage(tokenRules: String = "required|string") async throws -> (
    sandbox: SandboxProcess, panel: PterodactylPanel, server: ServerIdentity
  ) {
    let sandbox = try SandboxProcess()
    try await sandbox.control(twoEggs(tokenRules: tokenRules))
    let panel = try sandbox.client()
    let made = try await panel.create(newServer(environment: declared)).server.server
    let server = ServerIdentity(id: made.id, uuid: made.uuid, externalID: "ord-1")
    try await byHand(sandbox, server, egg: 15, declared.merging(["DISCORD_TOKEN": token]) { $1 })
    return (sandbox, panel, server)
  }

  private func byHand(
    _ sandbox: SandboxProcess, _ server: ServerIdentity, egg: Int, _ environment: [String: String] = [:]
  ) async throws {
    let body: [String: Any] = [
      "startup": "node .", "image": "img", "egg": egg, "skip_scripts": false, "environment": environment,
    ]
    let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    try await sandbox.request(.patch, "/api/application/servers/\(server.id)/startup", text)
  }

  private func values(_ sandbox: SandboxProcess, _ server: ServerIdentity) async throws -> (Int, [String: String]) {
    struct Answer: Decodable {
      struct Server: Decodable { let egg: Int, container: Container }
      struct Container: Decodable { let environment: [String: Value] }
      struct Value: Decodable {
        let text: String?
        init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
      }
      let attributes: Server
    }
    let data = try await sandbox.request(.get, "/api/application/servers/\(server.id)")
    let found = try JSONDecoder().decode(Answer.self, from: data).attributes
    return (found.egg, found.container.environment.compactMapValues(\.text))
  }

  @Test(arguments: [[:], ["DISCORD_TOKEN": "somebody's test", "LANGUAGE": "de"]])
  func `A token survives that the egg is changed by hand and put back`(meanwhile: [String: String]) async throws {
    let (sandbox, panel, server) = try await stage()
    try await byHand(sandbox, server, egg: 16, meanwhile)
    let back = try await panel.update(server, startup: update(to: 15, declared), isReturning: true)
    #expect(back.spec.startup.egg == EggID(15) && back.spec.startup.environment["TIER"] == "pro")
    #expect(try await values(sandbox, server).1["DISCORD_TOKEN"] == token)
  }

  @Test func `A token goes with the bot to another egg, and a newer one comes back with it`() async throws {
    let (sandbox, panel, server) = try await stage()
    _ = try await panel.update(server, startup: update(to: 16, ["LANGUAGE": "fr"]))
    let there = try await values(sandbox, server)
    #expect(there.0 == 16 && there.1["DISCORD_TOKEN"] == token && there.1["LANGUAGE"] == "fr")

    try await byHand(sandbox, server, egg: 16, ["DISCORD_TOKEN": "newer", "LANGUAGE": "fr"])
    _ = try await panel.update(server, startup: update(to: 15, declared))
    #expect(try await values(sandbox, server).1["DISCORD_TOKEN"] == "newer")
    // What the former egg had is still there.
    try await byHand(sandbox, server, egg: 16)
    #expect(try await values(sandbox, server).1["LANGUAGE"] == "fr")
  }

  @Test func `A variable that was never set begins as the fleet says, not as the egg does`() async throws {
    let (sandbox, panel, server) = try await stage()
    try await byHand(sandbox, server, egg: 15, declared.merging(["DISCORD_TOKEN": "x"]) { $1 })
    let anew = StartupUpdate(
      egg: EggID(16), image: .keep, command: "node .",
      environment: .merged(declared: [:], initially: ["LANGUAGE": "es"]))
    _ = try await panel.update(server, startup: anew)
    #expect(try await values(sandbox, server).1["LANGUAGE"] == "es")
  }

  @Test func `A value that the new egg refuses leaves the server as it was`() async throws {
    let (sandbox, panel, server) = try await stage(tokenRules: "required|string|max:5")
    #expect(
      await failure { () async throws(PanelFailure) in
        try await panel.update(server, startup: update(to: 16, ["LANGUAGE": "fr"], image: "another"))
      } == .rejected([PanelFailure.Rejection(field: "environment.DISCORD_TOKEN", rule: "max")]))
    let still = try await values(sandbox, server)
    #expect(still.0 == 15 && still.1["DISCORD_TOKEN"] == token)
    #expect(try await panel.server(server.id)?.server.spec.startup.image == "img")
  }

  @Test func `A run that dies between the two steps leaves the values, and a difference for the next`() async throws {
    let (sandbox, panel, server) = try await stage()
    try await byHand(sandbox, server, egg: 16)
    try await sandbox.control(
      #"{"do":"fault","kind":"http-502","method":"PATCH","path":"/api/application/servers/*/startup","skip":1,"times":9}"#
    )
    _ = await failure { () async throws(PanelFailure) in
      try await panel.update(server, startup: update(to: 15, declared, image: "wanted"), isReturning: true)
    }
    try await sandbox.control(#"{"do":"well"}"#)
    let half = try #require(try await panel.server(server.id)?.server.spec.startup)
    #expect(half.image == "img")
    _ = try await panel.update(server, startup: update(to: 15, declared, image: "wanted"), isReturning: true)
    #expect(try await values(sandbox, server).1["DISCORD_TOKEN"] == token)
  }
}
