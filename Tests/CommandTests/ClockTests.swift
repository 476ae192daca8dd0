import Foundation
import PanelProcess
import Testing

/// With the clock at the year 2000 when a termination was first seen, and right minutes later, its server was deleted at once; with the
/// clock eight days ahead it was deleted early.
@Suite(.timeLimit(.minutes(20)))
struct ClockTests {
  private static let impatient = Documents.fleet + "policy: { removed: suspend, terminateAfter: 0d }\n"
  private static let day = 86_400

  private func moveDate(by seconds: Int, _ stage: Stage) async throws {
    try await stage.panel.control(#"{"do": "date", "seconds": \#(seconds)}"#)
  }

  @Test(arguments: [26 * 366 * day, -8 * day, 400, -400])
  func `With the panel's clock elsewhere nothing is deleted, everything else goes on, and that is told`(
    seconds: Int
  ) async throws {
    let stage = try await Stage(Documents.orders("ord-1"), fleet: Self.impatient)
    try await stage.apply()
    try stage.merge(["ord-1": Documents.order("ord-1", state: "terminated")])
    try await stage.apply()
    try stage.merge(["ord-2": Documents.order("ord-2")])
    #expect(try await stage.plan().inShort.contains("terminate ord-1"))

    try await moveDate(by: seconds, stage)
    let plan = try await stage.botfleet("plan")
    #expect(plan.answer.contains("on this machine and") && !plan.answer.contains("terminate "), "\(plan.answer)")
    let ended = try await stage.apply(expecting: 3)
    let times = ended.people.matches(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/).map { String($0.output) }
    #expect(times.count == 2 && ended.people.contains("Nothing was deleted and no day was recorded"), "\(ended.people)")
    let servers = try await stage.panel.servers()
    #expect(servers["ord-1"]?.suspended == true && servers["ord-2"] != nil)
    #expect(try stage.result(of: "ord-2").contains("phase: running"))

    try await moveDate(by: 0, stage)
    try await stage.apply()
    #expect(try await stage.panel.servers()["ord-1"] == nil)
  }

  @Test func `With the panel's clock elsewhere no day is recorded that anything is counted from`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"), fleet: Self.impatient)
    try await stage.apply()
    try stage.clone.git("rm", "-q", "fleet/orders/ord-2.yaml")
    try stage.merge(["ord-1": Documents.order("ord-1", state: "terminated")])
    try await moveDate(by: 8 * Self.day, stage)
    for _ in 0..<2 {
      try await stage.apply(expecting: 3)
      #expect(try await stage.panel.servers()["ord-1"]?.suspended == true)
      #expect(try !stage.result(of: "ord-1").contains("terminating"))
      #expect(try !stage.result(of: "ord-2").contains("orphaned"))
    }
    try await moveDate(by: 200, stage)
    try await stage.apply()
    #expect(try stage.result(of: "ord-1").contains("terminating"))
    #expect(try stage.result(of: "ord-2").contains("orphaned"))
    #expect(try await stage.panel.servers()["ord-1"] != nil)
  }

  @Test func `Who says which day it is does not go by clocks, and the commit says so`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    func dayInCommit() throws -> String {
      try stage.server.git("log", "-1", "--format=%(trailers:key=As-Of,valueonly)", "main").filter { !$0.isNewline }
    }
    #expect(try dayInCommit().isEmpty)
    try stage.merge(["ord-1": Documents.order("ord-1", state: "terminated")])
    try await stage.apply()
    try await moveDate(by: -30 * Self.day, stage)
    try await stage.apply("--as-of", "2090-01-01")
    #expect(try await stage.panel.servers()["ord-1"] == nil)
    #expect(try dayInCommit() == "2090-01-01")
  }
}
