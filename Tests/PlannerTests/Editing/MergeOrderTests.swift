import Planner
import Testing

/// Three ways, key by key: what is wished, what stands there, what whoever wishes made of it before.
@Suite struct MergeOrderTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private let core = "order: ord-1\nstatus: quote_accepted\npayment: confirmed\n"

  private func merge(
    _ wish: OrderWish, into now: String, after steps: [(before: String?, after: String)]
  ) throws -> OrderMerge {
    let made = steps.map { OrderStep(before: $0.before.map { bytes(core + $0) }, after: bytes(core + $0.after)) }
    return try #require(mergeOrder(wish, into: bytes(core + now), after: made))
  }

  @Test func `What nobody touched is edited, and what says so already is not`() throws {
    let merged = try merge(
      OrderWish(payment: .confirmed, tier: TierName("pro")), into: "tier: starter\n", after: [(nil, "tier: starter\n")])
    #expect(merged.edits == [.set(key: "tier", inner: nil, text: "pro")] && merged.contested == [])
  }

  @Test func `What is wished to be what it was is not asked for, whatever somebody made of it`() throws {
    let merged = try merge(OrderWish(tier: TierName("starter")), into: "tier: pro\n", after: [(nil, "tier: starter\n")])
    #expect(merged.edits == [] && merged.contested == [])
  }

  @Test func `What somebody made something else is contested`() throws {
    let merged = try merge(OrderWish(tier: TierName("max")), into: "tier: pro\n", after: [(nil, "tier: starter\n")])
    #expect(merged.edits == [.set(key: "tier", inner: nil, text: "max")] && merged.contested == ["tier"])
  }

  @Test func `What both made the same is no quarrel`() throws {
    let merged = try merge(OrderWish(tier: TierName("pro")), into: "tier: pro\n", after: [(nil, "tier: starter\n")])
    #expect(merged.edits == [] && merged.contested == [])
  }

  @Test func `A step about another key carries somebody's word along, and does not make it one's own`() throws {
    let steps: [(before: String?, after: String)] = [
      ("tier: pro\n", "tier: pro\nstate: suspended\n"), (nil, "tier: starter\n"),
    ]
    let kept = try merge(OrderWish(tier: TierName("starter")), into: "tier: pro\nstate: suspended\n", after: steps)
    #expect(kept.edits == [])
    let asked = try merge(OrderWish(tier: TierName("max")), into: "tier: pro\nstate: suspended\n", after: steps)
    #expect(asked.contested == ["tier"])
    let own = try merge(OrderWish(state: .active), into: "tier: pro\nstate: suspended\n", after: steps)
    #expect(own.edits == [.set(key: "state", inner: nil, text: "active")] && own.contested == [])
  }

  @Test func `Without steps all that differs is asked for`() throws {
    let merged = try merge(OrderWish(tier: TierName("max")), into: "tier: pro\n", after: [])
    #expect(merged.edits.count == 1 && merged.contested == [])
  }

  @Test(arguments: [
    (OrderWish(state: .active), 0), (OrderWish(addons: []), 0), (OrderWish(features: ["b", "a"]), 0),
    (OrderWish(guilds: ["222222", "111111"]), 1), (OrderWish(until: .endless), 1), (OrderWish(customer: "cus-1"), 0),
    (OrderWish(features: ["a"]), 1), (OrderWish(features: ["a", "b", "b"]), 1),
  ])
  func `Words that mean to say nothing, orders of lists and layouts of a customer are no differences`(
    wish: OrderWish, edits: Int
  ) throws {
    let now = """
      customer: { id: cus-1, user: 7 }
      features: [a, b]
      guilds: ["111111", "222222"]
      until: 2026-12-31

      """
    #expect(try merge(wish, into: now, after: [(nil, now)]).edits.count == edits)
  }

  @Test func `Another customer and a termination are told`() throws {
    let now = "customer: { id: cus-1, user: 7 }\n"
    let other = try merge(OrderWish(customer: "cus-2"), into: now, after: [(nil, now)])
    #expect(other.changesCustomer && other.edits == [.set(key: "customer", inner: "id", text: "cus-2")])
    #expect(try merge(OrderWish(state: .terminated), into: now, after: [(nil, now)]).changesTermination)
    let ended = "state: terminated\n"
    #expect(try merge(OrderWish(state: .active), into: ended, after: [(nil, ended)]).changesTermination)
    #expect(try !merge(OrderWish(state: .suspended), into: now, after: [(nil, now)]).changesTermination)
  }

  @Test func `What cannot be read is not merged`() {
    #expect(mergeOrder(OrderWish(state: .active), into: bytes("a: [\n"), after: []) == nil)
  }
}
