import PanelProcess
import Planner
import Testing

@testable import Panel

/// What a panel and a key are is found out without changing anything.
@Suite(.timeLimit(.minutes(20)))
struct ExaminationTests {
  private static let none = ExaminationHints(node: nil, nest: nil)

  @Test(arguments: [("1.11", PanelExamination.Series.former), ("1.15", .current)])
  func `The series and the kind of the key are told by how the panel answers`(
    _ name: String, _ series: PanelExamination.Series
  ) async throws {
    let sandbox = try SandboxProcess(["--series", name])
    defer { sandbox.stop() }
    for (key, kind) in [("app_full", PanelExamination.KeyKind.application), ("client_admin", .account)] {
      let examination = try await sandbox.client(key: key).examine(Self.none)
      #expect(examination.series == series && examination.key == kind)
      #expect(examination.permissions.count == Permission.allCases.count)
      #expect(examination.permissions.values.allSatisfy { $0 == .granted })
    }
    #expect(try await sandbox.requests().allSatisfy { $0.hasPrefix("GET") || !$0.contains("/servers/") })
  }

  @Test(arguments: ["1.11", "1.15"]) func `What a key may not is missing, each by itself`(_ series: String) async throws
  {
    let sandbox = try SandboxProcess(["--series", series])
    defer { sandbox.stop() }
    let reading = try await sandbox.client(key: "app_readonly").examine(Self.none).permissions
    #expect(Set(reading.filter { $0.value == .missing }.keys) == [.writeServers, .writeUsers])
    let hints = ExaminationHints(node: NodeID(1), nest: NestID(5))
    let servers = try await sandbox.client(key: "app_servers_only").examine(hints).permissions
    #expect(Set(servers.filter { $0.value == .granted }.keys) == [.servers, .writeServers])
    #expect(servers.count == Permission.allCases.count)
    // Where it is nowhere said in what to look, nothing is concluded.
    let without = try await sandbox.client(key: "app_servers_only").examine(Self.none).permissions
    #expect(without[.allocations] == nil && without[.eggs] == nil)
  }

  @Test func `Asking for nothing makes nothing`() async throws {
    let sandbox = try SandboxProcess()
    defer { sandbox.stop() }
    let before = try await sandbox.client().offers()
    _ = try await sandbox.client().examine(Self.none)
    #expect(try await sandbox.client().offers() == before)
    #expect(try await sandbox.client().observe(ObservationRequest(eggs: [])).servers.isEmpty)
  }

  @Test func `A panel that takes a create of nothing is none that is known`() async throws {
    let panel = try ScriptedPanel { request in
      request.path == "servers" && request.method == "POST" ? .json(201, "{}") : .list([])
    }
    await #expect(throws: PanelFailure.self) { _ = try await panel.client().examine(Self.none) }
  }
}
