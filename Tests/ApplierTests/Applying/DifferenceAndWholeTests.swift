import Applier
import Planner
import Testing

/// A plan that was made from what two commits have otherwise says of those orders what one says that was made from everything.
@Suite(.timeLimit(.minutes(20)))
struct DifferenceAndWholeTests {
  /// The documents of a shop that people edit and rearrange at random, each order in one place as a rule.
  private struct Shop {
    var random: SeededNumbers
    var documents: [String: String] = [:]

    mutating func edits() -> [String: String?] {
      let before = documents
      var edits: [String: String?] = [:]
      for _ in 0...random.next(4) {
        let id = "ord-\(random.next(16))"
        let places = documents.keys.filter { $0.hasSuffix("/\(id).yaml") }.sorted()
        let elsewhere = "orders/f\(random.next(3))/\(id).yaml"
        switch random.next(8) {
        case 0:
          for place in places { edits[place] = .some(nil) }
        case 1:
          // Moved, and edited on the way.
          for place in places where place != elsewhere { edits[place] = .some(nil) }
          edits[elsewhere] = document(id)
        case 2:
          // A second one of the same id.
          edits[elsewhere] = document(id)
        case 3:
          // In the place of another one, under a name that is not its own.
          edits[places.first ?? elsewhere] = document("ord-\(random.next(16))")
        default: edits[places.first ?? elsewhere] = document(id)
        }
        for (path, text) in edits { documents[path] = text }
      }
      return edits.filter { $0.value != nil || before[$0.key] != nil }
    }

    private mutating func document(_ id: String) -> String {
      let more = ["", "", "note: \(random.next(100))", "protect: true", "from: 2027-01-01", "tiers: none"]
      return ValueWorld.order(
        id, tier: ["starter", "pro"][random.next(2)],
        payment: ["confirmed", "confirmed", "pending", "overdue"][random.next(4)],
        state: ["active", "active", "suspended", "terminated"][random.next(4)], more: more[random.next(more.count)])
    }
  }

  /// The same numbers on every machine.
  private struct SeededNumbers {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  private static let limits = ValueWorld.settings.replacing(
    "maxTerminations: 100, maxChanged: 100%, maxCreates: 100", with: "maxTerminations: 0, maxChanged: 10%, always: 0")

  @Test func `They agree about every edit`() async throws {
    var (compared, refused) = (0, 0)
    for seed in 1...3 {
      let orders = Dictionary(uniqueKeysWithValues: (0..<12).map { ("ord-\($0)", ValueWorld.order("ord-\($0)")) })
      let world = try ValueWorld(orders, settings: Self.limits)
      var shop = Shop(random: SeededNumbers(state: UInt64(seed) &* 7919))
      for (id, text) in orders { shop.documents["orders/\(id).yaml"] = text }
      try await world.settle()
      for step in 1...25 {
        let edits = shop.edits()
        let plan = try await compare(edits, in: world, "seed \(seed), step \(step): \(edits)")
        compared += plan.changes.count
        refused += plan.refusals.count
        try await world.settle()
      }
    }
    // A shop in which nothing happens, or nothing goes over a limit, would show nothing.
    #expect(compared > 30 && refused > 0)
  }

  /// Makes an edit, and returns the plan that both ways have to have made of it.
  private func compare(_ edits: [String: String?], in world: ValueWorld, _ what: String) async throws -> Plan {
    let base = try world.repository.id("HEAD").description
    try world.edit(edits)
    let (part, whole) = (try await world.plan(.changed, since: base), try await world.plan(.everything, since: base))
    #expect(part.whole.counts.notLookedAt != nil, "\(what)")
    #expect(part.whole.changes == whole.whole.changes && part.shown.changes == whole.shown.changes, "\(what)")
    #expect(part.whole.refusals == whole.whole.refusals, "\(what)")
    #expect(part.whole.acceptance == whole.whole.acceptance, "\(what)")
    #expect(Set(part.errors) == Set(whole.errors), "\(what)")
    return part.whole
  }

  @Test func `What is wrong with others is not told, for they are not read`() async throws {
    let world = try ValueWorld(["ord-1": ValueWorld.order("ord-1"), "ord-2": ValueWorld.order("ord-2")])
    try world.edit(["orders/ord-3.yaml": ValueWorld.order("ord-3", tier: "no-such-tier")])
    try await world.settle()
    let base = try world.repository.id("HEAD").description
    try world.edit(["orders/ord-1.yaml": ValueWorld.order("ord-1", tier: "pro")])
    let (part, whole) = (try await world.plan(.changed, since: base), try await world.plan(.everything, since: base))
    #expect(part.diagnostics.isEmpty && whole.diagnostics.map(\.path) == ["fleet/orders/ord-3.yaml"])
    #expect(part.errors.isEmpty && whole.errors.isEmpty)
    #expect(part.whole.changes == whole.whole.changes && part.whole.changes.count == 1)
  }

  @Test func `Where the record of open orders is not to be believed, everything is read`() async throws {
    let world = try ValueWorld(["ord-1": ValueWorld.order("ord-1"), "ord-2": ValueWorld.order("ord-2")])
    try world.edit(["orders/ord-3.yaml": ValueWorld.order("ord-3", tier: "no-such-tier")])
    try await world.settle()
    let record = try #require(world.record)
    try world.edit(["results/open.yaml": record.replacing("servers: 2", with: "servers: two")])
    let base = try world.repository.id("HEAD").description
    try world.edit(["orders/ord-1.yaml": ValueWorld.order("ord-1", tier: "pro")])
    let part = try await world.plan(.changed, since: base)
    #expect(part.diagnostics.map(\.path).contains("fleet/orders/ord-3.yaml"))
    #expect(part.whole.counts.notLookedAt != nil && part.whole.changes.count == 1)
  }
}

extension ValueWorld {
  /// Applies everything, whatever limit it is over, until nothing is left to do.
  fileprivate func settle() async throws {
    for _ in 0..<3 {
      let plan = try await plan(.everything, since: nil).whole
      try await apply(.everything, accepting: plan.refusals.isEmpty ? nil : plan.acceptance)
    }
  }

  fileprivate func plan(_ look: PlanRequest.Look, since base: String?) async throws -> ShownPlan {
    let now = now
    return try await repository.workspace(variables: ["PTERODACTYL_API_KEY": "a key"]).plan(
      PlanRequest(
        source: .revision("HEAD"), base: base, asOf: now, isDayGiven: false, now: { now }, orders: [], look: look),
      PanelAccess { [panel] _, _, _, _ in panel })
  }
}
