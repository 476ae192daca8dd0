import Foundation
import Testing

/// Each thing that the documents name and the panel has differently gives exactly its finding.
@Suite(.timeLimit(.minutes(20)))
struct DoctorFleetTests {
  @Test func `A wrong egg lists those there are, by name`() async throws {
    let stage = try await Stage(fleet: Documents.fleet.replacing("egg: 15", with: "egg: 99"))
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure egg"])
    #expect(report.words(on: "egg").contains("invalid egg id: the panel has no egg 99 (fleet/fleet.yaml:4)"))
    #expect(report.words(on: "egg").contains("egg 15 (Node.js Discord Bot) in nest 5"))
  }

  @Test func `An egg that is in another nest is told with the right one`() async throws {
    let stage = try await Stage(fleet: Documents.fleet.replacing("nest: 5", with: "nest: 1"))
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure egg"])
    #expect(report.words(on: "egg").contains("Set server.nest to 5"))
  }

  @Test func `A rule that the panel cannot run is told with its variable`() async throws {
    let stage = try await Stage()
    try await changeVariable("FEATURES", of: stage) { $0["rules"] = "required|string|regex:/[/" }
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure egg-rules"])
    #expect(report.words(on: "egg-rules").contains("FEATURES"))
  }

  @Test func `A variable that the egg lacks, and one that nobody declares, are failures`() async throws {
    let stage = try await Stage(fleet: Documents.fleet.replacing("    TIER:", with: "    TEIR:"))
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure egg-variables", "failure egg-variables"])
    #expect(report.words(on: "egg-variables").contains("the egg has no variable TEIR"))
    #expect(report.words(on: "egg-variables").contains("the egg requires TIER"))
  }

  @Test func `An egg without a done text leaves bots starting for ever`() async throws {
    let stage = try await Stage()
    try await stage.change("eggs", 15) {
      $0["config"] = ["startup": ["done": ""], "stop": "^C", "logs": [], "files": [:]]
    }
    let report = try await stage.examine(expecting: 0)
    #expect(report.problems == ["warning egg-done"])
    #expect(report.words(on: "egg-done").contains("Start Configuration"))
  }

  @Test func `An image that the egg does not offer is told with those it does`() async throws {
    let stage = try await Stage(fleet: Documents.fleet.replacing("yolks:nodejs_22", with: "yolks:nodejs_99"))
    let report = try await stage.examine(expecting: 0)
    #expect(report.problems == ["warning image"])
    #expect(report.words(on: "image").contains("ghcr.io/parkervcp/yolks:nodejs_20"))
  }

  @Test func `A word of the startup command that the egg has no variable for is a warning`() async throws {
    let startup = "startup: \"node {{MAIN_FILE}} --memory {{SERVER_MEMORY}} {{TIER}}\""
    let stage = try await Stage(fleet: Documents.fleet.replacing("startup: node index.js", with: startup))
    let report = try await stage.examine(expecting: 0)
    #expect(report.problems == ["warning startup"])
    #expect(report.words(on: "startup").contains("{{MAIN_FILE}}, which the egg has no variable for"))
  }

  @Test func `A node that the panel lacks is told with those there are`() async throws {
    let stage = try await Stage(fleet: Documents.fleet.replacing("nodes: [1, 2]", with: "nodes: [1, 9]"))
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure node"])
    #expect(report.words(on: "node").contains("the panel has no node 9"))
    #expect(report.words(on: "node").contains("1 (node-1), 2 (node-2)"))
  }

  @Test func `Locations without a node are a failure`() async throws {
    let stage = try await Stage(fleet: Documents.fleet.replacing("nodes: [1, 2]", with: "locations: [7]"))
    #expect(try await stage.examine(expecting: 1).problems == ["failure node"])
  }

  @Test(arguments: [
    ("maintenance_mode", 1 as Int, "is in maintenance"), ("public", 0, "is private"), ("memory", 128, "no memory left"),
  ])
  func `A node that takes no servers is a warning beside one that does, and a failure alone`(
    _ field: String, _ value: Int, _ words: String
  ) async throws {
    for (nodes, problem) in [("[1, 2]", "warning node"), ("[2]", "failure node")] {
      let stage = try await Stage(fleet: Documents.fleet.replacing("nodes: [1, 2]", with: "nodes: \(nodes)"))
      try await stage.change("nodes", 2) { $0[field] = field == "memory" ? value as Any : (value == 1) as Any }
      let report = try await stage.examine(expecting: problem.hasPrefix("warning") ? 0 : 1)
      #expect(report.problems == [problem])
      #expect(report.words(on: "node").contains(words))
    }
  }

  @Test func `No available allocations are told by that name`() async throws {
    let stage = try await Stage(fleet: Documents.fleet.replacing("nodes: [1, 2]", with: "nodes: [2]"))
    try await stage.change { fixture in
      let all = try #require(fixture["allocations"] as? [[String: Any]])
      fixture["allocations"] = all.filter { $0["node"] as? Int != 2 }
    }
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure node"])
    #expect(report.words(on: "node").contains("no available allocations: 2 (node-2) has no free address"))
  }

  @Test func `An owner whom the panel does not have is a failure, and nobody's name is shown`() async throws {
    let stage = try await Stage(fleet: Documents.fleet.replacing("owner: 1", with: "owner: 77"))
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure owner"])
    #expect(report.words(on: "owner").contains("the administrators are 1"))
    #expect(
      !report.findings.contains { $0.message.contains("example.test") || $0.advice?.contains("example.test") == true })
  }

  @Test func `Customers whom the panel does not have are a warning, for their orders wait`() async throws {
    let stage = try await Stage([
      "ord-1": Documents.order("ord-1"), "ord-2": Documents.order("ord-2", customer: "cust-404"),
    ])
    let report = try await stage.examine(expecting: 0)
    #expect(report.problems == ["warning customers"])
    #expect(report.words(on: "customers").contains("1 customer, whose orders wait: cust-404 (ord-2)"))
  }

  private func changeVariable(
    _ name: String, of stage: Stage, _ edit: @escaping (inout [String: Any]) -> Void
  ) async throws {
    try await stage.change("eggs", 15) { egg in
      guard var variables = egg["variables"] as? [[String: Any]],
        let index = variables.firstIndex(where: { $0["env_variable"] as? String == name })
      else { return }
      edit(&variables[index])
      egg["variables"] = variables
    }
  }
}
