import Planner
import Testing

@testable import Health

/// Ten thousand bots and a week of failures, in virtual time and as values.
@Suite struct SimulationTests {
  private static let week = 7 * 86_400
  private static let (count, nodes, limit) = (10_000, 50, 128)

  /// Nine of ten bots fall every four days; the others loop, have no token, are stopped or suspended.
  private func fleet() throws -> Simulation {
    var chance = Chance(20_261_129)
    let start = Simulation.start
    let bots = (0..<Self.count).map { number -> SimulatedBot in
      let nature: SimulatedBot.Nature =
        switch number % 100 {
        case 0..<3: .loops(from: start + chance.number(below: Self.week / 2))
        case 3..<6: .hasNoToken
        case 6..<9: .stopped(at: start + 7200 + chance.number(below: 86_400), started: start + 3 * 86_400)
        case 9: .suspended(from: start + 86_400 + chance.number(below: 3600), until: start + 2 * 86_400)
        default: .usual
        }
      return SimulatedBot(nature, at: start, meanSeconds: 4 * 86_400, chance: &chance)
    }
    return try Simulation(
      bots: bots, nodes: Self.nodes, limit: Self.limit, rules: RestartRules(isOn: true), chance: chance)
  }

  @Test func `A week of failures: nobody is started too often, against anybody, or not at all`() throws {
    var fleet = try fleet()
    let start = Simulation.start
    let sweep = Self.count * 60 / fleet.perMinute
    // Two quiet days, then a node that is lost for an hour and comes back with everything down, then the panel is.
    fleet.run(2 * 86_400)
    #expect(fleet.longestGap < sweep * 2, "a bot was not looked at for \(fleet.longestGap) s; a sweep takes \(sweep) s")
    let outage = (node: 7, from: start + 2 * 86_400 + 3600, until: start + 2 * 86_400 + 7200)
    fleet.lostNodes = [outage]
    fleet.lostPanel = (start + 4 * 86_400)..<(start + 4 * 86_400 + 1800)
    for bot in fleet.bots.indices where fleet.node(of: bot) == outage.node {
      fleet.bots[bot].fallsWithMachine(at: outage.from)
    }
    fleet.run(5 * 86_400)

    expectBudget(fleet)
    expectNoStorm(fleet, after: outage)
    expectNobodyIsStartedAgainstAnybody(fleet)
    expectLoopsEnd(fleet)
    expectEverybodyIsTried(fleet, within: 2 * sweep + 3600, until: start + Self.week)
    #expect(fleet.starts.count > 10_000)
  }

  private func expectBudget(_ fleet: Simulation) {
    let busiest = fleet.byMinute.values.max() ?? 0
    // A look may take a request or three more than was left of its minute.
    #expect(busiest <= fleet.perMinute + 4, "\(busiest) requests in a minute")
    #expect(busiest < Self.limit)
    let all = fleet.perMinute * Self.week / 60
    #expect(fleet.requests <= all + 4 && fleet.requests > all * 9 / 10, "\(fleet.requests) of \(all) requests")
  }

  private func expectNoStorm(_ fleet: Simulation, after outage: (node: Int, from: Int, until: Int)) {
    let most = max(1, Self.count / Self.nodes * 5 / 100)
    var byNode: [Int: [Int]] = [:]
    var byBot: [Int: [Int]] = [:]
    for start in fleet.starts {
      byNode[fleet.node(of: start.bot), default: []].append(start.at)
      byBot[start.bot, default: []].append(start.at)
    }
    for (node, times) in byNode {
      for (index, at) in times.enumerated() where index >= most {
        #expect(at - times[index - most] >= 120, "node \(node) starts more than \(most) at once")
      }
      #expect(times.allSatisfy { !fleet.isLost(node, at: $0) })
    }
    for (bot, times) in byBot {
      for (index, at) in times.enumerated() {
        if index >= 6 { #expect(at - times[index - 6] >= 3600, "bot \(bot) is started seven times in an hour") }
        if index >= 20 { #expect(at - times[index - 20] >= 86_400, "bot \(bot) is started 21 times in a day") }
      }
    }
    // A node that is back is Wings' business for five minutes.
    let early = (byNode[outage.node] ?? []).filter { $0 >= outage.until && $0 < outage.until + 300 }
    #expect(early.isEmpty)
    let late = Set(fleet.starts.filter { $0.at >= outage.until && $0.at < outage.until + 7200 }.map(\.bot))
    for (number, bot) in fleet.bots.enumerated() where fleet.node(of: number) == outage.node {
      guard case .usual = bot.nature, bot.falls.contains(outage.from) else { continue }
      #expect(late.contains(number), "bot \(number) fell with its node, and is not started within two hours")
    }
  }

  private func expectNobodyIsStartedAgainstAnybody(_ fleet: Simulation) {
    for start in fleet.starts {
      switch fleet.bots[start.bot].nature {
      case .usual, .loops: break
      case .hasNoToken: Issue.record("bot \(start.bot) has no token, and was started")
      case .stopped(let stop, let started):
        #expect(!(stop..<started).contains(start.at), "bot \(start.bot) was stopped by its customer")
      case .suspended(let from, _):
        #expect(start.at < from, "bot \(start.bot) was suspended, and nobody has started it")
      }
    }
  }

  private func expectLoopsEnd(_ fleet: Simulation) {
    var loops = 0
    for (number, bot) in fleet.bots.enumerated() {
      guard case .loops(let from) = bot.nature else { continue }
      loops += 1
      let starts = bot.starts.filter { $0 >= from }
      let record = fleet.watch.records[number]
      // One that had fallen just before began its row with that.
      #expect((4...5).contains(starts.count), "bot \(number) was started \(starts.count) times while it looped")
      #expect(record.state == .crashLoop && record.restarts.inARow == 5)
      for (index, pause) in zip(1..., [4, 8, 16, 32].suffix(starts.count - 1)) {
        #expect(starts[index] - starts[index - 1] >= pause * 60, "bot \(number) is tried too soon")
      }
    }
    #expect(loops == 300)
  }

  private func expectEverybodyIsTried(_ fleet: Simulation, within seconds: Int, until end: Int) {
    for (number, bot) in fleet.bots.enumerated() {
      guard case .usual = bot.nature else { continue }
      for fall in bot.falls where fall < end - seconds - 7200 {
        let next = bot.starts.first { $0 > fall }
        #expect(
          next != nil && (next ?? .max) - fall < seconds + 7200, "bot \(number) fell at \(fall), and is not started")
      }
    }
  }
}
