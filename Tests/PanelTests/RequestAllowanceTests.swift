import Testing

@testable import Panel

/// The limit as a value: no waiting, no panel.
struct RequestAllowanceTests {
  @Test(arguments: [1, 4, 8, 16])
  func `A run of a thousand changes takes all that people are not left, and is never refused`(width: Int) {
    var panel = LimitedPanel(limit: 240, reservePercent: 20)
    panel.width = width
    panel.send(1_000, from: .zero)
    #expect(panel.refused == 0)
    #expect(panel.fewestLeft == 48)
    // Five whole windows of 192, and a rest that is quickly done.
    let ideal = Duration.seconds(300)
    #expect(panel.finishedAt < ideal * 1.02 + (width == 1 ? .seconds(5) : .seconds(2)))
  }

  @Test(arguments: 0..<20) func `Answers that overtake each other change nothing of that`(seed: UInt64) {
    var chance = Chance(seed: seed)
    let delays = (0..<2_000).map { _ in
      (
        there: Duration.milliseconds(.random(in: 1...2_000, using: &chance)),
        back: Duration.milliseconds(.random(in: 1...2_000, using: &chance))
      )
    }
    var panel = LimitedPanel(limit: 240, reservePercent: 20)
    panel.latency = { delays[$0 % delays.count] }
    panel.send(1_000, from: .seconds(Int.random(in: 0...100, using: &chance)))
    #expect(panel.refused == 0)
    #expect(panel.fewestLeft >= 48)
  }

  @Test(arguments: 0..<20) func `What people use lowers what is ours, and they are left their share`(seed: UInt64) {
    var chance = Chance(seed: seed)
    var panel = LimitedPanel(limit: 240, reservePercent: 20)
    let others = Int.random(in: 1...200, using: &chance)
    panel.people = (0..<others * 30).map { _ in .milliseconds(.random(in: 0...1_800_000, using: &chance)) }
    panel.send(1_000, from: .seconds(Int.random(in: 0...120, using: &chance)))
    #expect(panel.refused == 0)
    // What people use between an answer and the next request is found out by that request.
    #expect(panel.taken <= 30)
  }

  @Test func `A window that had begun before is not waited for as if it began with us`() {
    // Somebody has used 40 just before the minute was over; the next window begins at second 60.
    var panel = LimitedPanel(limit: 240, reservePercent: 20)
    panel.people = [.zero] + (0..<40).map { .milliseconds(40_000 + $0) }
    panel.send(1_000, from: .seconds(50))
    #expect(panel.refused == 0)
    // 151 of the first window, four whole ones, and a rest: from second 60 on four more windows have to pass.
    #expect(panel.finishedAt < .seconds(60 + 4 * 60 + 15))
  }

  @Test func `A request that hangs as a window begins holds up nobody else`() {
    var panel = LimitedPanel(limit: 240, reservePercent: 20)
    // The first of the second window takes a panel's longest create.
    panel.latency = { (.milliseconds(60), $0 == 192 ? .seconds(35) : .milliseconds(60)) }
    panel.send(380, from: .zero)
    #expect(panel.refused == 0)
    #expect(panel.finishedAt < .seconds(60 + 36))
    #expect(panel.quickFinishedAt < .seconds(60 + 10))
  }

  @Test func `A limit of one lets one through a minute`() {
    var panel = LimitedPanel(limit: 1, reservePercent: 20)
    panel.send(4, from: .zero)
    #expect(panel.refused == 0)
    #expect(panel.finishedAt > .seconds(180) && panel.finishedAt < .seconds(182))
  }

  @Test func `A limit that stays spent is given up after five refusals, each with a longer pause where none is told`() {
    var allowance = RequestAllowance()
    var pauses: [Duration] = []
    var now = Duration.zero
    func enter() -> Verdict { Verdict(allowance.enter(at: now, leaving: 20)) }
    while case .sent(let pass) = enter() {
      allowance.leave(pass, .spent(nil), at: now)
      guard case .sleep(let pause) = enter() else { break }
      pauses.append(pause)
      now += pause
    }
    #expect(pauses == [4, 8, 16, 32].map { .seconds($0) })
    #expect(enter() == .givenUp)
  }

  @Test func `Refused together is refused once, and one answer that is let through makes up for it`() {
    var allowance = RequestAllowance()
    guard case .send(let first) = allowance.enter(at: .zero, leaving: 0) else {
      Issue.record("not let through"); return
    }
    allowance.leave(first, .left(100, of: 240), at: .zero)
    let passes = (0..<8).compactMap { _ in
      if case .send(let pass) = allowance.enter(at: .zero, leaving: 0) { pass } else { nil }
    }
    #expect(passes.count == 8)
    for pass in passes { allowance.leave(pass, .spent(.seconds(3)), at: .seconds(1)) }
    #expect(Verdict(allowance.enter(at: .seconds(2), leaving: 0)) == .sleep(.seconds(2)))
    guard case .send(let again) = allowance.enter(at: .seconds(4), leaving: 0) else {
      Issue.record("not let through"); return
    }
    allowance.leave(again, .left(239, of: 240), at: .seconds(4))
    guard case .send = allowance.enter(at: .seconds(4), leaving: 0) else { Issue.record("not let through"); return }
  }

  @Test func `A request whose answer was lost counts until an answer tells more`() {
    var allowance = RequestAllowance()
    func send() -> RequestAllowance.Pass? {
      if case .send(let pass) = allowance.enter(at: .zero, leaving: 0) { pass } else { nil }
    }
    guard let first = send() else { Issue.record("not let through"); return }
    allowance.leave(first, .left(2, of: 240), at: .zero)
    guard let lost = send() else { Issue.record("not let through"); return }
    allowance.leave(lost, .doubtful, at: .zero)
    guard let next = send() else { Issue.record("not let through"); return }
    #expect(send() == nil)
    allowance.leave(next, .left(1, of: 240), at: .zero)
    #expect(send() != nil)
  }
}

/// A verdict that can be compared.
private enum Verdict: Equatable {
  case sent(RequestAllowance.Pass)
  case wait
  case sleep(Duration)
  case givenUp

  init(_ verdict: RequestAllowance.Verdict) {
    switch verdict {
    case .send(let pass): self = .sent(pass)
    case .waitForAnswer: self = .wait
    case .sleep(let duration): self = .sleep(duration)
    case .giveUp: self = .givenUp
    }
  }

  static func == (left: Verdict, right: Verdict) -> Bool {
    switch (left, right) {
    case (.sleep(let left), .sleep(let right)): left == right
    case (.wait, .wait), (.givenUp, .givenUp): true
    case (.sent, _), (.wait, _), (.sleep, _), (.givenUp, _): false
    }
  }
}

/// The same numbers for the same seed.
private struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
