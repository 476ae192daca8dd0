import Panel
import Planner

/// Everything that is decided about a fleet's bots, as a value: which is looked at next, what a look says, which is started again.
///
/// It neither waits nor asks; whoever has it looks where it says and tells it what came of that.
struct Watch: Sendable {
  var rules: RestartRules
  /// How many seconds there are at least between two ordinary looks at a bot.
  var every: Int
  private(set) var bots: [WatchedBot] = []
  var records: [BotRecord] = []
  private(set) var numbers: [String: Int] = [:]
  var nodes: [NodeID: NodeWatch] = [:]
  var panel = PanelWatch()
  var queue = LookQueue(order: [])
  /// The bots that are looked at now.
  private(set) var underWay: Set<Int> = []
  /// The start that is to tell that, until its server's activity has been read.
  var probe: (bot: Int, at: Instant)?
  /// Since when a bot that runs is looked for, to tell it by a start that does nothing.
  var probeWantedSince: Instant?
  private var isLearning = false
  /// Whether starts by an administrator's key are shown in the activity; nil until the first start has told.
  var showsAdministrators: Bool?
  /// Whether it does not matter.
  var acceptsHidden = false

  init(rules: RestartRules, every: Int = 60) { (self.rules, self.every) = (rules, every) }

  /// What is to be done now.
  enum Step: Hashable, Sendable {
    case look(Int)
    /// Only the activity of this bot's server is read, to learn from it.
    case learn(Int)
    /// Nothing before that second.
    case wait(until: Int)
  }

  /// Watches these from now on, with what is remembered of them.
  ///
  /// - Parameter remembered: by uuid, for those that were not watched before.
  mutating func follow(_ bots: [WatchedBot], remembered: [String: BotRecord], at now: Instant) {
    let before = Dictionary(zip(self.bots.map(\.server), records)) { first, _ in first }
    let isSame = self.bots.map(\.server) == bots.map(\.server)
    self.bots = bots
    for (id, node) in Dictionary(grouping: bots, by: \.node) { nodes[id, default: NodeWatch()].bots = node.count }
    guard !isSame else { return }
    numbers = Dictionary(bots.enumerated().map { ($1.server, $0) }) { first, _ in first }
    records = bots.map { before[$0.server] ?? remembered[$0.server] ?? BotRecord(since: now) }
    // A uuid is as good as a shuffle, and the same for everybody.
    let order = bots.indices.sorted { left, right in
      let (a, b) = (records[left].seenAt?.seconds ?? 0, records[right].seenAt?.seconds ?? 0)
      return a != b ? a < b : bots[left].server < bots[right].server
    }
    queue = LookQueue(order: order)
    underWay = []
    for (index, record) in records.enumerated() {
      if let at = urgency(of: record, now) { queue.hurry(index, at: at) }
    }
  }

  /// What to do next. A bot that is to be looked at stays so until ``note(_:of:at:)`` is told of it.
  mutating func next(at now: Instant) -> Step {
    if showsAdministrators == nil, let probe, now.seconds - probe.at.seconds >= 90, !isLearning {
      isLearning = true
      return .learn(probe.bot)
    }
    while true {
      switch queue.next(at: now.seconds, every: every) {
      case .empty: return .wait(until: now.seconds + 60)
      case .wait(let until): return .wait(until: until)
      case .look(let bot):
        // Of a node that is lost, one server at a time is asked whether it is back.
        if let node = nodes[bots[bot].node], node.isLost, let probeAt = node.probeAt, probeAt > now {
          queue.giveBack(bot, lookedAt: now.seconds, urgentAt: probeAt.seconds)
          markUnknown(bot, .nodeUnreachable, at: now)
          continue
        }
        nodes[bots[bot].node]?.probing(at: now)
        underWay.insert(bot)
        return .look(bot)
      }
    }
  }

  /// What to ask beside, where a look saw that there is no process.
  func questions(about bot: Int, at now: Instant) -> Questions {
    let record = records[bot]
    var questions: Questions = []
    let isFirstLook = record.lastUpAt == nil && record.judgedAt == nil
    guard isFirstLook || isDownLongEnough(record, at: now) else { return [] }
    // A bot without its token is looked at closely again and again: somebody may just have entered it, or started the bot once more without it,
    // and waits for an answer. Where nothing can be told of the token, nothing is waited for.
    let isTokenOld = record.token.askedAt.map { now.seconds - $0.seconds >= Self.tokenSeconds } ?? true
    let lacksToken = isTokenOld && record.token.isGiven == false
    let isStartDue = record.restarts.nextAt.map { $0 <= now } ?? false
    guard isFirstLook || lacksToken || isStartDue || !isJudged(record, at: now) else { return [] }
    questions.insert(.activity)
    // What is judged by it is asked anew: somebody may have given it a minute ago.
    if !bots[bot].tokenVariables.isEmpty, isTokenOld || record.token.isGiven != true { questions.insert(.token) }
    return questions
  }

