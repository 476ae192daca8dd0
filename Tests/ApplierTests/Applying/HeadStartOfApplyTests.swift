import Guarding
import Panel
import PanelValues
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

/// An apply looks at the panel early, but never before the lock is its own.
@Suite(.timeLimit(.minutes(20)))
struct HeadStartOfApplyTests {
  private static let now = Instant(seconds: 1_795_348_800)
  private let repository: TemporaryRepository

  init() throws {
    repository = try TemporaryRepository()
    try repository.commit(
      [
        "fleet/fleet.yaml": ValueWorld.settings, "fleet/catalog.yaml": ValueWorld.catalog,
        "fleet/orders/ord-1.yaml": ValueWorld.order("ord-1"),
      ], "the fleet")
  }

  private func apply(
    on panel: ValuePanel, by owner: String = "ada@tests",
    asking consent: @escaping @Sendable (PreparedApply) async -> Consent = { _ in .decline },
    telling tell: @escaping @Sendable (ApplyEvent) -> Void = { _ in }
  ) async throws -> ApplyEnd {
    let time = LockRequest.Time(now: { Self.now }, elapsed: { .zero }, sleep: { _ in await Task.yield() })
    let request = ApplyRequest(
      branch: nil, pushing: .toUpstream, recreate: [], asOf: Self.now, isDayGiven: false, saved: nil, accepted: nil,
      concurrency: 1, installations: .none,
      lock: LockRequest(
        owner: owner, process: 1, nonce: String(repeating: String(owner.prefix(1)), count: 32), patience: .zero,
        force: .none,
        terms: .standard, time: time),
      pause: { _ in })
    return try await repository.workspace(variables: ["PTERODACTYL_API_KEY": "a key"]).apply(
      request, PanelAccess { _, _, _, _ in panel }, until: ShutdownSignal(), asking: consent, telling: tell)
  }

  @Test func `Servers are asked for once, after the lock was taken`() async throws {
    let words = Guarded([String]())
    let panel = ValuePanel(
      ValueWorld.observation, looking: { () throws(PanelFailure) in words.withLock { $0.append("looked") } })
    let end = try await apply(
      on: panel,
      telling: { event in
        if case .preparing = event { words.withLock { $0.append("locked") } }
        if case .prepared = event { words.withLock { $0.append("planned") } }
      })
    #expect(end.meaning == .refused)
    #expect(words.withLock(\.self) == ["locked", "looked", "planned"])
    #expect(panel.wholeLooks.map(\.addresses) == [.read])
  }

  @Test func `Whoever finds the lock taken has not looked at the panel`() async throws {
    let (panel, other) = (ValuePanel(ValueWorld.observation), ValuePanel(ValueWorld.observation))
    let second = Guarded<ApplyEnd?>(nil)
    _ = try await apply(
      on: panel,
      asking: { _ in
        let end = try? await apply(on: other, by: "bob@tests")
        second.withLock { $0 = end }
        return .decline
      })
    guard case .noLock? = second.withLock(\.self) else {
      Issue.record("both had the lock")
      return
    }
    #expect(panel.wholeLooks.count == 1 && other.wholeLooks.isEmpty)
  }

  @Test func `What is looked at again is not what was seen at first`() async throws {
    let first = ValueWorld.observation
    let young = observedServer("ord-1")
    let doubtful = ObservedServer(
      id: young.id, uuid: young.uuid, identifier: young.identifier, externalID: "ord-1", status: .installing,
      node: young.node, allocation: young.allocation, createdAt: Self.now, spec: young.spec)
    let panel = ValuePanel(
      Observation(
        servers: [doubtful], nodes: first.nodes, freeAllocations: first.freeAllocations, eggs: first.eggs,
        users: first.users, missingPermissions: []))
    let doubts = Guarded(0)
    _ = try await apply(
      on: panel,
      telling: { event in
        if case .doubting(let count) = event { doubts.withLock { $0 += count } }
      })
    #expect(doubts.withLock(\.self) == 1 && panel.wholeLooks.count == 2)
  }
}
