import Applier
import Panel
import Planner
import RepositoryFixtures
import Testing

/// An apply of what changed looks at that, at what is open and at what is due, and at nothing else.
@Suite(.timeLimit(.minutes(20)))
struct ApplyChangedTests {
  private func world(_ orders: [String: String]) async throws -> ValueWorld {
    let world = try ValueWorld(orders)
    try await world.apply(.everything)
    #expect(try world.repository.git("status", "--porcelain") == "")
    return world
  }

  private func orders(_ numbers: ClosedRange<Int>) -> [String: String] {
    Dictionary(uniqueKeysWithValues: numbers.map { ("ord-\($0)", ValueWorld.order("ord-\($0)")) })
  }

  /// The orders that were looked at since `count` looks, the sample apart.
  private func looked(_ world: ValueWorld, since count: Int) -> Set<String> {
    world.panel.looks.dropFirst(count).reduce(into: []) { orders, request in
      orders.formUnion(request.look.orders.map(\.text))
    }
  }

  @Test func `One changed order is done, and only it is looked at, beside a sample`() async throws {
    let world = try await world(orders(1...30))
    let before = world.panel.looks.count
    try world.edit(["orders/ord-7.yaml": ValueWorld.order("ord-7", tier: "pro")])
    let end = try await world.apply(.changed)
    #expect(end.meaning == .done && world.whole == nil)
    #expect(try await world.servers()["ord-7"]?.spec.build.memory == Mebibytes(512))
    #expect(looked(world, since: before) == ["ord-7"])
    #expect(world.panel.looks.dropFirst(before).first?.look.sample.count == 5)
    guard case .finished(_, let prepared, _) = end else { return }
    #expect(prepared.planned.plan.counts.orders == 30 && prepared.planned.plan.counts.notLookedAt == 29)
    #expect(try world.repository.git("log", "-1", "--format=%s") == "apply: 1 server updated")
    #expect(world.record?.contains("servers: 30\n") == true)
  }

  @Test func `Where nothing changed, nothing is looked at but the sample, and no commit is made`() async throws {
    let world = try await world(orders(1...10))
    let (commit, before, asked) = (try world.repository.id("HEAD"), world.panel.looks.count, world.panel.asked)
    #expect(try await world.apply(.changed).meaning == .done)
    #expect(try world.repository.id("HEAD") == commit && world.panel.asked == asked)
    #expect(looked(world, since: before) == [] && world.whole == nil)
  }

  @Test func `New orders, removed ones and moved ones are found in the trees`() async throws {
    let world = try await world(orders(1...10))
    try world.edit([
      "orders/ord-11.yaml": ValueWorld.order("ord-11"), "orders/ord-2.yaml": nil, "orders/ord-3.yaml": nil,
      "orders/eu/ord-3.yaml": ValueWorld.order("ord-3", tier: "pro"),
    ])
    let before = world.panel.looks.count
    #expect(try await world.apply(.changed).meaning == .done)
    #expect(looked(world, since: before) == ["ord-2", "ord-3", "ord-11"] && world.whole == nil)
    let servers = try await world.servers()
    #expect(servers.count == 11 && servers["ord-3"]?.spec.build.memory == Mebibytes(512))
    #expect(world.repository.read("fleet/results/02/ord-2.yaml")?.contains("orphaned:") == true)
    #expect(world.record?.contains("servers: 11\n") == true)
  }

  @Test func `What failed is tried again without an edit, until it is done`() async throws {
    let world = try await world(orders(1...10))
    try world.edit(["orders/ord-11.yaml": ValueWorld.order("ord-11")])
    world.fail(["create ord-11"])
    #expect(try await world.apply(.changed).meaning == .incomplete)
    #expect(world.record?.contains("  ord-11: failed\n") == true)
    world.fail([])
    let before = world.panel.looks.count
    #expect(try await world.apply(.changed).meaning == .done)
    #expect(looked(world, since: before) == ["ord-11"] && world.whole == nil)
    #expect(try await world.servers()["ord-11"] != nil)
    #expect(world.record?.contains("open:") == false && world.record?.contains("servers: 11\n") == true)
  }

  /// A run that is killed records nothing: what it was for is still what changed since the last recorded one.
  @Test func `What a run left that was stopped before it recorded is finished by the next one`() async throws {
    let world = try await world(orders(1...10))
    try world.edit([
      "orders/ord-4.yaml": ValueWorld.order("ord-4", tier: "pro"),
      "orders/ord-5.yaml": ValueWorld.order("ord-5", tier: "pro"),
    ])
    world.fail(["update-build ord-5"])
    try await world.apply(.changed)
    // As if it had been killed just before its commit.
    try world.repository.git("reset", "-q", "--hard", "HEAD~1")
    world.fail([])
    let before = world.panel.looks.count
    #expect(try await world.apply(.changed).meaning == .done)
    #expect(looked(world, since: before) == ["ord-4", "ord-5"] && world.whole == nil)
    let servers = try await world.servers()
    #expect(["ord-4", "ord-5"].allSatisfy { servers[$0]?.spec.build.memory == Mebibytes(512) })
  }

