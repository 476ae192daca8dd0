import Panel
import Planner
import Testing

@testable import Health

/// What is started again, when, and what never is: decided from values.
@Suite struct RestartTests {
  private static let start = 1_795_000_000

  /// A watch over one node that has been well for long, and time that passes by looks.
  private struct Story {
    var watch: Watch
    var now = RestartTests.start
    var look = ServerLook.running(1000)
    var activity: [BotActivity] = [BotActivity(.start, at: Instant(seconds: RestartTests.start - 1000))]
    var token = TokenFact.given
    var starts: [Int] = []
    /// Requests beside the looks.
    var asked = 0

    init(_ rules: RestartRules = RestartRules(isOn: true), wish: WatchedBot.Wish = .running, bots: Int = 1) {
      watch = Watch(rules: rules)
      watch.showsAdministrators = true
      watch.follow(
        (0..<bots).map { bot($0 == 0 ? "a" : "a\($0)", wish: wish) }, remembered: [:], at: Instant(seconds: now))
      see()
    }

    var record: BotRecord { watch.records[0] }

    /// One look at the first bot now.
    mutating func see() {
      let instant = Instant(seconds: now)
      var evidence = Evidence.none
      if case .process(let process) = look, process.power == .offline {
        let questions = watch.questions(about: 0, at: instant)
        asked += (questions.contains(.activity) ? 1 : 0) + (questions.contains(.token) ? 1 : 0)
        if questions.contains(.activity) { evidence.activity = activity }
        if questions.contains(.token) { evidence.token = token }
      }
      guard watch.note(.seen(look, evidence), of: 0, at: instant).starts else { return }
      starts.append(now - RestartTests.start)
      watch.noteStarted(0, isAccepted: true, at: instant)
      activity.insert(BotActivity(.start, at: instant), at: 0)
    }

    /// Looks every so many seconds until then.
    mutating func pass(_ seconds: Int, every: Int = 30) {
      let end = now + seconds
      while now + every <= end {
        now += every
        see()
      }
    }
  }

  @Test func `A bot that fell is started after two looks and two minutes, and then after growing pauses`() {
    var story = Story()
    story.pass(600)
    story.look = .offline
    story.pass(12_000)
    #expect(story.starts.count == 5)
    let pauses = zip(story.starts, story.starts.dropFirst()).map { ($1 - $0) / 60 }
    #expect(story.starts[0] == 600 + 30 + 120)
    #expect(pauses == [4, 8, 16, 32])
    #expect(story.record.state == .crashLoop && story.record.reason == .endsAfterEveryStart)
    #expect(story.record.restarts.nextAt == nil)
  }

  @Test func `Ten minutes of running forgive all, and less does not`() {
    var story = Story()
    story.pass(600)
    for uptime in [300, 700] {
      story.look = .offline
      story.pass(900)
      story.look = .running(uptime)
      story.see()
    }
    #expect(story.starts.count == 3 || story.starts.count == 4)
    #expect(story.record.restarts.inARow == 0)
    story.look = .offline
    let before = story.starts.count
    let fell = story.now - Self.start
    story.pass(300)
    #expect(story.starts.count == before + 1)
    #expect(story.starts.last.map { $0 - fell <= 180 } == true)
  }

