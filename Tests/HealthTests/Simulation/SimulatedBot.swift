import Panel
import Planner

@testable import Health

/// A bot in a week of virtual time, with a daemon that has given up whenever it is down: what Wings itself mends is never seen down for long.
struct SimulatedBot {
  enum Nature {
    /// Falls now and then, and is well after a start.
    case usual
    /// From this second on it ends right after each start.
    case loops(from: Int)
    /// Its customer has not given it a token, and has started it.
    case hasNoToken
    /// Its customer stops it at the first second and starts it at the second.
    case stopped(at: Int, started: Int)
    /// Suspended in between; nobody starts it afterwards.
    case suspended(from: Int, until: Int)
  }

  let nature: Nature
  /// How many seconds it runs between two falls, on average.
  private let meanSeconds: Int
  private(set) var upSince: Int?
  private(set) var fallsAt: Int
  private(set) var activity: [BotActivity] = []
  /// When it fell for good, each time.
  private(set) var falls: [Int] = []
  private(set) var starts: [Int] = []
  private var personsDone = 0

  init(_ nature: Nature, at start: Int, meanSeconds: Int, chance: inout Chance) {
    self.nature = nature
    self.meanSeconds = meanSeconds
    upSince = start - 86_400
    fallsAt = start + chance.wait(meanSeconds)
    if case .hasNoToken = nature { upSince = nil }
    activity = [BotActivity(.start, at: Instant(seconds: start - 86_400))]
  }

  /// Lets everything happen that is due.
  mutating func advance(to now: Int, chance: inout Chance) {
    switch nature {
    case .stopped(let stop, let start):
      if now >= stop, personsDone == 0 {
        fall(by: stop)
        personsDone = 1
        upSince = nil
        activity.append(BotActivity(.stop, at: Instant(seconds: stop)))
      }
      if now >= start, personsDone == 1 {
        personsDone = 2
        activity.append(BotActivity(.start, at: Instant(seconds: start)))
        begin(at: start, chance: &chance)
      }
    case .suspended(let from, _):
      if now >= from, personsDone == 0 {
        fall(by: from)
        personsDone = 1
        upSince = nil
      }
    case .loops(let from):
      if now >= from, upSince.map({ $0 < from }) ?? false { fallsAt = min(fallsAt, from) }
    case .usual, .hasNoToken: break
    }
    fall(by: now)
  }

  private mutating func fall(by now: Int) {
    guard upSince != nil, fallsAt <= now else { return }
    upSince = nil
    falls.append(fallsAt)
  }

  /// Its machine goes down then.
  mutating func fallsWithMachine(at then: Int) {
    if upSince != nil { fallsAt = min(fallsAt, then) }
  }

  mutating func start(at now: Int, chance: inout Chance) {
    starts.append(now)
    activity.append(BotActivity(.start, at: Instant(seconds: now)))
    begin(at: now, chance: &chance)
  }

  private mutating func begin(at now: Int, chance: inout Chance) {
    upSince = now
    fallsAt = now + chance.wait(meanSeconds)
    if case .loops(let from) = nature, now >= from { fallsAt = now + 4 }
    if case .hasNoToken = nature { fallsAt = now + 1 }
  }

  func isSuspended(at now: Int) -> Bool {
    if case .suspended(let from, let until) = nature { (from..<until).contains(now) } else { false }
  }

  func look(at now: Int) -> ServerLook {
    if isSuspended(at: now) { return .closed(.suspended) }
    return .process(
      ProcessLook(
        power: upSince == nil ? .offline : .running, cpuPercent: 1, memoryBytes: 1, diskBytes: 1, receivedBytes: 1,
        sentBytes: 1, uptimeSeconds: upSince.map { now - $0 } ?? 0))
  }

  var token: TokenFact { if case .hasNoToken = nature { .missing } else { .given } }
}

/// Chance that is the same each time.
struct Chance {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func number() -> Double {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(state >> 11) / Double(1 << 53)
  }

  mutating func number(below most: Int) -> Int { Int(number() * Double(most)) }

  /// As long as it takes until something happens that happens every so many seconds: the sum of three numbers is near enough.
  mutating func wait(_ mean: Int) -> Int { 1 + Int((number() + number() + number()) / 1.5 * Double(mean)) }
}