  /// Whether all that was found out of a bot that is down says that it ended by itself, so that its schedules are to be asked too.
  func isCrash(_ bot: Int, _ evidence: Evidence, at now: Instant) -> Bool {
    var record = records[bot]
    record.note(evidence.token, at: now)
    return evidence.activity != nil && judgeDown(record, evidence, at: now).state == .crashed
  }

  /// A customer who enters the token, or starts the bot without it, sees it noticed within this time.
  private static let tokenSeconds = 180
  /// What somebody did between two looks is found within this time.
  private static let judgedSeconds = 1800

  /// Whether it is known why it is down this time.
  private func isJudged(_ record: BotRecord, at now: Instant) -> Bool {
    guard let judgedAt = record.judgedAt, let downAt = record.downAt else { return false }
    return judgedAt.seconds >= downAt.seconds + rules.downSeconds && now.seconds - judgedAt.seconds < Self.judgedSeconds
  }

  func isDownLongEnough(_ record: BotRecord, at now: Instant) -> Bool {
    record.downAt.map { now.seconds - $0.seconds >= rules.downSeconds } ?? false
  }

  /// Gives a bot back after a look.
  mutating func giveBack(_ bot: Int, at now: Instant) {
    underWay.remove(bot)
    queue.giveBack(bot, lookedAt: now.seconds, urgentAt: urgency(of: records[bot], now))
  }

  /// When a bot wants to be looked at again before its turn; nil where it does not.
  private func urgency(of record: BotRecord, _ now: Instant) -> Int? {
    if let lastAt = record.restarts.lastAt, now.seconds - lastAt.seconds < rules.startSeconds {
      return now.seconds + 45
    }
    switch record.state {
    case .stopping: return now.seconds + 60
    case .starting, .running:
      guard record.restarts.inARow > 0 || record.reason == .beganAnew else { return nil }
      return now.seconds + 120
    case .offline: return record.reason == .justDown ? now.seconds + rules.downSeconds : nil
    case .crashed:
      if let nextAt = record.restarts.nextAt { return max(nextAt.seconds, now.seconds + 20) }
      return isJudged(record, at: now) ? nil : now.seconds + rules.downSeconds
    case .installing: return record.reason == nil ? now.seconds + 60 : nil
    case .crashLoop, .needsToken, .suspended, .unknown: return nil
    }
  }

  /// What the activity of a server tells after our start of it; nil where it could not be read.
  mutating func noteLearned(_ activity: [BotActivity]?, of bot: Int, at now: Instant) {
    isLearning = false
    if let activity { learn(from: activity, of: bot, at: now) }
    // Else the next start tells.
    probe = nil
  }

  /// A person did something with it here: what we tried before does not count any more, and it is looked at soon.
  mutating func noteHand(_ bot: Int, at now: Instant) {
    records[bot].restarts.inARow = 0
    records[bot].restarts.nextAt = nil
    if !underWay.contains(bot) { queue.hurry(bot, at: now.seconds + 25) }
  }

  /// The bots of a node that answers again are looked at soon.
  mutating func hurry(node: NodeID, at now: Instant) {
    for bot in bots.indices where bots[bot].node == node && !underWay.contains(bot) {
      queue.hurry(bot, at: now.seconds)
    }
  }

  /// What is not known any more does not look as if it were so now.
  mutating func markUnknown(_ bot: Int, _ reason: BotReason, at now: Instant) {
    records[bot].use = nil
    records[bot].enter(.unknown, reason, at: now)
  }

  /// Whether there is a bot that nobody has looked at yet.
  var hasUnseen: Bool { records.contains { $0.reason == .notLooked } || !underWay.isEmpty }

  /// What is shown of a bot.
  func sighting(of bot: Int) -> BotSighting {
    guard let lostAt = panel.lostAt else { return records[bot].sighting(of: bots[bot]) }
    var record = records[bot]
    record.use = nil
    (record.state, record.reason, record.since) = (.unknown, .panelUnreachable, lostAt)
    return record.sighting(of: bots[bot])
  }
}
