import Applier
import Planner
import RepositoryFixtures
import Testing

@testable import Reconcile

@Suite(.timeLimit(.minutes(10)))
struct ReconcilerTests {
  @Test func `What is pushed is applied, and afterwards nobody is asked until something moves`() async throws {
    let world = try ReconcileWorld(["ord-1"])
    let reconciler = try await world.reconciler()
    #expect(await reconciler.round() == .seconds(30))
    #expect(try await world.servers() == ["ord-1"])
    #expect(await reconciler.state.lastRun?.made == [.create: 1])
    #expect(await reconciler.state.hindrance == nil)
    for _ in 0..<4 { _ = await reconciler.round() }
    let asked = try await world.panel.requests().count
    _ = await reconciler.round()
    #expect(try await world.panel.requests().count == asked)
    try world.push(["orders/ord-2.yaml": ReconcileWorld.order("ord-2")])
    _ = await reconciler.round()
    #expect(try await world.servers() == ["ord-1", "ord-2"])
    #expect(await reconciler.state.lastRun?.wasSweep == false)
    #expect(!world.isLocked)
    #expect(try world.applies().count >= 2)
  }

  @Test func `An order that a plan leaves out is told with what is wrong, until that is mended`() async throws {
    let world = try ReconcileWorld(["ord-1"])
    let reconciler = try await world.reconciler()
    _ = await reconciler.round()
    #expect(await reconciler.state.faulty == [:])
    let order = try #require(OrderID("ord-2"))
    try world.push(["orders/ord-2.yaml": ReconcileWorld.order("ord-2") + "environment: { NO_SUCH_VARIABLE: x }\n"])
    _ = await reconciler.round()
    #expect(await reconciler.state.faulty[order]?.contains("NO_SUCH_VARIABLE") == true)
    #expect(try await world.servers() == ["ord-1"])
    world.time.advance(by: .seconds(3601))
    _ = await reconciler.round()
    #expect(await reconciler.state.faulty.keys.map(\.text) == ["ord-2"], "a look at everything finds it, too")
    try world.push(["orders/ord-2.yaml": ReconcileWorld.order("ord-2")])
    _ = await reconciler.round()
    #expect(await reconciler.state.faulty == [:])
    #expect(try await world.servers() == ["ord-1", "ord-2"])
  }

  @Test func `What a hand moved on the panel is seen once a sweep is due, and not before`() async throws {
    let world = try ReconcileWorld((1...3).map { "ord-\($0)" })
    let reconciler = try await world.reconciler(sweep: 3600)
    for _ in 0..<4 { _ = await reconciler.round() }
    let build =
      #"{"allocation": 1, "memory": 96, "swap": 0, "disk": 64, "io": 500, "cpu": 10, "feature_limits": {"databases": 0, "backups": 1, "allocations": 0}}"#
    let id = try await world.id(of: "ord-2")
    try await world.panel.request(
      .patch, "/api/application/servers/\(id.server)/build",
      build.replacing("\"allocation\": 1", with: "\"allocation\": \(id.allocation)"))
    _ = await reconciler.round()
    #expect(try await world.memory()["ord-2"] == 96)
    world.time.advance(by: .seconds(3601))
    _ = await reconciler.round()
    #expect(try await world.memory()["ord-2"] == 64)
    #expect(await reconciler.state.lastRun?.wasSweep == true)
  }

  @Test func `Two servers beside each other do nothing twice`() async throws {
    let orders = (1...6).map { "ord-\($0)" }
    let world = try ReconcileWorld(orders)
    let (one, two) = (try await world.reconciler("one"), try await world.reconciler("two"))
    async let first = one.round()
    async let second = two.round()
    _ = await (first, second)
    for _ in 0..<2 {
      world.time.advance(by: .seconds(31))
      async let first = one.round()
      async let second = two.round()
      _ = await (first, second)
    }
    #expect(try await world.servers() == orders)
    #expect(try await world.creates() == 6)
    #expect(!world.isLocked)
  }

  @Test func `A dead remote hinders, with longer pauses, and is forgotten when it is back`() async throws {
    let world = try ReconcileWorld(["ord-1"])
    let reconciler = try await world.reconciler()
    _ = await reconciler.round()
    let away = world.remote.path + "-away"
    try move(world.remote.path, to: away)
    #expect(await reconciler.round() == .seconds(30))
    #expect(await reconciler.round() == .seconds(60))
    #expect(await reconciler.round() == .seconds(120))
    let hindrance = try #require(await reconciler.state.hindrance)
    #expect(hindrance.what == .remote && hindrance.since == world.time.now)
    try move(away, to: world.remote.path)
    #expect(await reconciler.round() == .seconds(30))
    #expect(await reconciler.state.hindrance == nil)
    #expect(await reconciler.state.failures == 0)
  }

  @Test func `Where CI performs only what was reviewed, a server does nothing and says so`() async throws {
    let world = try ReconcileWorld(["ord-1"], settings: ReconcileWorld.settings + "policy: { apply: reviewed }\n")
    let reconciler = try await world.reconciler()
    _ = await reconciler.round()
    #expect(try await world.servers() == [])
    #expect(await reconciler.state.hindrance?.what == .policy)
    #expect(!world.isLocked)
  }

  @Test func `A wake-up ends the wait, and a stop the loop`() async throws {
    let world = try ReconcileWorld(["ord-1"])
    let reconciler = try await world.reconciler()
    let loop = Task { await reconciler.run() }
    try await waiting { await reconciler.state.activity == .idle }
    try world.push(["orders/ord-2.yaml": ReconcileWorld.order("ord-2")])
    await reconciler.wake()
    try await waiting { try await world.servers() == ["ord-1", "ord-2"] }
    await reconciler.stop()
    await loop.value
    #expect(await reconciler.state.activity == .stopped)
    #expect(!world.isLocked)
  }

  /// Whoever upgrades a server must not find the lock taken for minutes.
  @Test func `A stop during a run finishes what is under way, records it, and gives the lock back`() async throws {
    let world = try ReconcileWorld((1...12).map { "ord-\($0)" })
    let reconciler = try await world.reconciler()
    let loop = Task { await reconciler.run() }
    try await waiting { try await world.creates() > 0 }
    await reconciler.stop()
    await loop.value
    #expect(!world.isLocked)
    let made = try await world.servers()
    let next = try await world.reconciler()
    _ = await next.round()
    #expect(try await world.servers().count == 12)
    #expect(try await world.creates() == 12, "\(made.count) were made before")
  }
}

/// Waits for something that another task brings about.
func waiting(_ isSo: () async throws -> Bool) async throws {
  for _ in 0..<3000 {
    if try await isSo() { return }
    try await Task.sleep(for: .milliseconds(20))
  }
  Issue.record("it did not come about within a minute")
}
