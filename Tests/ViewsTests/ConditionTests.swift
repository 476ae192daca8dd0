import Health
import Notify
import Planner
import SightFixtures
import Testing

@testable import Views

@Suite("How a bot is, as its customer understands it")
struct ConditionTests {
  @Test(
    "is what is seen, where its order says that it runs",
    arguments: [
      (BotState.running, nil, BotCondition.running), (.starting, nil, .starting), (.stopping, nil, .stopping),
      (.offline, .neverStarted, .offline(.new)), (.offline, .stoppedByPerson, .offline(.stopped)),
      (.offline, .justDown, .offline(.justDown)), (.offline, .notStartedSince, .offline(.stopped)),
      (.crashed, .endedByItself, .crashed), (.crashLoop, .endsAfterEveryStart, .crashLoop),
      (.needsToken, .tokenMissing, .needsToken), (.suspended, nil, .suspended(.byHand)),
      (.installing, nil, .installing),
      (.unknown, .nodeUnreachable, .unknown(.unreachable)), (.unknown, .notLooked, .unknown(.notLooked)),
    ] as [(BotState, BotReason?, BotCondition)])
  func seen(_ state: BotState, _ reason: BotReason?, _ expected: BotCondition) {
    #expect(condition(.running(.unknown), state, reason) == expected)
  }

  @Test("is never offline because nobody can see it")
  func unseen() {
    for reason in BotReason.allCases {
      if case .offline = condition(.running(.unknown), .unknown, reason) { Issue.record("\(reason)") }
    }
    #expect(condition(.running(.unknown), nil) == .unknown(.unwatched))
  }

  @Test("is what its order says, whatever is seen, where that does not run")
  func declared() {
    for seen in BotState.allCases.map(Optional.some) + [nil] {
      #expect(condition(.suspended(.overdue), seen) == .suspended(.overdue))
      #expect(condition(.ending(until: Day(number: 20_700)), seen) == .ending(Day(number: 20_700)))
      #expect(condition(.ended, seen) == .ended)
    }
  }

  @Test("is that it runs, where a change of it failed and it runs all the same")
  func failedChange() {
    #expect(condition(.failed(code: "x", acts: .staff), .running) == .running)
    #expect(condition(.failed(code: "x", acts: .staff), .offline) == .failed(.staff))
    #expect(condition(.failed(code: "x", acts: .itself), nil, hasServer: false) == .failed(.itself))
  }

  @Test("is what intake heard, until there is a server")
  func heard() {
    #expect(condition(nil, nil, heard: .received, hasServer: false) == .received)
    #expect(condition(.deploying, nil, heard: .waiting(.capacity), hasServer: false) == .waiting(.capacity))
    #expect(condition(.running(.unknown), .running, heard: .waiting(.capacity)) == .running)
    #expect(condition(.deploying, nil, hasServer: false) == .deploying)
    #expect(condition(.deploying, .unknown) == .installing)
  }

  @Test("has a guide only before it has run, which grows shorter")
  func guide() throws {
    func steps(_ state: BotState, _ reason: BotReason?) throws -> [GuideStep] {
      let fleet = FleetSnapshot(of: SightFixture.fleet(), tip: "a", asOf: SightFixture.now.day)
      let sighting = SightFixture.sighting("ord-1", state, reason)
      let sight = Sight(fleet, Sightings([sighting.server: sighting], now: SightFixture.now), waits: [:])
      let bot = try #require(sight.bot(SightFixture.id("ord-1"), OrderMaterial(), for: .customer(["cus-ada"])))
      return bot.guide
    }
    #expect(try steps(.needsToken, .tokenMissing).filter { !$0.isDone }.map(\.kind) == [.token, .files, .start])
    #expect(try steps(.offline, .neverStarted).filter { !$0.isDone }.map(\.kind) == [.files, .start])
    #expect(try steps(.running, nil).isEmpty)
    #expect(try steps(.crashed, .endedByItself).isEmpty)
    #expect(try steps(.offline, .stoppedByPerson).isEmpty)
  }

  @Test("is unknown where it was seen too long ago, and shows no use then")
  func stale() throws {
    let fleet = FleetSnapshot(of: SightFixture.fleet(), tip: "a", asOf: SightFixture.now.day)
    for (age, expected) in [(3600, BotCondition.running), (3601, .unknown(.unreachable))] {
      let sighting = SightFixture.sighting("ord-1", .running, age: age)
      let sight = Sight(fleet, Sightings([sighting.server: sighting], now: SightFixture.now), waits: [:])
      let bot = try #require(sight.bot(SightFixture.id("ord-1"), OrderMaterial(), for: .customer(["cus-ada"])))
      #expect(bot.row.condition == expected)
      #expect((bot.usage == nil) == (age > 3600))
    }
  }

  @Test("is so since it was seen so, and by a day only where its order says so")
  func since() throws {
    func since(_ order: String, _ state: BotState?) throws -> Since? {
      let sight = SightFixture.sight(seen: state.map { [order: $0] } ?? [:])
      let bot = try #require(sight.bot(SightFixture.id(order), OrderMaterial(), for: .customer(["cus-ada"])))
      return bot.row.since
    }
    let seen = Since.moment(Instant(seconds: SightFixture.now.seconds - 7200))
    for state in [BotState.running, .crashed, .installing, .suspended] { #expect(try since("ord-1", state) == seen) }
    // It runs since a day long ago, which is not when it was installed again.
    #expect(try since("ord-1", nil) == nil)
    for state in [BotState.suspended, .running, nil] { #expect(try since("ord-4", state) == .day(Day(number: 20_700))) }
  }

  private func condition(
    _ declared: CustomerState?, _ seen: BotState?, _ reason: BotReason? = nil, heard: CustomerState? = nil,
    hasServer: Bool = true
  ) -> BotCondition {
    BotCondition(declared: declared, heard: heard, hasServer: hasServer, seen: seen, reason: reason)
  }
}
