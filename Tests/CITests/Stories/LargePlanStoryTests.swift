import CommandFixtures
import ForgeStandIn
import Foundation
import PanelProcess
import Testing

/// Plans that no comment has room for.
@Suite(.timeLimit(.minutes(20)))
struct LargePlanStoryTests {
  /// The embedded panel with room for so many servers, and as many customers.
  private func roomyPanel(_ count: Int) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let bytes = try Data(contentsOf: folder.appending(path: "../../../Sources/PanelSandbox/fixture.json"))
    var state = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let nodes = try #require(state["nodes"] as? [[String: Any]])
    state["nodes"] = nodes.map { $0.merging(["memory": count * 1024, "disk": count * 2048]) { $1 } }
    state["allocations"] = (0..<2 * count).map {
      ["id": 1000 + $0, "node": 1 + $0 % 2, "ip": "198.51.100.1", "port": 10_000 + $0] as [String: Any]
    }
    // Each order has a customer of its own, or the plan would show them in one row.
    let users = try #require(state["users"] as? [[String: Any]])
    state["users"] =
      users
      + (1...count).map { number in
        [
          "id": 100 + number, "external_id": "cust-ord-\(number)", "username": "cust-\(number)",
          "uuid": "00000000-0000-4000-8000-\(String(number + 100_000_000_000))",
          "email": "cust-\(number)@example.com", "first_name": "A", "last_name": "Customer",
        ] as [String: Any]
      }
    let file = FileManager.default.temporaryDirectory.appending(path: "roomy-\(UUID().uuidString).json")
    try JSONSerialization.data(withJSONObject: state).write(to: file)
    return file.path
  }

  @Test func `A pull request with 1,500 orders has a comment that fits, with counts and the way to the whole plan`()
    async throws
  {
    let fixture = try roomyPanel(1500)
    defer { try? FileManager.default.removeItem(atPath: fixture) }
    let fleet = Documents.fleet.replacing("maxChanged: 100%", with: "maxChanged: 100%, maxCreates: 1000")
    let story = try await ForgeStory(.gitHub, fleet: fleet, panel: ["--fixture", fixture])
    let ids = (1...1500).map { "ord-\($0)" }
    let number = try story.openPullRequest(
      Dictionary(
        uniqueKeysWithValues: ids.map { id in
          (id, Documents.order(id, tier: id.hasSuffix("7") ? "pro" : "starter", customer: "cust-\(id)"))
        }))
    let job = try story.job(for: .pullRequest(number))
    let ended = try await job.botfleet(["ci", "plan", "--artifacts", "kept"])
    #expect(ended.status == 0 && !ended.people.contains("not posted"), "\(ended.people)")

    let comment = try story.planComment(on: number)
    #expect(comment.unicodeScalars.count <= 65_536, "\(comment.utf8.count)")
    #expect(comment.contains("**Merging this makes 1,500 changes, and a safety limit holds them back.**"))
    #expect(comment.contains("1,500 servers to create"), "\(comment.prefix(600))")
    #expect(comment.contains("1,460 orders   in 1,460 more groups"), "\(comment.prefix(9000))")
    // What is not listed counts as shown all the same.
    #expect(comment.contains("Digests (1,500"), "\(comment.suffix(600))")
    #expect(comment.contains("[This run](\(story.forge.server)/shop/fleet/actions/runs/4711"), "\(comment.prefix(600))")
    #expect(story.status("botfleet/plan", of: story.head(of: number))?.state == "success")
    #expect(story.status("botfleet/limits", of: story.head(of: number))?.state == "failure")
    #expect(job.outputs["changes"] == "1500" && job.outputs["refused"] == "1", "\(job.outputs)")
    // The whole plan is among the artifacts.
    let kept = try String(contentsOfFile: "\(job.checkout.path)/kept/plan.json", encoding: .utf8)
    #expect(kept.contains("\"ord-1500\"") && kept.contains("\"ord-1\""))
  }
}
