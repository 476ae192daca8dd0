@testable import Panel

/// A panel that counts in fixed minutes, people who use it, and a client that has many requests to send, all in imagined time.
struct LimitedPanel {
  let limit: Int
  let reserved: Int
  private let reservePercent: Int
  /// How many requests the client has under way at most.
  var width = 8
  /// How long a request and its answer are under way, by number.
  var latency: (Int) -> (there: Duration, back: Duration) = { _ in (.milliseconds(60), .milliseconds(60)) }
  /// When people send a request of theirs.
  var people: [Duration] = []
  private var allowance = RequestAllowance()

  init(limit: Int, reservePercent: Int) {
    self.limit = limit
    reserved = limit * reservePercent / 100
    self.reservePercent = reservePercent
  }

  private(set) var refused = 0
  /// The fewest that were left when a request of ours had been counted; our first one in a window finds out, and does not count.
  private(set) var fewestLeft = Int.max
  /// How many of ours took from what is left to people.
  private(set) var taken = 0
  /// When the last answer was there.
  private(set) var finishedAt = Duration.zero
  /// When the last but one was.
  private(set) var quickFinishedAt = Duration.zero

  private enum Event {
    case arrives(Int, RequestAllowance.Pass)
    case answered(RequestAllowance.Pass, RequestAllowance.Reading)
    case wakes
  }

  /// Lets the client send so many requests, from a time on.
  mutating func send(_ count: Int, from start: Duration) {
    var events: [(at: Duration, event: Event)] = [(start, .wakes)]
    var waitingPeople = people.sorted()[...]
    var (sent, answered, windowEnd, used) = (0, 0, Duration.zero, 0)
    var windowOfOurs = Duration.zero
    while answered < count, let next = events.indices.min(by: { events[$0].at < events[$1].at }) {
      let (now, event) = events.remove(at: next)
      func admit(at now: Duration) -> Int? {
        if windowEnd <= now { (windowEnd, used) = (now + .seconds(60), 0) }
        guard used < limit else { return nil }
        used += 1
        return limit - used
      }
      while let person = waitingPeople.first, person <= now {
        waitingPeople.removeFirst()
        _ = admit(at: person)
      }
      switch event {
      case .arrives(let number, let pass):
        let left = admit(at: now)
        if left == nil { refused += 1 }
        if windowOfOurs == windowEnd { fewestLeft = min(fewestLeft, left ?? 0) }
        if let left, left < reserved { taken += 1 }
        windowOfOurs = windowEnd
        let reading = left.map { RequestAllowance.Reading.left($0, of: limit) } ?? .spent(windowEnd - now)
        events.append((now + latency(number).back, .answered(pass, reading)))
      case .answered(let pass, let reading):
        allowance.leave(pass, reading, at: now)
        if case .spent = reading { sent -= 1 } else { answered += 1 }
        (quickFinishedAt, finishedAt) = (finishedAt, now)
        events.append((now, .wakes))
      case .wakes: break
      }
      loop: while sent < count, sent - answered < width {
        switch allowance.enter(at: now, leaving: reservePercent) {
        case .send(let pass):
          events.append((now + latency(sent).there, .arrives(sent, pass)))
          sent += 1
        case .sleep(let duration):
          events.append((now + duration, .wakes))
          break loop
        case .waitForAnswer, .giveUp: break loop
        }
      }
    }
  }
}
