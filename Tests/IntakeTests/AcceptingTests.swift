import Foundation
import Guarding
import Planner
import Testing

@testable import Intake

/// What is answered to whoever delivers, and what the sweep finds.
@Suite(.timeLimit(.minutes(20)))
struct AcceptingTests {
  @Test func `What the fleet cannot have is refused with what validate says, and nothing is written`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    let unknown = try await intake.accept(hook("msg_1", incoming("ord-1", tier: "gold")))
    guard case .invalid(let problems) = unknown else {
      Issue.record("\(unknown)")
      return
    }
    #expect(problems.map(\.code) == ["unknown-tier"])
    var crowded = incoming("ord-1")
    crowded.guilds = ["112233445566778899", "112233445566778900"]
    #expect(try await intake.accept(hook("msg_2", crowded)).status == 422)
    var odd = incoming("ord-1")
    odd.guilds = ["not a guild"]
    #expect(try await intake.accept(hook("msg_3", odd)).status == 422)
    #expect(try await intake.counts().byStatus == [:])
    #expect(try await intake.standing(of: odd.order) == nil)
  }

  @Test func `A tier that was pushed a moment ago is known`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    #expect(try await intake.accept(hook("msg_1", incoming("ord-1", tier: "gold"))).status == 422)
    try story.edit(["fleet/catalog.yaml": ShopStory.catalog.replacing("  huge:", with: "  gold:")])
    story.pass(seconds: 6)
    #expect(try await intake.accept(hook("msg_1", incoming("ord-1", tier: "gold"))).status == 202)
  }

  @Test func `What is put again is the same, and another customer's order a conflict`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    let order = incoming("ord-1")
    func put(_ order: IncomingOrder) async throws -> Int {
      try await intake.accept(ArrivedDelivery(id: nil, way: .put, order: order, by: "bo")).status
    }
    #expect(try await put(order) == 202)
    #expect(try await put(order) == 200)
    #expect(try await put(incoming("ord-1", customer: "cus-2")) == 409)
    _ = await intake.work()
    story.pass(seconds: 10)
    #expect(try await put(order) == 200)
    #expect(try await put(incoming("ord-1", customer: "cus-2")) == 409)
    #expect(try await put(incoming("ord-1", tier: "pro")) == 202)
    story.pass(seconds: 10)
    // Back to what it was before: that is news.
    #expect(try await put(order) == 202)
    _ = await intake.work()
    #expect(try story.messages().count == 3)
    #expect(try story.messages().first?.hasSuffix("Confirmed-By: bo") == true)
  }

  @Test func `Provision takes the customer from the document or from the shop, and says where it finds none`()
    async throws
  {
    let body = Array(
      #"{"orderId": "ord-5", "tier": "pro", "discordGuildId": "112233445566778899", "selectedAddons": ["extra"]}"#.utf8)
    let order = try readProvision(body)
    let story = try ShopStory()
    let alone = try await story.start()
    let answer = try await alone.accept(ArrivedDelivery(id: nil, way: .provision, order: order, by: "bo"))
    guard case .incomplete(let why) = answer, why.contains("nobody knows whose order ord-5 is") else {
      Issue.record("\(answer)")
      return
    }
    let intake = try await story.start(shop: ShopOfValues([.order(incoming("ord-5", customer: "cus-7"))]))
    #expect(try await intake.accept(ArrivedDelivery(id: nil, way: .provision, order: order, by: "bo")).status == 202)
    _ = await intake.work()
    let document = try #require(story.document("ord-5"))
    #expect(document.contains("customer: cus-7") && document.contains("addons: [extra]"))
    // From now on the document says whose it is, also to somebody who looked before it was there.
    story.pass(seconds: 10)
    #expect(try await alone.accept(ArrivedDelivery(id: nil, way: .provision, order: order, by: "bo")).status == 200)
  }

  @Test func `The sweep finds what no delivery told of, once, and counts it`() async throws {
    let story = try ShopStory()
    let shop = ShopOfValues(
      (0..<7).map { .order(incoming("ord-\($0)", sequence: 1)) } + [
        .unreadable(order: "ORD 8", [BodyProblem("/order", "no id")])
      ])
    let intake = try await story.start(shop: shop)
    _ = try await intake.accept(hook("msg_1", incoming("ord-3", sequence: 1)))
    story.pass(seconds: 5)
    #expect(try await intake.sweep() == report(rows: 8, late: 7))
    _ = await intake.work()
    #expect(try story.messages().count == 7)
    story.pass(seconds: 300)
    #expect(try await intake.sweep() == report(rows: 8, late: 0))
    #expect(try await intake.counts().late == 6)
    #expect(try await intake.needingPerson().map(\.order) == ["ORD 8"])
    // A later state, and one that the hooks told of before the sweep began to read.
    shop.state.withLock { $0[0] = .order(incoming("ord-0", tier: "pro", sequence: 2)) }
    #expect(try await intake.sweep() == report(rows: 8, late: 1))
    _ = await intake.work()
    #expect(story.document("ord-0")?.contains("tier: pro") == true)
  }

  @Test func `A row that is older than what a hook said meanwhile undoes nothing`() async throws {
    let story = try ShopStory()
    let intake = try await story.start(shop: ShopOfValues([.order(incoming("ord-1"))]))
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", tier: "pro")))
    // In the same second: whatever the sweep reads may have been read before.
    #expect(try await intake.sweep()?.late == 0)
  }

  @Test func `A call reads the row, believes nothing else, and is answered as often as it comes`() async throws {
    let story = try ShopStory()
    let intake = try await story.start(shop: ShopOfValues([.order(incoming("ord-1"))]))
    #expect(try await intake.call(about: incoming("ord-1").order)?.status == 202)
    #expect(try await intake.call(about: incoming("ord-1").order)?.status == 200)
    #expect(try await intake.call(about: incoming("ord-2").order) == nil)
    _ = await intake.work()
    #expect(try story.messages().count == 1)
  }

  private func report(rows: Int, late: Int) -> SweepReport {
    var report = SweepReport()
    (report.rows, report.late, report.unreadable) = (rows, late, rows == 8 ? 1 : 0)
    return report
  }
}
