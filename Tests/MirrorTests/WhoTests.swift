import Planner
import Postgres
import Testing

@testable import Mirror

@Suite(.timeLimit(.minutes(5))) struct WhoTests {
  static let ada = "5f0c6f0e-1d5c-4b4e-9f0e-0123456789ab"
  static let bob = "6f0c6f0e-1d5c-4b4e-9f0e-0123456789ab"

  @Test func `A customer is the sign-in that the shop's view says, else the one whose id it is, else nobody`()
    async throws
  {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    let customers: [String?] = [Self.ada, "cus-told", "cus-twice", "cus-other", nil, Self.bob, "cus-odd"]
    for (number, customer) in customers.enumerated() {
      try await story.commit(
        ["fleet/orders/ord-\(number).yaml": MirrorStory.order("ord-\(number)", customer: customer)])
    }
    try await mirror.catchUp(keeping: nil)
    #expect(try users(shop) == "0=\(Self.ada) 5=\(Self.bob)")
    // The shop's view comes later, and is found without any commit. What it says of a uuid counts more than the uuid.
    try shop.database.run(
      """
      create table told (customer text, user_id text);
      insert into told values ('cus-told', '\(Self.bob)'), ('cus-twice', '\(Self.ada)'), ('cus-twice', '\(Self.bob)'),
        ('\(Self.bob)', '\(Self.ada)'), ('cus-odd', 'nobody''s id');
      create view botfleet_customers as select * from told; grant select on botfleet_customers to botfleet_mirror
      """)
    try await mirror.catchUp(keeping: nil)
    #expect(try users(shop) == "0=\(Self.ada) 1=\(Self.bob) 5=\(Self.ada)")
    try shop.database.run("delete from told where customer = 'cus-told'")
    try await mirror.catchUp(keeping: nil)
    #expect(try users(shop) == "0=\(Self.ada) 5=\(Self.ada)")
    #expect(
      try shop.database.run(
        "select count(*) from deployment_logs l join bot_deployments d using (order_id) where l.user_id is distinct from d.user_id"
      )
        == "0")
  }

  @Test func `Where the shop's view may not be read, that is said, for nobody would see his bots`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    try shop.database.run("create view botfleet_customers as select 'x' as customer, null::uuid as user_id")
    let mirror = try await story.mirror(into: shop.client())
    let failure = await #expect(throws: MirrorFailure.self) { try await mirror.catchUp(keeping: nil) }
    #expect(failure?.advice.contains("botfleet_customers") == true)
  }

  @Test func `An order that changes hands takes no facts with it, and leaves none that are read`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1", customer: Self.ada)])
    try await mirror.catchUp(keeping: nil)
    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1", customer: Self.bob, tier: "pro")])
    try await story.commit(story.result("ord-1", tier: "pro"))
    try await mirror.catchUp(keeping: nil)
    let readers = "select kind, user_id from deployment_logs order by commit_number, step"
    let expected = "asked|\nedited|\(Self.bob)\ncreated|\(Self.bob)"
    #expect(try shop.database.run(readers) == expected)
    try await mirror.rebuild(keeping: nil)
    #expect(try shop.database.run(readers) == expected)
  }

  @Test func `An order that goes while documents cannot be read takes its facts from who read them`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    for id in ["ord-1", "ord-2"] {
      try await story.commit(["fleet/orders/\(id).yaml": MirrorStory.order(id, customer: Self.ada)])
    }
    try await mirror.catchUp(keeping: nil)
    try await story.commit(["fleet/catalog.yaml": "tiers: [\n"])
    try await story.commit(["fleet/orders/ord-1.yaml": nil])
    try await story.commit(["fleet/orders/ord-2.yaml": MirrorStory.order("ord-2", customer: Self.bob)])
    try await story.commit(["fleet/catalog.yaml": MirrorStory.catalog])
    try await mirror.catchUp(keeping: nil)
    let followed = try shop.rows()
    #expect(try shop.database.run("select count(*) from deployment_logs where user_id = '\(Self.ada)'") == "0")
    try await mirror.rebuild(keeping: nil)
    expectSame(followed, try shop.rows())
  }

  private func users(_ shop: SupabaseDatabase) throws -> String {
    try shop.database.run(
      """
      select string_agg(substr(order_id, 5) || '=' || user_id, ' ' order by order_id) from bot_deployments where user_id is not null
      """)
  }
}
