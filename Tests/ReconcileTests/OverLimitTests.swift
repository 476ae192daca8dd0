import Planner
import Testing

@testable import Reconcile

/// What becomes of a plan over a limit of `fleet.yaml`: new servers within the limit are made, and the rest waits for somebody who accepts it.
@Suite(.timeLimit(.minutes(10)))
struct OverLimitTests {
  private func orders(_ numbers: ClosedRange<Int>, tier: String = "starter") -> [String: String?] {
    Dictionary(
      uniqueKeysWithValues: numbers.map {
        ("orders/ord-\(number($0)).yaml", ReconcileWorld.order("ord-\(number($0))", tier: tier))
      })
  }

  private func number(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @Test func `More new orders than maxCreates: so many are made, and the rest stays held until it is accepted`()
    async throws
  {
    let world = try ReconcileWorld()
    try world.push(orders(1...23))
    let reconciler = try await world.reconciler()
    _ = await reconciler.round()
    #expect(try await world.servers().count == 20)
    #expect(await reconciler.state.overLimit?.held.map(\.text) == ["ord-21", "ord-22", "ord-23"])
    // What is left would be within the limit now: a limit that only slows down is none.
    for _ in 0..<3 { _ = await reconciler.round() }
    #expect(try await world.servers().count == 20)
    // A new one is another matter.
    try world.push(orders(30...30))
    _ = await reconciler.round()
    #expect(try await world.servers().count == 21)
    // Nor does another server with nothing but git in hand forget them.
    let other = try await world.reconciler("other")
    for _ in 0..<2 { _ = await other.round() }
    #expect(try await world.servers().count == 21)
    _ = await reconciler.round()
    let digest = try #require(await other.state.overLimit?.acceptance)
    #expect(await other.accept(Digest(of: "another".utf8), because: "no") == false)
    #expect(await other.accept(digest, because: "a sale, says ada"))
    _ = await other.round()
    #expect(try await world.servers().count == 24)
    #expect(await other.state.overLimit == nil)
    #expect(try world.applies()[0].contains("Accepted: \(digest)"))
    #expect(try world.applies()[0].contains("a sale, says ada"))
  }

  @Test func `A paid order does not wait for somebody's unrelated mass edit`() async throws {
    let world = try ReconcileWorld()
    try world.push(orders(1...9))
    let reconciler = try await world.reconciler()
    for _ in 0..<3 { _ = await reconciler.round() }
    #expect(try await world.servers().count == 9)
    try world.push(orders(1...9, tier: "pro").merging(orders(40...41)) { $1 })
    for _ in 0..<2 { _ = await reconciler.round() }
    #expect(try await world.servers().count == 11)
    #expect(try await world.memory().values.allSatisfy { $0 == 64 })
    let limit = try #require(await reconciler.state.overLimit)
    #expect(limit.held.count == 9)
    #expect(await reconciler.state.hindrance?.what == .limit)
    #expect(await reconciler.accept(try #require(limit.acceptance), because: "the tiers grow"))
    _ = await reconciler.round()
    #expect(try await world.memory().values.count { $0 == 128 } == 9)
  }

  @Test func `A fleet that lost its orders is refused whole, and what accepts it is shown`() async throws {
    let world = try ReconcileWorld()
    try world.push(orders(1...9))
    let reconciler = try await world.reconciler()
    for _ in 0..<3 { _ = await reconciler.round() }
    var gone: [String: String?] = orders(50...50)
    for number in 1...9 { gone.updateValue(nil, forKey: "orders/ord-0\(number).yaml") }
    try world.push(gone)
    _ = await reconciler.round()
    #expect(try await world.servers().count == 9)
    #expect(await reconciler.state.overLimit?.acceptance != nil)
    #expect(await reconciler.state.hindrance?.what == .limit)
  }
}
