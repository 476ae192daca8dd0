import PanelProcess
import Testing

/// A panel's database lets only one user be made at a time.
@Suite(.timeLimit(.minutes(20)))
struct NewCustomerTests {
  @Test(arguments: ["4", "8"])
  func `Twenty orders of new customers take one run`(concurrency: String) async throws {
    var orders: [String: String] = [:]
    for number in 1...20 {
      let text = Documents.order("ord-\(number)").replacing(
        "customer: cust-1", with: "customer: { id: new-\(number), email: new-\(number)@example.test, name: New Person }"
      )
      orders["ord-\(number)"] = text
    }
    let stage = try await Stage(orders)
    let ended = try await stage.apply("--concurrency", concurrency)
    #expect(
      ended.answer.contains("20 servers and 20 users created") && !ended.answer.contains("failed"), "\(ended.answer)")
    #expect(try await stage.panel.requests().count { $0.hasPrefix("POST /api/application/users") } == 20)
  }

  @Test func `Users whom another program makes meanwhile cost a second try and nothing else`() async throws {
    let text = Documents.order("ord-1").replacing(
      "customer: cust-1", with: "customer: { id: new-1, email: n@example.test, name: New Person }")
    let stage = try await Stage(["ord-1": text])
    try await stage.panel.control(
      #"{"do": "fault", "kind": "database-down", "method": "POST", "path": "/api/application/users", "times": 2}"#)
    let ended = try await stage.apply()
    #expect(
      ended.answer.contains("1 server and 1 user created") && !ended.answer.contains("unknown"), "\(ended.answer)")
  }
}
