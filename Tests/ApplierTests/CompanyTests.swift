import Guarding
import Panel
import PanelValues
import Planner
import Testing

@testable import Applier

/// A panel with few processes: a daemon asks it for the server before it answers, and with all of them under way nobody is left for that.
@Suite(.timeLimit(.minutes(20)))
struct CompanyTests {
  private let free = (0..<20).map { Allocation(id: AllocationID(101 + $0), ip: "192.0.2.1", port: 3000 + $0) }

  /// How many changes are under way, and which had none beside them.
  private final class Processes: Sendable {
    private struct Use {
      var underWay: Set<String> = []
      var stuck: Set<String> = []
    }

    private let use = Guarded(Use())
    private let count: Int

    init(_ count: Int) { self.count = count }

    @Sendable func take(_ name: String) async {
      use.withLock { use in
        use.stuck.remove(name)
        use.underWay.insert(name)
        if use.underWay.count >= count { use.stuck.formUnion(use.underWay) }
      }
      // Others that were begun as well come.
      for _ in 0..<200 { await Task.yield() }
    }

    /// Whether its daemon was left without an answer.
    @Sendable func giveBack(_ name: String) -> Bool {
      use.withLock { use in
        use.underWay.remove(name)
        return use.stuck.contains(name)
      }
    }
  }

  private func aPanel(
    _ processes: Processes, failing failure: @escaping @Sendable (String) -> PanelFailure? = { _ in nil }
  )
    -> ValuePanel
  {
    ValuePanel(
      Observation(
        servers: [], nodes: [], freeAllocations: [NodeID(1): free], eggs: [:], users: [], missingPermissions: []),
      meanwhile: processes.take,
      failing: { name in
        let isStuck = processes.giveBack(name)
        return failure(name) ?? (isStuck ? .daemonFailed(node: NodeID(1), status: 504) : nil)
      })
  }

  private func perform(
    _ changes: [Change], on panel: ValuePanel, concurrency: Int, told: Announcements, stop: ShutdownSignal = .init()
  ) async -> [Outcome] {
    let executor = ChangeExecutor(
      actionExecutor: ActionExecutor(panel: panel, planned: []), concurrency: concurrency, stop: stop, tell: told.note)
    return await executor.perform(changes, on: []) { _ in nil }.map(\.outcome)
  }

  private func creations(_ count: Int) -> [Change] {
    (0..<count).map { creation(newServer("ord-\($0)", at: free[$0])) }
  }

  @Test(arguments: [4, 2, 20])
  func `What got no answer from its daemon beside others is done alone`(concurrency: Int) async throws {
    let told = Announcements()
    let panel = aPanel(Processes(2))
    let outcomes = await perform(creations(20), on: panel, concurrency: concurrency, told: told)
    #expect(outcomes.allSatisfy { $0.isApplied })
    // The first ones were stuck, and each is told of once.
    #expect(panel.asked.count > 20 && told.began == 20 && told.ended == 20)
  }

  @Test func `A daemon that answers nobody is asked once more, not for each`() async throws {
    let told = Announcements()
    let panel = aPanel(Processes(99)) { _ in .daemonFailed(node: NodeID(1), status: 504) }
    let outcomes = await perform(creations(20), on: panel, concurrency: 4, told: told)
    #expect(!outcomes.contains { $0.isApplied })
    #expect(panel.asked.count == Set(panel.asked).count + 1)
    #expect(told.began == Set(panel.asked).count && told.ended == told.began)
  }

  @Test func `One at a time says the same the first time`() async throws {
    let panel = aPanel(Processes(99)) { _ in .daemonFailed(node: NodeID(1), status: 504) }
    _ = await perform(creations(20), on: panel, concurrency: 1, told: Announcements())
    #expect(panel.asked.count == Set(panel.asked).count)
  }

  @Test func `A daemon that refuses has answered`() async throws {
    let panel = aPanel(Processes(99)) { _ in .daemonFailed(node: NodeID(1), status: 500) }
    _ = await perform(creations(4), on: panel, concurrency: 4, told: Announcements())
    #expect(panel.asked.count == 4)
  }

  @Test func `Whoever ends the run meanwhile learns what it came to`() async throws {
    let (told, stop) = (Announcements(), ShutdownSignal())
    await stop.require { told.began < 4 }
    let outcomes = await perform(creations(4), on: aPanel(Processes(2)), concurrency: 4, told: told, stop: stop)
    #expect(outcomes.allSatisfy { $0.failure?.code == "daemon-failed" })
    #expect(told.began == 4 && told.ended == 4)
  }
}
