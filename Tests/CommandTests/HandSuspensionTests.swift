import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// Staff suspends a server on the panel, and botfleet comes by.
@Suite(.timeLimit(.minutes(20)))
struct HandSuspensionTests {
  private func suspend(_ order: String = "ord-1", on stage: Stage) async throws {
    let server = try #require(try await stage.panel.servers()[order])
    try await stage.panel.request(.post, "/api/application/servers/\(server.id)/suspend")
  }

  private func isSuspended(on stage: Stage) async throws -> Bool? {
    try await stage.panel.servers()["ord-1"]?.suspended
  }

  @Test(arguments: ["1.11", "1.15"])
  func `It stays through updates and payments, and ends where somebody asks for it`(series: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"), panel: ["--series", series])
    try await stage.apply()
    try await suspend(on: stage)

    let told = try await stage.botfleet("plan")
    #expect(told.status == 0 && told.answer.contains("suspended by hand on the panel"), "\(told.answer)")
    #expect(told.answer.contains("apply --resume ord-1"))
    try await stage.apply()
    #expect(try await isSuspended(on: stage) == true)
    #expect(try stage.result(of: "ord-1").contains("phase: suspended"))
    #expect(try stage.result(of: "ord-1").contains("suspendedByHand:\n  since: "))
    let commit = try stage.server.id("main")
    try await stage.apply()
    #expect(try stage.server.id("main") == commit)

    for order in [
      Documents.order("ord-1", tier: "pro"), Documents.order("ord-1", tier: "pro", payment: "overdue"),
      Documents.order("ord-1", tier: "pro"),
    ] {
      try stage.merge(["ord-1": order])
      try await stage.apply()
      #expect(try await isSuspended(on: stage) == true)
      #expect(try await stage.plan().inShort == [])
    }
    #expect(try await stage.panel.servers()["ord-1"]?.limits.memory == 512)

    try await stage.apply("--resume", "ord-7", expecting: 1)
    try await stage.apply("--resume", "ord-1")
    #expect(try await isSuspended(on: stage) == false)
    #expect(try !stage.result(of: "ord-1").contains("suspendedByHand"))
    #expect(try await stage.plan().inShort == [])
    let idle = try await stage.apply("--resume", "ord-1", expecting: 4)
    #expect(idle.people.contains("ord-1 has no suspended server that its order wants to run"))
  }

  @Test func `The order takes it over where somebody accepts the drift`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    try await suspend(on: stage)
    try await stage.apply()
    let accepted = try await stage.botfleet("plan", "--accept-drift", "ord-1")
    #expect(
      accepted.status == 0 && accepted.answer.contains("+state: suspended"), "\(accepted.answer)\(accepted.people)")
    try stage.merge(["ord-1": Documents.order("ord-1", state: "suspended")])
    try await stage.apply()
    #expect(try !stage.result(of: "ord-1").contains("suspendedByHand"))
    try stage.merge(Documents.orders("ord-1"))
    #expect(try await stage.plan().inShort == ["unsuspend ord-1"])
  }

  @Test func `A policy that resumes resumes`() async throws {
    let fleet = Documents.fleet + "policy: { suspendedByHand: resume }\n"
    let stage = try await Stage(Documents.orders("ord-1"), fleet: fleet)
    try await stage.apply()
    try await suspend(on: stage)
    #expect(try await stage.plan().inShort == ["unsuspend ord-1"])
    try await stage.apply()
    #expect(try await isSuspended(on: stage) == false)
  }

  /// What a run leaves that is killed between the panel's answer and its commit: the suspension, and no record of it.
  @Test func `What a killed run suspended is resumed once its order is paid`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.apply()
    try stage.merge(["ord-1": Documents.order("ord-1", payment: "overdue")])
    try await suspend("ord-1", on: stage)
    try await suspend("ord-2", on: stage)
    try stage.merge(["ord-1": Documents.order("ord-1")])
    #expect(try await stage.plan().inShort == ["unsuspend ord-1"])
    try await stage.apply()
    #expect(try await stage.panel.servers().mapValues(\.suspended) == ["ord-1": false, "ord-2": true])
  }

  @Test func `So is what it suspended because the file was gone, but not what a policy kept`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2", "ord-3"))
    try await stage.apply()
    // For a while servers of overdue orders were kept, and those of removed ones suspended.
    try stage.commit(["fleet/fleet.yaml": Documents.fleet + "policy: { overdue: keep, removed: suspend }\n"])
    try stage.merge(["ord-1": Documents.order("ord-1", payment: "overdue")])
    try stage.merge(["ord-3": Documents.order("ord-3", payment: "refunded")])
    try stage.clone.git("rm", "-q", "fleet/orders/ord-2.yaml", "fleet/orders/ord-3.yaml")
    try stage.commit([:])
    for order in ["ord-1", "ord-2", "ord-3"] { try await suspend(order, on: stage) }
    try stage.merge(["ord-1": Documents.order("ord-1")])
    try stage.commit(["fleet/fleet.yaml": Documents.fleet + "policy: { removed: keep }\n"])
    try stage.merge(Documents.orders("ord-2", "ord-3"))
    #expect(try await stage.plan().inShort == ["unsuspend ord-2", "unsuspend ord-3"])
  }

  @Test func `An order that only moved to another folder was not removed meanwhile`() async throws {
    let fleet = Documents.fleet + "policy: { removed: suspend }\n"
    let stage = try await Stage(Documents.orders("ord-1"), fleet: fleet)
    try await stage.apply()
    try FileManager.default.createDirectory(
      atPath: stage.clone.path + "/fleet/orders/2026", withIntermediateDirectories: true)
    try stage.clone.git("mv", "fleet/orders/ord-1.yaml", "fleet/orders/2026/ord-1.yaml")
    try stage.commit([:])
    try await suspend(on: stage)
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `A clone without the history says so, and apply fetches it`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    try stage.merge(["ord-1": Documents.order("ord-1", payment: "overdue")])
    try await suspend(on: stage)
    try stage.merge(["ord-1": Documents.order("ord-1")])
    let shallow = try TemporaryRepository(["clone", "-q", "--depth", "1", "file://" + stage.server.path])
    let plan = try await stage.botfleet("plan", in: shallow.path)
    #expect(plan.answer.contains("this clone's history ends too early"), "\(plan.answer)\(plan.people)")
    #expect(try await stage.plan(in: shallow.path).inShort == [])
    let applied = try await stage.botfleet("apply", "--yes", in: shallow.path)
    #expect(
      applied.status == 0 && applied.answer.contains("1 server unsuspended"), "\(applied.answer)\(applied.people)")
  }
}
