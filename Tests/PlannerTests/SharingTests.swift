import Testing

@testable import Planner

/// What is kept once for many says the same as what each has for itself.
@Suite struct SharingTests {
  private let order = anOrder(guilds: ["123456789012345678", "00012345678901234567"])

  @Test func `Orders, results and servers are equal to what they were`() throws {
    let server = aServer(of: order)
    let result = aResult(of: order, server)
    var (specs, servers) = (SpecPools(), ServerPools())
    var (terms, features) = (Pool<Shared<Order.Terms>>(), Pool<[String]>())
    for _ in 0..<2 {
      #expect(order.sharing(&terms, &features) == order)
      #expect(result.sharing(&specs) == result)
      #expect(server.sharing(&servers) == server)
    }
    #expect(order.sharing(&terms, &features).guilds == ["123456789012345678", "00012345678901234567"])
  }

  @Test func `Recorded values are read, changed and compared alike, shared or not`() throws {
    let spec = try #require(aResult(of: order, aServer(of: order)).applied?.spec)
    var pools = SpecPools()
    let shared = spec.sharing(&pools)
    for field in spec.fields { #expect(shared[field] == spec[field], "\(field)") }
    #expect(shared == spec && spec == shared && shared.hashValue == spec.hashValue)
    for field in spec.fields {
      var (one, other) = (shared, spec)
      one[field] = "another value"
      #expect(one != spec && one != shared)
      other[field] = "another value"
      #expect(one == other && one.sharing(&pools) == other)
      one[field] = nil
      other[field] = nil
      #expect(one == other && one[field] == nil)
      #expect(shared.without([field]) == other)
    }
    #expect(FieldValues().sharing(&pools) == FieldValues())
  }
}
