import Planner
import Testing

@testable import Health

@Suite struct QueueTests {
  @Test func `Those that were looked at longest ago come first, and nobody before their time`() {
    var queue = LookQueue(order: [2, 0, 1])
    var turns: [LookQueue.Turn] = []
    for second in 0..<3 {
      let turn = queue.next(at: second, every: 60)
      turns.append(turn)
      if case .look(let bot) = turn { queue.giveBack(bot, lookedAt: second, urgentAt: nil) }
    }
    #expect(turns == [.look(2), .look(0), .look(1)])
    #expect(queue.next(at: 3, every: 60) == .wait(until: 60))
    #expect(queue.next(at: 60, every: 60) == .look(2))
    #expect(queue.next(at: 60, every: 60) == .wait(until: 61))
  }

  @Test func `One that something is wrong with is looked at when it is due, and stands in line once`() {
    var queue = LookQueue(order: [0, 1])
    _ = queue.next(at: 0, every: 600)
    queue.giveBack(0, lookedAt: 0, urgentAt: 90)
    _ = queue.next(at: 1, every: 600)
    queue.giveBack(1, lookedAt: 1, urgentAt: nil)
    #expect(queue.next(at: 2, every: 600) == .wait(until: 90))
    #expect(queue.next(at: 90, every: 600) == .look(0))
    queue.giveBack(0, lookedAt: 90, urgentAt: nil)
    #expect(queue.next(at: 600, every: 600) == .wait(until: 601))
    #expect(queue.next(at: 601, every: 600) == .look(1))
    #expect(queue.next(at: 650, every: 600) == .wait(until: 690))
  }

  @Test func `Neither the urgent nor the others starve`() {
    var queue = LookQueue(order: Array(0..<100))
    var looks = Array(repeating: 0, count: 100)
    for second in 0..<1000 {
      guard case .look(let bot) = queue.next(at: second, every: 10) else { continue }
      looks[bot] += 1
      // The first five want to be looked at all the time.
      queue.giveBack(bot, lookedAt: second, urgentAt: bot < 5 ? second + 1 : nil)
    }
    let (urgent, others) = (looks[..<5].reduce(0, +), looks[5...])
    #expect(urgent + others.reduce(0, +) == 1000)
    #expect((400...600).contains(urgent))
    #expect((others.max() ?? 0) - (others.min() ?? 0) <= 1)
  }

  @Test func `The heap gives back by time`() {
    var heap = DueHeap()
    for at in [5, 3, 9, 1, 7, 3, 8, 2] { heap.add(.init(at: at, bot: at, turn: 0)) }
    var times: [Int] = []
    while let entry = heap.removeFirst() { times.append(entry.at) }
    #expect(times == [1, 2, 3, 3, 5, 7, 8, 9])
  }

  @Test func `A pace leaves people their share, and a known limit is not exceeded`() {
    #expect(Pace.perMinute(of: 720, leaving: 20) == 518)
    #expect(Pace.perMinute(of: 128, leaving: 20) == 91)
    #expect(Pace.perMinute(of: nil, leaving: 20) == 43)
    #expect(Pace.perMinute(of: 1, leaving: 95) == 6)
    var pace = Pace()
    var sent = 0
    for second in 0..<60 where pace.pause(at: .seconds(second)) == .zero {
      pace.spend(2, perMinute: 60, at: .seconds(second))
      sent += 2
    }
    #expect(sent == 60)
  }
}
