import Health
import Planner
import SightFixtures
import Testing

@testable import Views

@Suite("The list of all orders")
struct AdminListTests {
  let sight = SightFixture.sight()
  let admin = Viewer.admin(Administrator(name: "Ada", email: "ada@example.com"))

  private func orders(_ change: (inout AdminQuery) -> Void) throws -> [String] {
    var query = AdminQuery()
    change(&query)
    return try #require(sight.list(query, for: admin)).rows.map(\.order.text)
  }

  @Test("begins with what needs somebody, the most urgent first")
  func needs() throws {
    let list = try #require(sight.list(AdminQuery(), for: admin))
    #expect(list.rows.prefix(3).map(\.need) == [.failed, .failed, .crashLoop])
    #expect(list.rows.prefix(3).map(\.order.text) == ["ord-6", "ord-8", "ord-2"])
    #expect(list.needs.map(\.kind) == [.failed, .crashLoop])
    #expect(list.needs.map(\.count) == [2, 1])
    #expect(list.all == 8 && list.found == 8)
  }

  @Test("is filtered by what is declared, by what is seen, by what it needs, and by tier")
  func filters() throws {
    #expect(try orders { $0.phase = .suspended } == ["ord-4"])
    #expect(try orders { $0.seen = .needsToken } == ["ord-5"])
    #expect(try orders { $0.need = .any } == ["ord-6", "ord-8", "ord-2"])
    #expect(try orders { $0.need = .one(.crashLoop) } == ["ord-2"])
    #expect(try orders { $0.tier = "starter" } == ["ord-2"])
    #expect(
      try orders {
        $0.tier = "pro"
        $0.phase = .waiting
      } == ["ord-3"])
  }

  @Test("is searched for words that all have to be there, in any case")
  func search() throws {
    #expect(try orders { $0.search = "CUS-ADA" }.count == 4)
    #expect(try orders { $0.search = "cus-ada ord-2" } == ["ord-2"])
    #expect(try orders { $0.search = "112233445566778899" } == ["ord-1"])
    #expect(try orders { $0.search = "203.0.113.7:25565 ORD-5" } == ["ord-5"])
    #expect(try orders { $0.search = "no order is called so" } == [])
    #expect(try orders { $0.search = "   " }.count == 8)
  }

  @Test("is sorted, both ways")
  func sorts() throws {
    for sort in AdminQuery.Sort.allCases {
      let up = try orders { $0.sort = sort }
      let down = try orders {
        $0.sort = sort
        $0.isDescending = true
      }
      #expect(Set(up) == Set(down) && up.count == 8, "\(sort)")
    }
    #expect(
      try orders {
        $0.sort = .order
        $0.isDescending = true
      }.first == "ord-8")
  }

  @Test("says which node is lost, and what many looping bots have in common")
  func many() throws {
    let more = (0..<40).map { (order: "ord-\(1000 + $0)", customer: Optional("cus-many")) }
    func list(_ seen: [String: BotState], _ lost: Set<String> = []) throws -> AdminList {
      let sight = SightFixture.sight(seen: seen, more: more, lost: lost)
      return try #require(sight.list(AdminQuery(), for: admin))
    }
    let quiet = try list(["ord-1": .running])
    #expect(quiet.lostNodes == [] && quiet.loops == nil)
    let loops = Dictionary(uniqueKeysWithValues: more.prefix(30).map { ($0.order, BotState.crashLoop) })
    let morning = try list(loops.merging(["ord-1": .running]) { $1 }, Set(more.suffix(10).map(\.order)))
    #expect(morning.loops?.count == 30)
    #expect(morning.lostNodes.map(\.count) == [10])
    let node = try #require(morning.lostNodes.first?.kind)
    var query = AdminQuery(["node": "\(node)"])
    #expect(query.node == node && query.isFiltered && query.items.contains { $0 == ("node", "\(node)") })
    let sight = SightFixture.sight(seen: loops, more: more)
    let found = try #require(sight.list(query, for: admin)).rows
    #expect(!found.isEmpty && found.allSatisfy { $0.node == node })
    query.node = 999
    #expect(sight.list(query, for: admin)?.found == 0)
    for text in ["0", "-1", "x", "99999999999"] { #expect(AdminQuery(["node": text]).node == nil) }
  }

  @Test("says of an order that a plan leaves out what is wrong with it, before bots that crash")
  func faulty() throws {
    let waits = [SightFixture.id("ord-3"): Wait(faulty: "the egg refuses the value of `TIER`")]
    let list = try #require(SightFixture.sight(waits: waits).list(AdminQuery(), for: admin))
    let row = try #require(list.rows.first { $0.order.text == "ord-3" })
    #expect(row.need == .unreadable && row.why == "the egg refuses the value of `TIER`")
    #expect(list.needs.map(\.kind) == [.failed, .unreadable, .crashLoop])
  }

  @Test("is sorted by what its words say, and equals go by their ids")
  func sortsByWords() throws {
    let more = (0..<300).map { (order: "ord-\(1000 + $0)", customer: $0 % 7 == 0 ? nil : "cus-\($0 * 7919 % 41)") }
    let sight = SightFixture.sight(more: more)
    func rows(_ sort: AdminQuery.Sort, _ way: String = "up") throws -> [AdminRow] {
      try (1...7).flatMap { page in
        try #require(
          sight.list(AdminQuery(["sort": sort.rawValue, "way": way, "page": "\(page)"]), for: admin)
        ).rows
      }
    }
    func isSorted(_ sort: AdminQuery.Sort, _ text: (AdminRow) -> String) throws {
      let (up, down) = (try rows(sort), try rows(sort, "down"))
      for (one, next) in zip(up, up.dropFirst()) {
        #expect(text(one) < text(next) || text(one) == text(next) && one.order < next.order, "\(sort)")
      }
      for (one, next) in zip(down, down.dropFirst()) {
        #expect(text(one) > text(next) || text(one) == text(next) && one.order < next.order, "\(sort)")
      }
    }
    try isSorted(.customer) { $0.customer ?? "" }
    try isSorted(.tier) { $0.tier ?? "" }
    try isSorted(.phase) { $0.phase.rawValue }
    try isSorted(.seen) { $0.seen?.rawValue ?? "" }
  }

  @Test("has pages, and the last one where somebody asks for more")
  func pages() throws {
    let more = (100..<220).map { (order: "ord-\($0)", customer: Optional("cus-many")) }
    let sight = SightFixture.sight(more: more)
    var query = AdminQuery()
    query.page = 99
    let list = try #require(sight.list(query, for: admin))
    #expect(list.pages == 3 && list.query.page == 3 && list.rows.count == 28)
  }

  @Test("comes back from its address as it was")
  func addresses() {
    var query = AdminQuery()
    query.search = "a b&c"
    query.phase = .failed
    query.seen = .crashLoop
    query.need = .one(.room)
    query.tier = "pro"
    query.sort = .since
    query.isDescending = true
    query.page = 7
    #expect(AdminQuery(Dictionary(uniqueKeysWithValues: query.items.map { ($0.name, $0.value) })) == query)
    #expect(AdminQuery([:]).items.isEmpty)
  }

  @Test("takes nothing from an address that it does not know")
  func hostileAddresses() {
    let query = AdminQuery([
      "declared": "everything", "seen": "<script>", "needs": "'", "sort": "drop table", "page": "-5", "way": "up",
      "q": String(repeating: "x", count: 5000), "tier": String(repeating: "y", count: 500),
    ])
    #expect(query.phase == nil && query.seen == nil && query.need == nil && query.sort == .need && query.page == 1)
    #expect(query.search.count == 200 && query.tier == nil)
    #expect(AdminQuery(["page": "99999999999999999999"]).page == 1)
  }

  @Test("says why an order waits by the last plan")
  func waits() throws {
    let reason = Waiting.Reason.noSuchUser(externalID: "cus-ada")
    let wait = try #require(Wait(reason))
    let sight = SightFixture.sight(waits: [SightFixture.id("ord-7"): wait])
    let row = try #require(sight.list(AdminQuery(), for: admin)?.rows.first { $0.order.text == "ord-7" })
    #expect(row.need == .review && row.why == reason.words)
  }

  @Test("is fast: a filter over ten thousand orders")
  func fast() throws {
    let more = (10_000..<20_000).map { (order: "ord-\($0)", customer: Optional("cus-\($0 % 4000)")) }
    let sight = SightFixture.sight(more: more)
    var query = AdminQuery()
    query.search = "cus-77"
    let clock = ContinuousClock()
    let took = (0..<5).map { _ in clock.measure { _ = sight.list(query, for: admin)?.found } }.min() ?? .zero
    #expect(sight.list(query, for: admin)?.found ?? 0 > 20)
    // Of an optimized program a tenth of it; this one is not, and shares its machine.
    #expect(took < .seconds(1))
  }
}
