import Applier
import Planner
import Testing

/// Two shops of which one applies what changed and the other everything have the same servers and records after every step.
@Suite(.timeLimit(.minutes(20)))
struct ChangedAndWholeTests {
  /// The same numbers on every machine.
  private struct Chance {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  /// The documents of a shop that people edit at random.
  private struct Shop {
    var chance: Chance
    var documents: [String: String] = [:]

    /// Some edits, by path.
    mutating func edits(_ today: Day) -> [String: String?] {
      var edits: [String: String?] = [:]
      for _ in 0..<chance.next(4) {
        let id = "ord-\(chance.next(12))"
        let place = documents.keys.first { $0.hasSuffix("/\(id).yaml") } ?? "orders/\(id).yaml"
        switch chance.next(10) {
        case 0: if documents[place] != nil { edits[place] = .some(nil) }
        case 1 where documents[place] != nil && edits[place] == nil:
          edits[place] = .some(nil)
          edits["orders/s\(chance.next(2))/\(id).yaml"] = documents[place]
        default: edits[place] = document(id, today)
        }
        for (path, text) in edits { documents[path] = text }
      }
      return edits
    }

    private mutating func document(_ id: String, _ today: Day) -> String {
      let more = [
        "", "", "until: \(today.adding(days: chance.next(5)))", "from: \(today.adding(days: chance.next(4)))",
        "note: \(chance.next(100))", "protect: true",
      ]
      return ValueWorld.order(
        id, tier: ["starter", "pro"][chance.next(2)],
        payment: ["confirmed", "confirmed", "confirmed", "pending", "overdue"][chance.next(5)],
        state: ["active", "active", "active", "suspended", "terminated"][chance.next(5)],
        more: more[chance.next(more.count)])
    }
  }

  @Test(arguments: [1, 2, 3])
  func `They agree after every step`(seed: Int) async throws {
    var shop = Shop(chance: Chance(state: UInt64(seed) &* 977))
    let orders = Dictionary(uniqueKeysWithValues: (0..<8).map { ("ord-\($0)", ValueWorld.order("ord-\($0)")) })
    for (id, text) in orders { shop.documents["orders/\(id).yaml"] = text }
    let (changed, whole) = (try ValueWorld(orders), try ValueWorld(orders))
    for world in [changed, whole] { try await world.apply(.everything) }
    var parts = 0
    for step in 1...25 {
      let days = shop.chance.next(3)
      let edits = shop.edits(changed.today.adding(days: days))
      let failing = (0..<shop.chance.next(3)).map { _ in
        ["create", "suspend", "unsuspend", "update-build", "delete"][shop.chance.next(5)]
          + " ord-\(shop.chance.next(12))"
      }
      for world in [changed, whole] {
        world.pass(days: days)
        world.fail(Set(failing))
        try world.edit(edits)
      }
      try await whole.apply(.everything)
      try await changed.apply(.changed)
      parts += changed.whole == nil ? 1 : 0
      #expect(try await changed.state() == whole.state(), "seed \(seed), step \(step): \(edits) \(failing)")
      #expect(changed.facts() == whole.facts(), "seed \(seed), step \(step): \(edits) \(failing)")
    }
    // Were everything looked at each time, this would prove nothing.
    #expect(parts == 25)
  }
}

extension ValueWorld {
  /// What the panel has, by external id.
  fileprivate func state() async throws -> [String: String] {
    try await servers().mapValues { "\($0.status) \($0.spec) \($0.uuid)" }
  }

  /// What is recorded of each order that does not tell when which commit was applied.
  fileprivate func facts() -> [String: String] {
    var facts: [String: String] = [:]
    for number in 0..<12 {
      guard let order = OrderID("ord-\(number)"), let text = repository.read("fleet/\(resultPath(of: order))") else {
        continue
      }
      facts[order.text] = text.split(separator: "\n").filter { !$0.hasPrefix("  revision:") }.joined(separator: "\n")
    }
    facts["living"] = record?.split(separator: "\n").first { $0.hasPrefix("servers:") }.map(String.init)
    return facts
  }
}
