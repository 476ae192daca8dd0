import PanelProcess
import Planner
import Testing

@testable import Panel

/// What a panel has to choose from, for whoever sets a fleet up.
@Suite(.timeLimit(.minutes(20)))
struct OffersTests {
  @Test(arguments: ["1.11", "1.15"])
  func `Eggs, nodes and users of the embedded panel come by name, and no e-mail with them`(_ series: String)
    async throws
  {
    let sandbox = try SandboxProcess(["--series", series])
    defer { sandbox.stop() }
    let offers = try await sandbox.client().offers()
    #expect(offers.missingPermissions.isEmpty)

    let egg = try #require(offers.eggs?.first { $0.id == EggID(15) })
    #expect(egg.name == "Node.js Discord Bot" && egg.group == "Discord Bots" && egg.nest == NestID(5))
    #expect(egg.images.first == OfferedImage(label: "Nodejs 22", image: "ghcr.io/parkervcp/yolks:nodejs_22"))
    #expect(egg.images.count == 2)
    #expect(egg.startup == "node index.js" && egg.doneTexts == ["ready"])
    #expect(
      egg.variables.map(\.variable.name) == ["DISCORD_TOKEN", "DISCORD_GUILD_ID", "TIER", "FEATURES", "MAX_GUILDS"])
    let tier = egg.variables[2]
    #expect(tier.label == "Tier" && !tier.isUserEditable && tier.variable.defaultValue == "starter")
    #expect(tier.variable.rules == "required|string|in:starter,pro,business")
    #expect(egg.variables[0].isUserEditable)

    #expect(offers.nodes?.map(\.node.name) == ["node-1", "node-2"])
    #expect(offers.nodes?.map(\.freeAddresses) == [100, 10])
    #expect(offers.nodes?.map(\.allocatedMemory) == [Mebibytes(0), Mebibytes(0)])
    #expect(
      offers.users?.prefix(2) == [
        OfferedUser(id: UserID(1), externalID: nil, username: "admin", isAdministrator: true),
        OfferedUser(id: UserID(2), externalID: "cust-1", username: "customer", isAdministrator: false),
      ])
    #expect(!"\(offers)".contains("@example.test"))
  }

  @Test func `What a key may not read is missing and named`() async throws {
    let sandbox = try SandboxProcess()
    defer { sandbox.stop() }
    let offers = try await sandbox.client(key: "app_servers_only").offers()
    #expect(offers.eggs == nil && offers.nodes == nil && offers.users == nil)
    #expect(offers.missingPermissions == [.eggGroups, .nodes, .users])
  }

  private static func egg(_ id: Int, config: String, images: String = "[]", first: String = "null") -> String {
    """
    {"object":"egg","attributes":{"id":\(id),"name":"egg \(id)","docker_image":\(first),"docker_images":\(images),
    "startup":null,"config":\(config),"relationships":{"variables":{"object":"list","data":[]}}}}
    """
  }

  private func panel(allocations: ScriptedPanel.Reply = .list([])) throws -> ScriptedPanel {
    try ScriptedPanel { request in
      switch request.path {
      case "nests": return .list([#"{"object":"nest","attributes":{"id":5,"name":"Bots"}}"#])
      case "nests/5/eggs":
        let eggs = [
          Self.egg(1, config: #"{"startup":{"done":["up","ready"]},"extends":null}"#),
          Self.egg(
            2, config: #"{"startup":null,"extends":1}"#, images: #"{"B":"img:2","A":"img:1","C":"img:3"}"#,
            first: #""img:3""#),
          Self.egg(3, config: #"{"startup":[],"extends":null}"#),
        ]
        return .json(200, #"{"object":"list","data":[\#(eggs.joined(separator: ","))]}"#)
      case "nodes":
        return .list([
          """
          {"object":"node","attributes":{"id":1,"name":"n","location_id":1,"public":true,"maintenance_mode":true,
          "memory":8192,"memory_overallocate":-1,"disk":20480,"disk_overallocate":0,
          "allocated_resources":{"memory":256,"disk":512}}}
          """
        ])
      case "nodes/1/allocations": return allocations
      case "users": return .list([])
      default: return .missing
      }
    }
  }

  @Test func `An egg that takes its configuration from another has the other's done text`() async throws {
    let panel = try panel()
    let eggs = try #require(try await panel.client().offers().eggs)
    #expect(panel.lines == ["GET nests", "GET nests/5/eggs", "GET nodes", "GET nodes/1/allocations", "GET users"])
    #expect(eggs.map(\.doneTexts) == [["up", "ready"], ["up", "ready"], []])
    #expect(eggs[1].images.map(\.label) == ["C", "A", "B"])
    #expect(eggs[0].images.isEmpty && eggs[0].startup.isEmpty)
  }

  @Test func `Where addresses may not be read, nodes are there without their number`() async throws {
    let refused = ScriptedPanel.Reply.error(403, "AccessDeniedHttpException", detail: "This action is unauthorized.")
    let panel = try panel(allocations: refused)
    let offers = try await panel.client().offers()
    panel.stop()
    #expect(offers.missingPermissions == [.allocations])
    let node = try #require(offers.nodes?.first)
    #expect(node.freeAddresses == nil && node.allocatedDisk == Mebibytes(512) && node.node.operation == .inMaintenance)
  }
}