  @Test func `Limits of an hour and of a day hold also for one that runs between`() {
    var story = Story()
    story.pass(600)
    for _ in 0..<200 {
      story.look = .offline
      story.pass(240)
      story.look = .running(601)
      story.see()
      story.now += 60
    }
    for (index, at) in story.starts.enumerated() {
      if index >= 6 { #expect(at - story.starts[index - 6] >= 3600) }
      if index >= 20 { #expect(at - story.starts[index - 20] >= 86_400) }
    }
    #expect(story.starts.count >= 15 && story.starts.count <= 20)
  }

  @Test(arguments: [
    (BotActivity.Deed.stop, "stopped-by-person"), (.kill, "stopped-by-person"), (.command, "stopped-by-person"),
  ])
  func `What a person stopped stays down`(deed: BotActivity.Deed, reason: String) {
    var story = Story()
    story.pass(600)
    story.look = .offline
    story.activity.insert(BotActivity(deed, at: Instant(seconds: story.now + 10)), at: 0)
    story.pass(7200)
    #expect(story.starts.isEmpty)
    #expect(story.record.state == .offline && story.record.reason?.rawValue == reason)
  }

  @Test func `A stop that shows up a minute late is seen before anything is started`() {
    var story = Story()
    story.pass(600)
    story.look = .offline
    story.pass(60)
    story.activity.insert(BotActivity(.stop, at: Instant(seconds: story.now - 60)), at: 0)
    story.pass(7200)
    #expect(story.starts.isEmpty && story.record.reason == .stoppedByPerson)
  }

  @Test func `Somebody who stops it while a start is waited for is not worked against`() {
    var story = Story()
    story.pass(600)
    story.look = .offline
    story.pass(120)
    #expect(story.record.state == .crashed && story.record.restarts.nextAt != nil)
    story.activity.insert(BotActivity(.stop, at: Instant(seconds: story.now)), at: 0)
    story.pass(7200)
    #expect(story.starts.isEmpty)
  }

  @Test func `Nothing is started that is off, suspended, installed, without its token, or not declared running`() {
    func fallen(_ story: Story, _ token: TokenFact = .given) -> Story {
      var story = story
      story.token = token
      story.pass(600)
      story.look = .offline
      story.pass(7200)
      return story
    }
    let off = fallen(Story(RestartRules(isOn: false)))
    let suspended = fallen(Story(wish: .suspended))
    let waiting = fallen(Story(wish: .other))
    let tokenless = fallen(Story(), .missing)
    #expect(off.starts.isEmpty && off.record.state == .crashed)
    #expect(suspended.starts.isEmpty && waiting.starts.isEmpty)
    #expect(tokenless.starts.isEmpty && tokenless.record.state == .needsToken)
  }

  @Test func `A suspension that ended leaves it as it is`() {
    var story = Story()
    story.pass(600)
    story.look = .closed(.suspended)
    story.pass(600)
    #expect(story.record.state == .suspended && story.record.use == nil)
    story.look = .offline
    story.pass(7200)
    #expect(story.starts.isEmpty && story.record.reason == .notStartedSince)
  }

  @Test func `A token that is given makes it a crash like any other`() {
    var story = Story()
    story.token = .missing
    story.pass(600)
    story.look = .offline
    story.pass(300)
    #expect(story.record.state == .needsToken)
    story.token = .given
    story.pass(1200)
    #expect(story.starts.count >= 1)
  }

  @Test func `One that got its token a minute ago and falls is not called without it`() {
    var story = Story()
    story.token = .missing
    story.look = .offline
    story.pass(300)
    #expect(story.record.state == .needsToken)
    story.token = .given
    story.look = .running(10)
    story.pass(60)
    story.look = .offline
    story.pass(120)
    #expect(story.record.state == .crashed)
    story.pass(300)
    #expect(story.starts.count >= 1)
  }

  @Test func `Whoever starts it without its token is told why it fell within minutes, each time`() {
    var story = Story()
    (story.token, story.look, story.activity) = (.missing, .offline, [])
    story.pass(7200)
    #expect(story.record.state == .needsToken && story.record.reason == .tokenMissing)
    // It falls between two looks: nobody ever sees it up.
    let started = Instant(seconds: story.now + 10)
    story.activity = [BotActivity(.start, at: started)]
    story.pass(180)
    #expect(story.record.state == .needsToken && story.record.reason == .startedWithoutToken)
    #expect(story.record.judgedAt ?? started > started)
    // The token is entered, and the next start fails for a reason of the bot's own.
    story.token = .given
    story.activity.insert(BotActivity(.start, at: Instant(seconds: story.now + 10)), at: 0)
    story.pass(180)
    #expect(story.record.state == .crashed && story.record.reason == .endedByItself)
  }

  @Test func `One that lacks its token costs three requests in three minutes, and one that has it none`() {
    var story = Story()
    (story.token, story.look) = (.missing, .offline)
    story.pass(3600)
    story.asked = 0
    story.pass(1800)
    #expect(story.asked == 20)
    // Nothing can be told of it: no more is asked than of one that was stopped.
    (story.token, story.activity) = (.unknown, [BotActivity(.stop, at: Instant(seconds: story.now))])
    story.pass(1800)
    story.asked = 0
    story.pass(1800)
    #expect((1...4).contains(story.asked))
  }

  @Test func `Nothing is started on a node before it has answered for five minutes`() {
    var story = Story(bots: 1)
    story.pass(600)
    for _ in 0..<3 { _ = story.watch.note(.nodeSilent, of: 0, at: Instant(seconds: story.now)) }
    #expect(story.record.state == .unknown && story.record.reason == .nodeUnreachable)
    story.now += 3600
    story.look = .offline
    let back = story.now - Self.start
    story.pass(1200)
    #expect(story.starts.first.map { $0 - back >= 300 } == true)
  }

  @Test func `Where the panel hides administrators, one start finds that out and nothing else is started`() {
    var story = Story()
    story.watch.showsAdministrators = nil
    story.pass(600)
    story.look = .offline
    story.pass(240)
    #expect(story.starts.count == 1)
    story.activity.removeFirst()
    story.now += 60
    story.watch.noteLearned(story.activity, of: 0, at: Instant(seconds: story.now))
    #expect(story.watch.isHeldByHiding)
    story.pass(7200)
    #expect(story.starts.count == 1)
    story.watch.acceptsHidden = true
    story.pass(7200)
    #expect(story.starts.count > 1)
  }

  @Test func `A person who starts a looping bot gives it new tries`() {
    var story = Story()
    story.pass(600)
    story.look = .offline
    story.pass(12_000)
    #expect(story.record.state == .crashLoop)
    story.activity.insert(BotActivity(.start, at: Instant(seconds: story.now)), at: 0)
    story.pass(3600)
    #expect(story.starts.count > 5)
  }

  @Test func `One that never prints its done text is alive, and one whose process begins anew says so`() {
    var story = Story()
    story.look = .starting(4000)
    story.pass(30)
    #expect(story.record.state == .starting && story.record.reason == nil && story.record.state.isUp)
    story.look = .starting(0)
    story.see()
    #expect(story.record.reason == .notUpYet)
    story.look = .running(5)
    story.pass(60, every: 60)
    #expect(story.record.state == .running && story.record.reason == .beganAnew)
    story.look = .running(65)
    story.pass(60, every: 60)
    #expect(story.record.reason == nil)
  }

  @Test func `While the panel is silent nothing is known, and afterwards what was seen before is as old as it is`() {
    var story = Story()
    let seenAt = story.record.seenAt
    for _ in 0..<3 { _ = story.watch.note(.panelSilent, of: 0, at: Instant(seconds: story.now)) }
    let silent = story.watch.sighting(of: 0)
    #expect(silent.state == .unknown && silent.reason == .panelUnreachable && silent.use == nil)
    #expect(silent.seenAt == seenAt)
    story.watch.panel.answered()
    #expect(story.watch.sighting(of: 0).state == .running)
  }

  @Test func `One server that its daemon does not know leaves the node well`() {
    var watch = Watch(rules: RestartRules(isOn: true))
    watch.follow((0..<10).map { bot("a\($0)") }, remembered: [:], at: Instant(seconds: Self.start))
    for second in 0..<20 {
      _ = watch.note(.nodeSilent, of: 0, at: Instant(seconds: Self.start + second))
    }
    #expect(watch.nodes[NodeID(1)]?.isLost == false)
    _ = watch.note(.nodeSilent, of: 1, at: Instant(seconds: Self.start + 20))
    _ = watch.note(.nodeSilent, of: 2, at: Instant(seconds: Self.start + 21))
    #expect(watch.nodes[NodeID(1)]?.isLost == true)
    // It is asked every half minute, with whichever of its servers is next.
    var looks = 0
    for second in 22..<202 {
      if case .look(let bot) = watch.next(at: Instant(seconds: Self.start + second)) {
        looks += 1
        _ = watch.note(.nodeSilent, of: bot, at: Instant(seconds: Self.start + second))
      }
    }
    #expect((5...7).contains(looks))
  }
}
