import Testing

@testable import Planner

/// A server that was read before all declared variables were known is, in the end, the one that would have been read with them.
struct ShowVariablesTests {
  private static let all = ["TIER": "starter", "MOTD": "", "GUILD": " 7 ", "DISCORD_TOKEN": "MTA-the-customers-own"]

  /// As a panel's client reads it where these variables are asked for.
  private func read(_ variables: Set<String>) -> ObservedServer {
    server(
      Self.all.filter { variables.contains($0.key) },
      unseen: variables.isEmpty ? [:] : Self.all.filter { !variables.contains($0.key) })
  }

  /// As it is read where more may be asked for later.
  private func readEarly(_ variables: Set<String>) -> ObservedServer {
    server(
      Self.all.filter { variables.contains($0.key) }, unseen: Self.all.filter { !variables.contains($0.key) })
  }

  private func server(_ environment: [String: String], unseen: [String: String]) -> ObservedServer {
    let server = aServer(of: anOrder()) { $0.startup.environment = Variables(environment) }
    return ObservedServer(
      id: server.id, uuid: server.uuid, identifier: server.identifier, externalID: server.externalID,
      status: server.status, node: server.node, allocation: server.allocation, address: "192.0.2.1:2007",
      createdAt: server.createdAt, updatedAt: Instant(seconds: server.createdAt.seconds + 60), spec: server.spec,
      unseen: UnseenValues(Variables(unseen)))
  }

  @Test(
    arguments: [
      ([], []), ([], ["TIER"]), ([], ["NOWHERE"]), (["TIER"], ["TIER"]), (["TIER"], ["TIER", "MOTD"]),
      (["TIER"], ["TIER", "GUILD", "NOWHERE"]), (["NOWHERE"], ["NOWHERE", "MOTD", "GUILD"]),
      (["TIER", "MOTD"], ["TIER", "MOTD", "GUILD", "DISCORD_TOKEN"]),
    ] as [(Set<String>, Set<String>)])
  func `Variables that turn out to be declared are shown, and all others stay unseen`(
    asked: Set<String>, declared: Set<String>
  ) {
    let server = readEarly(asked).showing(declared)
    #expect(server == read(declared))
    #expect(declared.contains("DISCORD_TOKEN") || !String(reflecting: server).contains("MTA-the-customers-own"))
  }
}