  @Test func `What falls due is done on its day, and not before`() async throws {
    let world = try await world(
      orders(1...10).merging([
        "ord-20": ValueWorld.order("ord-20", more: "until: 2026-11-24"),
        "ord-21": ValueWorld.order("ord-21", more: "from: 2026-11-26"),
        "ord-22": ValueWorld.order("ord-22", state: "terminated"),
      ]) { $1 })
    #expect(try await world.servers().keys.contains("ord-22") == false)
    try world.edit(["orders/ord-1.yaml": ValueWorld.order("ord-1", state: "terminated")])
    try await world.apply(.changed)
    #expect(try await world.servers()["ord-1"]?.spec.isSuspended == true)
    var done: [String: [String]] = [:]
    for _ in 1...9 {
      world.pass(days: 1)
      let before = world.panel.asked.count
      let looks = world.panel.looks.count
      #expect(try await world.apply(.changed).meaning == .done && world.whole == nil)
      let asked = Array(world.panel.asked.dropFirst(before))
      if !asked.isEmpty { done["\(world.today)"] = asked }
      #expect(looked(world, since: looks).count == asked.count)
    }
    #expect(
      done == ["2026-11-25": ["suspend ord-20"], "2026-11-26": ["create ord-21"], "2026-11-29": ["delete ord-1"]])
  }

  @Test func `What concerns every order makes it a whole apply, once`() async throws {
    let world = try await world(orders(1...10))
    let shared = [
      "fleet.yaml": ValueWorld.settings.replacing("startup: run", with: "startup: start"),
      "catalog.yaml": ValueWorld.catalog.replacing("256MiB", with: "300MiB"),
    ]
    for (path, text) in shared.sorted(by: { $0.key < $1.key }) {
      try world.edit([path: text])
      #expect(try await world.apply(.changed).meaning == .done)
      #expect(world.whole == .changed("fleet/\(path)"))
      try await world.apply(.changed)
      #expect(world.whole == nil)
    }
    let servers = try await world.servers()
    #expect(servers.values.allSatisfy { $0.spec.startup.command == "start" && $0.spec.build.memory == Mebibytes(300) })
    // One that changes nothing on the panel is recorded all the same, or each run would look at everything.
    try world.edit(["fleet.yaml": shared["fleet.yaml"]!.replacing("maxCreates: 100", with: "maxCreates: 99")])
    try await world.apply(.changed)
    #expect(try world.repository.git("log", "-1", "--format=%s") == "apply: 0 results recorded")
    try await world.apply(.changed)
    #expect(world.whole == nil)
  }

  @Test func `Where the record is missing, broken or about other results, it looks at everything and makes it again`()
    async throws
  {
    let world = try await world(orders(1...3))
    let path = "fleet/results/open.yaml"
    let other = String(try world.repository.id("HEAD").description.reversed())
    let tampered: [(WholeReason, (String, String) -> [String: String?])] = [
      (.noRecord, { _, _ in ["results/open.yaml": nil] }),
      (.unreadableRecord, { _, _ in ["results/open.yaml": "servers: 3\n"] }),
      (.otherResults, { _, result in ["results/01/ord-1.yaml": result + "# a remark\n"] }),
      (
        .unknownRevision(other),
        { record, _ in ["results/open.yaml": record.replacing(/revision: .*/, with: "revision: \(other)")] }
      ),
    ]
    for (reason, edit) in tampered {
      let (record, result) = (world.record, world.repository.read("fleet/results/01/ord-1.yaml"))
      try world.edit(edit(try #require(record), try #require(result)))
      #expect(try await world.apply(.changed).meaning <= .faulty)
      #expect(world.whole == reason)
      #expect(try world.repository.git("diff-tree", "--no-commit-id", "-r", "--name-only", "HEAD").contains(path))
      #expect(try await world.apply(.changed).meaning == .done)
      #expect(world.whole == nil, "\(reason)")
    }
  }

  @Test func `An earlier day than the record's is looked at as a whole`() async throws {
    let world = try await world(orders(1...3))
    world.pass(days: -1)
    try await world.apply(.changed)
    #expect(world.whole == .anotherDay(world.today))
  }

  @Test func `On another panel nothing is done`() async throws {
    let world = try await world(orders(1...10))
    let other = try ValueWorld([:])
    try world.edit(["orders/ord-1.yaml": ValueWorld.order("ord-1", tier: "pro")])
    let end = try await world.apply(.changed, on: other.panel)
    guard case .refused(.anotherPanel) = end else {
      Issue.record("\(end)")
      return
    }
    #expect(other.panel.asked == [])
  }
}
