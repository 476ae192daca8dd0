import Applier
import Foundation
import PanelProcess
import Planner
import RepositoryFixtures
import Testing

/// What an apply of what changed asks of a panel, and what it does not.
@Suite(.timeLimit(.minutes(20)))
struct ApplyChangedRequestsTests {
  /// The built-in panel with room for many servers.
  private func fixture(_ count: Int, in folder: TemporaryRepository) throws -> String {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/PanelSandbox/fixture.json")
    var state = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: source)) as? [String: Any])
    var nodes = try #require(state["nodes"] as? [[String: Any]])
    var allocations: [[String: Any]] = []
    for (index, node) in nodes.enumerated() {
      nodes[index]["memory"] = count * 1024
      nodes[index]["disk"] = count * 2048
      for place in 0..<count {
        allocations.append([
          "id": 1000 + index * count + place, "node": node["id"] ?? 1, "ip": "198.51.100.\(index + 1)",
          "port": 10_000 + place,
        ])
      }
    }
    state["nodes"] = nodes
    state["allocations"] = allocations
    try folder.write(String(decoding: JSONSerialization.data(withJSONObject: state), as: UTF8.self), to: "panel.json")
    return "\(folder.path)/panel.json"
  }

  @Test func `Five changed orders among hundreds take fewer than forty requests, and no list of servers`() async throws
  {
    let folder = try TemporaryRepository()
    let fleet = try FleetOnPanel(
      (100..<400).map { "ord-\($0)" }, panel: ["--fixture", try fixture(400, in: folder)])
    let digest = try await fleet.plan().whole.acceptance
    guard case .finished = try await fleet.apply(accepting: digest) else {
      Issue.record("the fleet was not made")
      return
    }
    try fleet.clone.git("pull", "-q")
    for number in 100..<103 {
      let text = FleetOnPanel.order("ord-\(number)").replacing("features: [moderation]", with: "features: [music]")
      try fleet.clone.write(text, to: "fleet/orders/ord-\(number).yaml")
    }
    for number in 400..<402 {
      try fleet.clone.write(FleetOnPanel.order("ord-\(number)"), to: "fleet/orders/ord-\(number).yaml")
    }
    try fleet.clone.git("add", "--all")
    try fleet.clone.git("commit", "-q", "-m", "five orders")
    try fleet.clone.git("push", "-q")
    let before = try await fleet.panel.requests().count
    let end = try await fleet.apply(.changed, telling: EventLog())
    #expect(end.meaning == .done)
    let requests = Array(try await fleet.panel.requests().dropFirst(before))
    #expect(requests.count < 40, "\(requests)")
    let lists = requests.filter { $0.hasPrefix("GET /api/application/servers?") && !$0.contains("filter") }
    #expect(lists.isEmpty, "\(lists)")
    #expect(requests.filter { !$0.hasPrefix("GET ") }.count == 5, "\(requests)")
    #expect(try fleet.lastSubject == "apply: 2 servers created, 3 updated")
    #expect(try await fleet.plan().whole.isEmpty)
  }

  @Test func `After a whole apply only what it touched is looked at again`() async throws {
    let fleet = try FleetOnPanel(["ord-1", "ord-2", "ord-3"])
    _ = try await fleet.apply()
    let made = try await fleet.panel.requests().count
    _ = try await fleet.apply()
    let idle = Array(try await fleet.panel.requests().dropFirst(made))
    // Once, for the plan; nothing was touched.
    #expect(idle.count { $0.hasPrefix("GET /api/application/servers") } == 1, "\(idle)")
  }
}
