import Foundation
import PanelProcess
import Planner
import Testing

@testable import Panel

/// The client and the embedded panel share no code: what they agree on is the panel's own behaviour.
@Suite(.timeLimit(.minutes(20)))
struct SandboxTests {
  private let wanted = ObservationRequest(eggs: [EggReference(EggID(15), in: NestID(5))], users: .all)
  private let variables: Variables = [
    "TIER": "starter", "FEATURES": "music", "DISCORD_GUILD_ID": "123456789012345678", "MAX_GUILDS": "1",
  ]

  private func order(_ id: String, at allocation: Allocation, image: String = "ghcr.io/parkervcp/yolks:nodejs_22")
    throws
    -> NewServer
  {
    struct NoOrderID: Error {}
    guard let order = OrderID(id) else { throw NoOrderID() }
    return NewServer(
      order: order,
      spec: ServerSpec(
        details: ServerSpec.Details(name: "bot \(id)", description: "", owner: .user(UserID(2))), build: build,
        startup: ServerSpec.Startup(
          egg: EggID(15), image: image, command: "node index.js", environment: variables),
        isSuspended: false),
      customersVariables: ["DISCORD_TOKEN": "set-me"],
      placement: Placement(node: NodeID(1), nodeName: "node-1", allocation: allocation))
  }

  @Test func `A server lives from its order to its end, and the customer's token survives all of it`() async throws {
    let sandbox = try SandboxProcess(["--install-delay", "0"])
    defer { sandbox.stop() }
    let panel = try sandbox.client()
    let free = try #require(try await panel.freeAllocations(on: [NodeID(1)])?[NodeID(1)])
    let creation = try await panel.create(order("ord-1", at: free[0]))
    guard case .made(let placed) = creation else { Issue.record("\(creation)"); return }
    let id = placed.server.id
    let ours = ServerIdentity(id: id, uuid: placed.server.uuid, externalID: "ord-1")
    #expect(placed.allocation == free[0])
    #expect(placed.server.spec.startup.environment == ["TIER": "starter", "FEATURES": "music"])

    // The customer sets the token, and with it everything else.
    try await sandbox.request(
      .patch, "/api/application/servers/\(id)/startup",
      #"{"startup":"node index.js","egg":15,"image":"ghcr.io/parkervcp/yolks:nodejs_22","skip_scripts":false,"environment":"#
        + #"{"DISCORD_TOKEN":"MTA.customers","TIER":"starter","FEATURES":"music","DISCORD_GUILD_ID":"123456789012345678","MAX_GUILDS":"1"}}"#
    )

    let renamed = try await panel.update(
      ours, details: DetailsUpdate(name: .set("new"), description: .set("d"), owner: .keep))
    #expect(
      renamed.externalID == "ord-1" && renamed.spec.details.name == "new" && renamed.spec.details.description == "d")

    var larger = build
    larger.memory = Mebibytes(2048)
    larger.threads = "0-1"
    #expect(try await panel.update(ours, build: larger).spec.build == larger)

    let moved = try await panel.update(
      ours,
      startup: StartupUpdate(
        egg: EggID(15), image: .keep, command: "node bot.js",
        environment: .merged(declared: ["TIER": "pro"], initially: ["DISCORD_TOKEN": "set-me"])))
    #expect(moved.spec.startup.environment == ["TIER": "pro", "FEATURES": "music"])
    #expect(moved.spec.startup.command == "node bot.js")

