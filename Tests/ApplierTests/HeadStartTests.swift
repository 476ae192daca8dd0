import Foundation
import Guarding
import Panel
import PanelValues
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

/// A panel's servers are asked for while orders are still read, where all of them will be looked at.
@Suite(.timeLimit(.minutes(20)))
struct HeadStartTests {
  private static let now = Instant(seconds: 1_795_348_800)
  private let repository: TemporaryRepository
  /// The variables that each client of the panel was made to read.
  private let clients = Guarded([Set<String>]())

  init() throws {
    repository = try TemporaryRepository()
    try repository.commit(
      [
        "fleet/fleet.yaml": ValueWorld.settings, "fleet/catalog.yaml": ValueWorld.catalog,
        "fleet/orders/ord-1.yaml": ValueWorld.order("ord-1", more: "environment: { MOTD: hello }"),
        "fleet/orders/ord-2.yaml": ValueWorld.order("ord-2"),
      ], "the fleet")
  }

  private func plan(
    on panel: ValuePanel, base: String? = nil, look: PlanRequest.Look = .everything, named orders: Set<OrderID> = [],
    key: String? = "a key", connecting: @escaping @Sendable (Int) async -> Void = { _ in }
  ) async throws -> ShownPlan {
    let workspace = try await repository.workspace(variables: key.map { ["PTERODACTYL_API_KEY": $0] } ?? [:])
    let request = PlanRequest(
      source: .workingTree, base: base, asOf: Self.now, isDayGiven: false, now: { Self.now }, orders: orders, look: look
    )
    return try await workspace.plan(
      request,
      PanelAccess { [clients] _, _, _, run in
        let number = clients.withLock { clients in
          clients.append(run.variables)
          return clients.count
        }
        await connecting(number)
        return panel
      })
  }

  private func panel(
    looking: @escaping @Sendable () async throws(PanelFailure) -> Void = { () throws(PanelFailure) in }
  ) -> ValuePanel {
    let seen = ValueWorld.observation
    let egg = Egg(
      id: EggID(15), variables: ["TIER", "MOTD"].map { .init(name: $0, rules: "nullable|string", defaultValue: "") },
      images: nil)
    return ValuePanel(
      Observation(
        servers: [], nodes: seen.nodes, freeAllocations: seen.freeAllocations,
        eggs: [EggID(15): egg], users: seen.users, missingPermissions: []), looking: looking)
  }

  /// A panel that takes requests and answers none of them.
  private func silentPanel() -> (panel: ValuePanel, waiting: Guarded<Int>) {
    let waiting = Guarded(0)
    let panel = panel { () async throws(PanelFailure) in
      waiting.withLock { $0 += 1 }
      defer { waiting.withLock { $0 -= 1 } }
      do { try await Task.sleep(for: .seconds(3600)) } catch { throw .cancelled(.never) }
    }
    return (panel, waiting)
  }

  @Test func `Settings and catalog are told before any order is read`() async throws {
    let workspace = try await repository.workspace()
    let edited = ValueWorld.order("ord-2", tier: "pro")
    // What is written when they are told is what is read afterwards.
    let reading = try await workspace.readFleet(in: .changed(["fleet/orders/ord-2.yaml"])) { [repository] outline in
      #expect(outline.declaredVariables == ["TIER"] && outline.results == 0)
      #expect(throws: Never.self) { try repository.write(edited, to: "fleet/orders/ord-2.yaml") }
    }
    #expect(reading.fleet?.order(orderID("ord-2"))?.tier.value == TierName("pro"))
  }

  @Test func `A plan of everything asks for servers first, and then for what orders add to that`() async throws {
    let (looks, looked) = AsyncStream.makeStream(of: Void.self)
    let panel = panel { () throws(PanelFailure) in looked.finish() }
    let plan = try await plan(on: panel) { number in
      // Whoever connects after all documents are read: the panel is being looked at by then.
      if number == 2 { for await _ in looks {} }
    }
    #expect(plan.whole.changes.map { "\($0.kind) \($0.order)" } == ["create ord-1", "create ord-2"])
    #expect(clients.withLock(\.self) == [["TIER"], ["TIER", "MOTD"]])
    #expect(panel.wholeLooks.count == 1 && panel.rests.map(\.variables) == [["TIER", "MOTD"]])
    #expect(panel.rests.first?.eggs.map(\.id) == [EggID(15)])
  }

