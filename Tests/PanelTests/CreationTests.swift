import Foundation
import Planner
import Testing

@testable import Panel

/// A create that goes wrong must never make two servers, and never lose one.
@Suite(.timeLimit(.minutes(20)))
struct CreationTests {
  private func lookUp(finding server: String?) -> ScriptedPanel.Reply {
    server.map { .json(200, $0) } ?? .missing
  }

  @Test func `A new server is told everything, each variable as text, and comes back with its address`() async throws {
    let relationships = #"{"allocations":{"object":"list","data":[\#(allocationJSON(7, assigned: true))]}}"#
    let panel = try ScriptedPanel { _ in
      .json(201, serverJSON(status: "installing", allocation: 7, relationships: relationships))
    }
    let creation = try await panel.client().create(newServer())

    #expect(creation.server.allocation?.address == "192.0.2.1:2007")
    #expect(creation.server.server.status == .installing)
    #expect(creation.server.server.spec.startup.environment == ["TIER": "starter"])
    #expect(
      panel.requests.map(\.body) == [
        #"{"allocation":{"default":7},"description":"","docker_image":"img","egg":15,"environment":{"DISCORD_TOKEN":"set-me","TIER":"pro"},"#
          + #""external_id":"ord-1","feature_limits":{"allocations":0,"backups":3,"databases":1},"#
          + #""limits":{"cpu":100,"disk":2048,"io":500,"memory":1024,"swap":0,"threads":null},"name":"bot","startup":"node .","user":2}"#
      ])
    #expect(panel.requests[0].head.contains("\r\nAccept: application/json\r\n"))
    #expect(panel.requests[0].head.contains("\r\nAuthorization: Bearer ptla_test\r\n"))
    #expect(panel.requests[0].head.contains("\r\nContent-Type: application/json\r\n"))
  }

  @Test func `A lost create is looked up and found`() async throws {
    let panel = try ScriptedPanel { $0.method == "POST" ? .hangUp : .json(200, serverJSON()) }
    let creation = try await panel.client().create(newServer())
    guard case .found = creation else { Issue.record("\(creation)"); return }
    #expect(panel.lines == ["POST servers", "GET servers/external/ord-1"])
  }

  /// Nobody heard of the daemon that did not answer, and the next run missed a server that never was.
  @Test func `A server that the panel may still take back is not believed in`() async throws {
    let installing = ScriptedPanel.Reply.json(200, serverJSON(status: "installing"))
    let panel = try ScriptedPanel { $0.method == "POST" ? .hangUp : installing }
    let failure = try #require(await failure { () async throws(PanelFailure) in try await create(panel) })
    guard case .outcomeUnknown = failure else { Issue.record("\(failure)"); return }
    // Many are waited for at once, when all changes were tried.
    #expect(panel.clock.elapsed < .seconds(1) && panel.lines == ["POST servers", "GET servers/external/ord-1"])
  }

  @Test func `How long a panel waits for a daemon is waited for`() async throws {
    let panel = try ScriptedPanel { _ in .missing }
    #expect(try panel.client().takesBackWithin == .seconds(31) && panel.client().certainAfter == .seconds(600))
    let told = try panel.client(daemonTimeout: .seconds(60))
    #expect(told.takesBackWithin == .seconds(121) && told.certainAfter == .seconds(121))
    #expect(APIRequest.Patience.usual.timeout(daemon: .seconds(60)) == .seconds(70))
    #expect(APIRequest.Patience.creation.timeout(daemon: .seconds(60)) == .seconds(130))
  }

  @Test func `A lost create that shows late is waited for`() async throws {
    let panel = try ScriptedPanel { [lookUps = Counter()] request in
      if request.method == "POST" { return .hangUp }
      return lookUps.next() < 2 ? .missing : .json(200, serverJSON())
    }
    guard case .found = try await panel.client().create(newServer()) else { Issue.record("not found"); return }
    #expect(panel.lines.filter { $0 == "POST servers" }.count == 1)
  }

  @Test func `A lost create that never shows is unknown, and not repeated`() async throws {
    let panel = try ScriptedPanel { $0.method == "POST" ? .hangUp : .missing }
    let failure = try #require(await failure { () async throws(PanelFailure) in try await create(panel) })
    guard case .outcomeUnknown = failure else { Issue.record("\(failure)"); return }
    #expect(failure.mayHaveTakenEffect)
    #expect(panel.lines.filter { $0 == "POST servers" }.count == 1)
  }

  @Test func `A create whose answer and whose look-up are both lost is unknown, not failed`() async throws {
    let panel = try ScriptedPanel { $0.method == "POST" ? .hangUp : .error(403, "AccessDeniedHttpException") }
    let failure = try #require(await failure { () async throws(PanelFailure) in try await create(panel) })
    guard case .outcomeUnknown = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(failure.mayHaveTakenEffect)
  }

  @Test func `A gateway that gave up on a create may have left the panel at work`() async throws {
    let panel = try ScriptedPanel { [lookUps = Counter()] request in
      if request.method == "POST" { return .html(504) }
      return lookUps.next() == 0 ? .missing : .json(200, serverJSON())
    }
    guard case .found = try await create(panel) else {
      Issue.record("not found")
      return
    }
  }

  @Test(arguments: [(500, "ErrorException"), (503, "Whatever"), (504, "DaemonConnectionException")])
  func `A create that failed on the panel's side is looked up, for it may stand`(status: Int, code: String) async throws
  {
    let standing = try ScriptedPanel { $0.method == "POST" ? .error(status, code) : .json(200, serverJSON()) }
    guard case .found = try await create(standing) else { Issue.record("not found"); return }

    let undone = try ScriptedPanel { $0.method == "POST" ? .error(status, code) : .missing }
    let failure = try #require(await failure { () async throws(PanelFailure) in try await create(undone) })
    let expected: PanelFailure =
      status == 504 ? .daemonFailed(node: NodeID(1), status: 504) : .failing(.never, status: status, code: code)
    #expect(failure == expected)
    #expect(undone.lines == ["POST servers", "GET servers/external/ord-1"])
  }

  @Test func `An external id that is taken is ours, if it is exactly ours`() async throws {
    let refusal = ScriptedPanel.Reply.error(422, "ValidationException", field: "external_id", rule: "unique")
    let ours = try ScriptedPanel { $0.method == "POST" ? refusal : .json(200, serverJSON()) }
    guard case .found = try await create(ours) else { Issue.record("not found"); return }

    let similar = try ScriptedPanel { $0.method == "POST" ? refusal : .json(200, serverJSON(9, externalID: "ORD-1")) }
    #expect(
      await failure { () async throws(PanelFailure) in try await create(similar) }
        == .taken(.externalID(by: ServerID(9))))
  }

  @Test(arguments: [(422, "ValidationException"), (500, "UniqueConstraintViolationException")])
  func `An address that somebody else took is replaced by the next free one`(status: Int, code: String) async throws {
    let panel = try ScriptedPanel { request in
      switch request.line {
      case "POST servers" where request.body.contains(#""default":7"#):
        .error(status, code, field: "allocation.default", rule: "exists")
      case "POST servers": .json(201, serverJSON(allocation: 9))
      case "GET nodes/1/allocations": .list([allocationJSON(9), allocationJSON(12)])
      default: .missing
      }
    }
    let creation = try await create(panel)
    #expect(creation.server.server.allocation == AllocationID(9))
    #expect(panel.requests.last?.body.contains(#""default":9"#) == true)
  }

  @Test func `An address that another order is to get is taken only where no other is free`() async throws {
    func panel(free: [String]) throws -> ScriptedPanel {
      try ScriptedPanel { request in
        switch request.line {
        case "POST servers" where request.body.contains(#""default":7"#):
          .error(422, "ValidationException", field: "allocation.default", rule: "exists")
        case "POST servers": .json(201, serverJSON())
        default: .list(free)
        }
      }
    }
    let roomy = try panel(free: [allocationJSON(9), allocationJSON(12)])
    _ = try await roomy.client().create(newServer(), sparing: [AllocationID(9)])
    #expect(roomy.requests.last?.body.contains(#""default":12"#) == true)
    let full = try panel(free: [allocationJSON(9)])
    _ = try await full.client().create(newServer(), sparing: [AllocationID(9)])
    #expect(full.requests.last?.body.contains(#""default":9"#) == true)
  }

  @Test func `A node without a free address is named`() async throws {
    let panel = try ScriptedPanel { request in
      request.method == "POST"
        ? .error(422, "ValidationException", field: "allocation.default", rule: "exists") : .list([])
    }
    #expect(
      await failure { () async throws(PanelFailure) in try await create(panel) } == .noFreeAllocation(NodeID(1)))
  }

  @Test func `Values that the panel rejects are named by field and rule, and nothing is looked up`() async throws {
    let panel = try ScriptedPanel { _ in
      .error(422, "ValidationException", field: "environment.TIER", rule: "in")
    }
    #expect(
      await failure { () async throws(PanelFailure) in try await create(panel) }
        == .rejected([PanelFailure.Rejection(field: "environment.TIER", rule: "in")]))
    #expect(panel.lines == ["POST servers"])
  }

  @Test func `A create that waited for the limit is sent again, for the panel has not looked at it`() async throws {
    let panel = try ScriptedPanel { [tries = Counter()] _ in
      tries.next() == 0
        ? .error(
          429, "ThrottleRequestsException",
          headers: ["x-ratelimit-limit": "240", "x-ratelimit-remaining": "0", "retry-after": "42"])
        : .json(201, serverJSON())
    }
    guard case .made = try await create(panel) else { Issue.record("not made"); return }
    #expect(panel.clock.elapsed >= .seconds(42))
  }

  @Test func `A new server's owner may be a user who is known by external id alone`() async throws {
    let user = #"{"object":"user","attributes":{"id":44,"external_id":"cus-1","email":"c@x.y","username":"cus-1"}}"#
    let panel = try ScriptedPanel { request in
      request.line == "GET users/external/cus-1" ? .json(200, user) : .json(201, serverJSON())
    }
    let new = try newServer()
    var spec = new.spec
    spec.details.owner = .created(customer: "cus-1")
    _ = try await panel.client().create(
      NewServer(order: new.order, spec: spec, customersVariables: [:], placement: new.placement))
    #expect(panel.requests.last?.body.contains(#""user":44"#) == true)
  }

  private func create(_ panel: ScriptedPanel) async throws(PanelFailure) -> Creation {
    do {
      return try await panel.client().create(newServer())
    } catch {
      throw error as? PanelFailure ?? .cancelled(.never)
    }
  }
}
