import Planner
import Testing

@testable import Reports

struct ForecastTests {
  private func change(_ actions: [Action]) -> Change {
    Change(order: order("ord-1"), kind: .update, reasons: [], server: nil, differences: [], actions: actions)
  }

  @Test func `Each action has its price`() {
    let details = Action.updateDetails(.init(name: .keep, description: .keep, owner: .set(.user(UserID(2)))))
    let build = Action.updateBuild(spec().build)
    let startup = Action.updateStartup(
      .init(egg: EggID(15), image: .keep, command: "node index.js", environment: .untouched))
    #expect(change([]).requests == 0)
    #expect(change([build]).requests == 2)
    #expect(change([details, build, startup]).requests == 6)
    #expect(change([.suspend, build]).requests == 4)
    #expect(change([.unsuspend]).requests == 2)
    #expect(change([.delete]).requests == 2)
    #expect(create("ord-1", sold("pro")).requests == 1)
  }

  @Test func `What is done is read again, page by page`() {
    let one = plan(changes: [create("ord-1", sold("pro"))], servers: 500)
    #expect(Forecast(of: one).observing == 4)
    #expect(Forecast(of: one).seconds == 2)
    #expect(Forecast(of: one, limit: .init(requestsPerMinute: 3, pageSize: 1000)).requests == 4)
    #expect(Forecast(of: one, limit: .init(requestsPerMinute: 3, pageSize: 1000)).seconds == 80)
  }

  @Test func `What is left to people makes an apply take longer`() {
    let many = plan(changes: (1...188).map { create("ord-\($0)", sold("pro")) }, servers: 0)
    #expect(Forecast(of: many).requests == 191)
    #expect(Forecast(of: many).seconds == 60)
    #expect(Forecast(of: many, limit: .init(requestsPerMinute: 240)).seconds == 48)
    #expect(Forecast(of: many, limit: .init(requestsPerMinute: 4, reservePercent: 50)).seconds == 191 * 30)
  }

  @Test func `A panel that tells of no limit holds nothing up`() {
    let many = plan(changes: (1...188).map { create("ord-\($0)", sold("pro")) }, servers: 0)
    let unlimited = Forecast(of: many, limit: .init(requestsPerMinute: nil, reservePercent: 20))
    #expect(unlimited.requests == 191)
    #expect(unlimited.seconds == nil)
    #expect(unlimited.sentence == "191 requests; the panel states no limit.")
    #expect(
      Forecast(of: many, limit: .init(requestsPerMinute: 256, reservePercent: 20)).sentence
        == "191 requests, about 56 s at the panel's limit of 256 a minute, 20% in reserve.")
  }

  @Test func `A plan that does nothing asks nothing`() {
    let adopted = Change(
      order: order("ord-1"), kind: .adopt, reasons: [.adopted], server: target(1), differences: [], actions: [])
    #expect(Forecast(of: plan(changes: [adopted])).requests == 0)
    #expect(Forecast(of: plan()).requests == 0)
  }
}