  @Test(arguments: [false, true])
  func `A plan beside a base begins early where the base's settings or catalog differ`(differs: Bool) async throws {
    let base = try repository.head.description
    var files = ["fleet/orders/ord-3.yaml": ValueWorld.order("ord-3")]
    if differs { files["fleet/catalog.yaml"] = ValueWorld.catalog.replacing("256MiB", with: "128MiB") }
    try repository.commit(files, "an edit")
    let panel = panel()
    _ = try await plan(on: panel, base: base, look: .auto)
    #expect(panel.looks.isEmpty && panel.wholeLooks.count == 1)
    // A client that was made before all documents were read, and the one after that.
    #expect(clients.withLock(\.count) == (differs ? 2 : 1))
  }

  @Test func `A plan of what changed asks for no list of servers`() async throws {
    let base = try repository.head.description
    try repository.commit(["fleet/orders/ord-3.yaml": ValueWorld.order("ord-3")], "an order")
    let panel = panel()
    _ = try await plan(on: panel, base: base, look: .changed)
    #expect(panel.looks.count == 1 && panel.wholeLooks.isEmpty && clients.withLock(\.count) == 1)
  }

  @Test func `Faulty documents are told at once, however long the panel is silent`() async throws {
    let (panel, waiting) = silentPanel()
    await #expect { try await plan(on: panel, named: [orderID("ord-9")]) } throws: { error in
      if case ApplyFailure.noSuchOrder(orderID("ord-9")) = error { true } else { false }
    }
    #expect(waiting.withLock(\.self) == 0)
    try repository.write("tiers: 7\n", to: "fleet/catalog.yaml")
    await #expect(throws: ApplyFailure.self) { try await plan(on: panel) }
    #expect(waiting.withLock(\.self) == 0)
  }

  @Test func `A look that began ends with the scope that it began in`() async throws {
    let (looks, looked) = AsyncStream.makeStream(of: Void.self)
    let ends = Guarded(0)
    let panel = panel { () async throws(PanelFailure) in
      looked.finish()
      defer { ends.withLock { $0 += 1 } }
      do { try await Task.sleep(for: .seconds(3600)) } catch { throw .cancelled(.never) }
    }
    let workspace = try await repository.workspace(variables: ["PTERODACTYL_API_KEY": "a key"])
    func fail() async throws {
      let start = HeadStart()
      async let _ = start.run(for: workspace, PanelAccess { _, _, _, _ in panel })
      _ = try await workspace.readFleet(in: .changed([])) { start.begin($0) }
      for await _ in looks {}
      throw CancellationError()
    }
    await #expect(throws: CancellationError.self) { try await fail() }
    #expect(ends.withLock(\.self) == 1 && panel.rests.isEmpty)
  }

  @Test func `What the panel refuses is told after what is wrong with the documents, and it is not asked again`()
    async throws
  {
    let panel = panel { () throws(PanelFailure) in throw .access(.permissionMissing(.servers)) }
    await #expect { try await plan(on: panel, named: [orderID("ord-9")]) } throws: { error in
      if case ApplyFailure.noSuchOrder = error { true } else { false }
    }
    let before = panel.wholeLooks.count
    await #expect { try await plan(on: panel) } throws: { error in
      if case ApplyFailure.panel(.access(.permissionMissing(.servers))) = error { true } else { false }
    }
    #expect(panel.wholeLooks.count == before + 1)
  }

  @Test func `Without a key nothing is asked, and documents come first`() async throws {
    let panel = panel()
    await #expect { try await plan(on: panel, named: [orderID("ord-9")], key: nil) } throws: { error in
      if case ApplyFailure.noSuchOrder = error { true } else { false }
    }
    await #expect { try await plan(on: panel, key: nil) } throws: { error in
      if case ApplyFailure.noKey = error { true } else { false }
    }
    #expect(panel.wholeLooks.isEmpty && clients.withLock(\.isEmpty))
  }
}
