import Foundation
import PanelProcess
import Planner
import Testing

@testable import Panel

@Suite(.timeLimit(.minutes(20)))
struct PartialObservationTests {
  private static let node = """
    {"object":"node","attributes":{"id":1,"name":"node-1","location_id":1,"public":true,"maintenance_mode":false,
    "memory":8192,"memory_overallocate":-1,"disk":20480,"disk_overallocate":0,
    "allocated_resources":{"memory":4096,"disk":8192}}}
    """
  private static let uuids = (0..<60).map { "6e2b7c1e-0000-4000-8000-0000000000" + ($0 < 10 ? "0\($0)" : "\($0)") }

  private func id(_ text: String) throws -> OrderID { try #require(OrderID(text)) }

  @Test func `Recorded servers are asked for together, others by external id, and what more comes is left out`()
    async throws
  {
    let panel = try ScriptedPanel { request in
      switch request.path {
      case "servers":
        // A panel that finds too much.
        .list([
          serverJSON(1, externalID: "ord-1", uuid: Self.uuids[1]), serverJSON(7, externalID: "x", uuid: Self.uuids[7]),
        ])
      case "servers/external/ord-2": .json(200, serverJSON(2, externalID: "ORD-2", uuid: Self.uuids[2]))
      case "servers/external/ord-3": .missing
      case "nodes": .list([Self.node])
      default: .error(500, "Unexpected")
      }
    }
    let look = PartialLook(
      orders: [try id("ord-1"), try id("ord-2"), try id("ord-3")],
      sample: [SampledServer(order: try id("ord-9"), uuid: Self.uuids[9])])
    let seen = try await panel.client().observe(
      PartialRequest(look, uuids: [Self.uuids[1]], eggs: [], people: nil))
    #expect(seen.servers.map(\.externalID) == ["ord-1", "ORD-2"] && seen.scope == .part(look))
    #expect(seen.nodes?.map(\.allocated) == [.init(memory: Mebibytes(4096), disk: Mebibytes(8192))])
    #expect(seen.users == nil && seen.missingPermissions.isEmpty)
    #expect(panel.requests[0].query["filter[uuid]"] == "\(Self.uuids[1]),\(Self.uuids[9])")
    #expect(Set(panel.lines.dropFirst()) == ["GET servers/external/ord-2", "GET servers/external/ord-3", "GET nodes"])
  }

  @Test func `No address is longer than web servers take`() async throws {
    let panel = try ScriptedPanel { request in request.path == "nodes" ? .list([Self.node]) : .list([]) }
    _ = try await panel.client().observe(
      PartialRequest(PartialLook(orders: [], sample: []), uuids: Set(Self.uuids), eggs: [], people: nil))
    #expect(panel.lines == ["GET servers", "GET servers", "GET nodes"])
    #expect(panel.requests.allSatisfy { $0.head.utf8.count < 4096 })
  }

  @Test func `Whoever is named is looked for, and what a new customer would get only for one whom nobody is`()
    async throws
  {
    let sandbox = try SandboxProcess(["--install-delay", "0"])
    defer { sandbox.stop() }
    let panel = try sandbox.client()
    let known = try await panel.create(
      NewUser(externalID: "cus/1", email: "one@example.com", username: "cus-1", firstName: "One", lastName: "One"))
    let taken = try await panel.create(
      NewUser(externalID: "true", email: "two@example.com", username: "true", firstName: "Two", lastName: "Two"))
    let found = try await panel.observe(
      PartialRequest(
        PartialLook(orders: [], sample: []), uuids: [], eggs: [],
        people: people([
          Customer(id: "cus/1", contact: .init(email: "other@example.com", name: "One")),
          Customer(id: "TRUE", user: UserID(9_999)), Customer(id: "false", contact: .init(email: "two@", name: "Two")),
        ])))
    #expect(Set(found.users ?? []) == [known, taken])
    #expect(found.absentUsers == [UserID(9_999)])
  }

  private func people(_ customers: [Customer]) -> PeopleToLookUp {
    customers.reduce(into: PeopleToLookUp()) { $0.add($1) }
  }
}
