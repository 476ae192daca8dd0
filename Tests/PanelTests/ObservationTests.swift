import Foundation
import Guarding
import Panel
import Planner
import Testing

@Suite(.timeLimit(.minutes(20)))
struct ObservationTests {
  private let wanted = ObservationRequest(eggs: [EggReference(EggID(15), in: NestID(5))])

  private static let node = """
    {"object":"node","attributes":{"id":1,"name":"node-1","location_id":1,"public":true,"maintenance_mode":false,
    "memory":8192,"memory_overallocate":-1,"disk":20480,"disk_overallocate":0}}
    """
  private static let variables = """
    {"variables":{"object":"list","data":[{"object":"egg_variable","attributes":
    {"id":1,"env_variable":"TIER","default_value":"","rules":"required|in:starter,pro","server_value":"hunter2"}}]}}
    """
  private static let egg = """
    {"object":"egg","attributes":{"id":15,"docker_images":{"b":"img:2","a":"img:1"},"relationships":\(variables)}}
    """

  private func reply(_ request: ScriptedPanel.Request) -> ScriptedPanel.Reply {
    switch request.path {
    case "servers": .list([serverJSON(1), serverJSON(2, externalID: "ord-2")])
    case "nodes": .list([Self.node])
    case "nests/5/eggs/15": .json(200, Self.egg)
    case "users": .list([#"{"object":"user","attributes":{"id":2,"external_id":null,"email":"a@b.c","username":"a"}}"#])
    case "nodes/1/allocations": .list([allocationJSON(9), allocationJSON(3)])
    default: .missing
    }
  }

  @Test func `An observation is what the panel has, and only what was asked for`() async throws {
    let panel = try ScriptedPanel(reply)
    let observation = try await panel.client().observe(
      ObservationRequest(eggs: wanted.rest.eggs, users: .all, freeAllocationsOn: [NodeID(1)]))

    #expect(observation.servers.map(\.id) == [ServerID(1), ServerID(2)])
    #expect(observation.servers[0].spec.startup.environment == ["TIER": "starter"])
    #expect(!String(reflecting: observation).contains("hunter2"))
    #expect(observation.nodes?.map(\.memory.overallocate) == [-1])
    #expect(observation.eggs[EggID(15)]?.images == ["img:1", "img:2"])
    #expect(observation.eggs[EggID(15)]?.variables.map(\.rules) == ["required|in:starter,pro"])
    #expect(observation.users?.map(\.username) == ["a"])
    #expect(observation.freeAllocations?[NodeID(1)]?.map(\.id) == [AllocationID(3), AllocationID(9)])
    #expect(observation.missingPermissions.isEmpty)
    #expect(panel.lines.count == 5)
    // What says how many requests may be sent at once comes first, because it is short.
    #expect(panel.lines.first == "GET nodes")
    #expect(panel.requests.first { $0.path == "servers" }?.query == ["sort": "id", "per_page": "500", "page": "1"])
    #expect(panel.requests.first { $0.path == "nodes/1/allocations" }?.query["filter[server_id]"] == "false")

    let less = try ScriptedPanel(reply)
    let sparing = try await less.client().observe(wanted)
    #expect(sparing.users == nil && sparing.freeAllocations == nil)
    #expect(less.lines.sorted() == ["GET nests/5/eggs/15", "GET nodes", "GET servers"])
  }

  @Test func `A panel that refuses pages of more than 100 is read by 100`() async throws {
    let panel = try ScriptedPanel { request in
      guard request.query["per_page"] == "100" else {
        return .error(422, "ValidationException", field: "per_page", rule: "max")
      }
      guard request.path == "servers" else { return reply(request) }
      let page = request.query["page"].flatMap(Int.init) ?? 0
      let numbers = page == 1 ? 1...100 : 101...103
      return .list(
        numbers.map { serverJSON($0, externalID: "ord-\($0)") }, total: 103, page: page, pages: 2)
    }
    let observation = try await panel.client().observe(ObservationRequest(eggs: []))
    #expect(observation.servers.map(\.id) == (1...103).map { ServerID($0) })
    #expect(observation.nodes?.count == 1)
    #expect(panel.lines == ["GET nodes", "GET nodes", "GET servers", "GET servers", "GET servers"])
  }

  @Test(arguments: ["240", "256", nil])
  func `The limit is the one that the panel tells`(limit: String?) async throws {
    let headers = limit.map { ["x-ratelimit-limit": $0, "x-ratelimit-remaining": "200"] } ?? [:]
    let panel = try ScriptedPanel { request in
      guard case .json(let status, let body, _) = reply(request) else { return reply(request) }
      return .json(status, body, headers: headers)
    }
    #expect(try await panel.client().observe(wanted).requestsPerMinute == limit.flatMap(Int.init))
  }

  @Test func `How far the servers are read is told page by page, and a list that moves is told from its beginning`()
    async throws
  {
    let told = Told()
    let firsts = Counter()
    let panel = try ScriptedPanel { request in
      guard request.path == "servers" else { return reply(request) }
      let isSecond = request.query["page"] == "2"
      let isMoving = !isSecond && firsts.next() == 0
      return .list([serverJSON(isSecond ? 2 : 1)], total: isMoving ? 3 : 2, page: isSecond ? 2 : 1, pages: 2)
    }
    let client = try panel.client { progress in told.add(progress) }
    _ = try await client.observe(ObservationRequest(eggs: []))
    let numbers = told.all.map { [$0.servers, $0.total ?? -1] }
    #expect(numbers == [[0, -1], [1, 3], [2, 3], [1, 2], [2, 2]])
  }

  /// What was told, from any thread.
  private final class Told: Sendable {
    private let progress = Guarded<[ReadingProgress]>([])
    var all: [ReadingProgress] { progress.withLock { $0 } }
    func add(_ news: ReadingProgress) { progress.withLock { $0.append(news) } }
  }

  @Test func `What the key may not read is missing and named, and the egg is read off a server`() async throws {
    let panel = try ScriptedPanel { request in
      switch request.path {
      case "servers": .list([serverJSON()])
      case "servers/1": .json(200, serverJSON(relationships: Self.variables))
      default: .error(403, "AccessDeniedHttpException", detail: "This action is unauthorized.")
      }
    }
    let observation = try await panel.client().observe(
      ObservationRequest(eggs: wanted.rest.eggs, users: .all, freeAllocationsOn: [NodeID(1)]))
    #expect(observation.missingPermissions == [.nodes, .eggs, .users, .allocations])
    #expect(observation.nodes == nil && observation.users == nil && observation.freeAllocations == nil)
    #expect(observation.eggs[EggID(15)]?.variables.map(\.name) == ["TIER"])
    #expect(observation.eggs[EggID(15)]?.images == nil)
  }

  @Test func `Without the permission on servers there is no observation`() async throws {
    let panel = try ScriptedPanel { _ in
      .error(403, "AccessDeniedHttpException", detail: "This action is unauthorized.")
    }
    #expect(await observing(panel) == .access(.permissionMissing(.servers)))
  }

  @Test func `An egg that is not there is named with its nest`() async throws {
    let panel = try ScriptedPanel { $0.path == "nests/5/eggs/15" ? .missing : reply($0) }
    #expect(await observing(panel) == .notFound(.egg(EggReference(EggID(15), in: NestID(5)))))
  }

  @Test func `Pages are fetched by our own addresses and put together in order`() async throws {
    let panel = try ScriptedPanel { request in
      guard request.path == "servers", let page = request.query["page"].flatMap(Int.init) else { return reply(request) }
      return .list([serverJSON(page * 2 - 1), serverJSON(page * 2)], total: 12, page: page, pages: 6)
    }
    let observation = try await panel.client().observe(wanted)
    #expect(observation.servers.map(\.id.number) == Array(1...12))
  }

  @Test func `A list that moves while it is read is read again`() async throws {
    let panel = try ScriptedPanel { [walks = Counter()] request in
      guard request.path == "servers" else { return reply(request) }
      if request.query["page"] == "1" {
        return .list([serverJSON(1)], total: walks.next() == 0 ? 3 : 2, page: 1, pages: 2)
      }
      return .list([serverJSON(2)], total: 2, page: 2, pages: 2)
    }
    #expect(try await panel.client().observe(wanted).servers.count == 2)
    #expect(panel.lines.filter { $0 == "GET servers" }.count == 4)
  }

  /// Half a list taken for a whole one would make thousands of servers look gone.
  @Test(arguments: [[1, 1], [1], []]) func `A list that is never whole makes no observation`(ids: [Int]) async throws {
    let panel = try ScriptedPanel { request in
      request.path == "servers" ? .list(ids.map { serverJSON($0) }, total: 2) : reply(request)
    }
    #expect(await observing(panel) == .listKeepsMoving("servers"))
    #expect(panel.lines.count { $0 == "GET servers" } == 4)
  }

  @Test func `An answer that was never seen is refused with its place and without its content`() async throws {
    let panel = try ScriptedPanel { request in
      request.path == "servers"
        ? .list([serverJSON(1), serverJSON(2, environment: #"{"TIER":{"secret":"hunter2"}}"#)]) : reply(request)
    }
    let failure = try #require(await observing(panel))
    #expect(failure.description.contains("data.1.attributes.container.environment.TIER"))
    #expect(failure.description.contains("GET servers"))
    #expect(!"\(failure)\(String(reflecting: failure))".contains("hunter2"))
  }

  private func observing(_ panel: ScriptedPanel) async -> PanelFailure? {
    await failure { () async throws(PanelFailure) in
      do { return try await panel.client().observe(wanted) } catch { throw error as? PanelFailure ?? .throttled }
    }
  }
}