    try await panel.suspend(ours)
    #expect(try await panel.server(id)?.server.spec.isSuspended == true)
    try await panel.unsuspend(ours)
    #expect(
      try await sandbox.client(variables: ["DISCORD_TOKEN"]).server(id)?.server.spec.startup.environment
        == ["DISCORD_TOKEN": "MTA.customers"])

    let running = await failure { () async throws(PanelFailure) in try await panel.delete(ours) }
    #expect(running == .stale(.notSuspended))
    try await panel.suspend(ours)
    try await panel.delete(ours)
    #expect(try await panel.server(externalID: "ord-1") == nil)
    #expect(await failure { () async throws(PanelFailure) in try await panel.delete(ours) } == .stale(.gone))
  }

  @Test func `A repeated create finds the first one's server, and a taken address is replaced`() async throws {
    let sandbox = try SandboxProcess(["--install-delay", "0"])
    defer { sandbox.stop() }
    let panel = try sandbox.client()
    let free = try #require(try await panel.freeAllocations(on: [NodeID(1)])?[NodeID(1)])
    let first = try await panel.create(order("ord-1", at: free[0]))
    let again = try await panel.create(order("ord-1", at: free[1]))
    guard case .found(let found) = again else { Issue.record("\(again)"); return }
    #expect(found.server.uuid == first.server.server.uuid)
    let second = try await panel.create(order("ord-2", at: free[0]))
    #expect(second.server.allocation == free[1])
  }

  @Test func `A daemon that is down is told with its node, and nothing is left of the create`() async throws {
    let sandbox = try SandboxProcess()
    defer { sandbox.stop() }
    let panel = try sandbox.client()
    let free = try #require(try await panel.freeAllocations(on: [NodeID(1)])?[NodeID(1)])
    try await sandbox.control(#"{"do":"daemon","node":1,"mode":"refuse"}"#)
    let failed = await failure { () async throws(PanelFailure) in
      do { return try await panel.create(order("ord-1", at: free[0])) } catch {
        throw error as? PanelFailure ?? .throttled
      }
    }
    #expect(failed == .daemonFailed(node: NodeID(1), status: 504))
    #expect(try await panel.server(externalID: "ord-1") == nil)
  }

  @Test func `A user is made once, and found by exactly the external id`() async throws {
    let sandbox = try SandboxProcess()
    defer { sandbox.stop() }
    let panel = try sandbox.client()
    let new = NewUser(
      externalID: "cus-9", email: "nine@example.test", username: "cus-9", firstName: "Nina", lastName: "Nine")
    let made = try await panel.create(new)
    #expect(try await panel.create(new) == made)
    #expect(try await panel.user(externalID: "cus-9") == made)
    #expect(try await panel.user(externalID: "CUS-9") == nil)
    let double = NewUser(
      externalID: "cus-10", email: "nine@example.test", username: "cus-10", firstName: "N", lastName: "N")
    #expect(
      await failure { () async throws(PanelFailure) in try await panel.create(double) }
        == .rejected([PanelFailure.Rejection(field: "email", rule: "unique")]))
  }

  @Test func `Each key is told what it is or what it lacks`() async throws {
    let sandbox = try SandboxProcess()
    defer { sandbox.stop() }
    func observing(_ key: String) async -> PanelFailure? {
      await failure { () async throws(PanelFailure) in
        do { return try await sandbox.client(key: key).observe(wanted) } catch {
          throw error as? PanelFailure ?? .throttled
        }
      }
    }
    #expect(await observing("no such kind") == .access(.keyRefused))
    #expect(await observing("app_none") == .access(.permissionMissing(.servers)))
    #expect(await observing("app_of_non_admin") == .access(.ownerIsNoAdmin))
    #expect(await observing("app_ip_restricted") == .access(.addressRefused))
    #expect(await observing("app_readonly") == nil)

    let restricted = try await sandbox.client(key: "app_servers_only").observe(wanted)
    #expect(restricted.missingPermissions == [.nodes, .eggs, .users])

    let panel = try sandbox.client(key: "app_readonly")
    let free = try #require(try await panel.freeAllocations(on: [NodeID(1)])?[NodeID(1)])
    let writing = await failure { () async throws(PanelFailure) in
      do { return try await panel.create(order("ord-1", at: free[0])) } catch {
        throw error as? PanelFailure ?? .throttled
      }
    }
    #expect(writing == .access(.permissionMissing(.writeServers)))
  }

  @Test(arguments: ["1.11", "1.15"])
  func `An egg is found whether its nest is named or not, and one that is not there is named so`(
    series: String
  ) async throws {
    let sandbox = try SandboxProcess(["--series", series])
    defer { sandbox.stop() }
    let client = try sandbox.client()
    let named = try await client.observe(wanted).eggs[EggID(15)]
    let found = try await client.observe(ObservationRequest(eggs: [EggReference(EggID(15))])).eggs[EggID(15)]
    #expect(found != nil && found == named)
    for egg in [
      EggReference(EggID(999)), EggReference(EggID(999), in: NestID(5)), EggReference(EggID(15), in: NestID(1)),
    ] {
      let failed = await failure { () async throws(PanelFailure) in
        try await client.observe(ObservationRequest(eggs: [egg]))
      }
      #expect(failed == .notFound(.egg(egg)))
    }
    let restricted = try await sandbox.client(key: "app_servers_only").observe(
      ObservationRequest(eggs: [EggReference(EggID(15))]))
    #expect(restricted.missingPermissions == [.nodes, .eggGroups])
  }

  @Test func `Ten thousand servers are some tens of requests and little time`() async throws {
    let sandbox = try SandboxProcess(["--servers", "10000"])
    defer { sandbox.stop() }
    let panel = try sandbox.client()
    let observation = try await panel.observe(wanted)
    #expect(observation.servers.count == 10_000)
    #expect(observation.servers.map(\.id) == observation.servers.map(\.id).sorted())
    #expect(observation.eggs[EggID(15)]?.variables.isEmpty == false)
  }
}
