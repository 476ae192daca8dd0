import Panel
import Planner

@testable import Health

/// A fleet in virtual time: the watch decides, and bots of values answer.
struct Simulation {
  static let start = 1_795_000_000
  private(set) var watch: Watch
  var bots: [SimulatedBot]
  let nodes: Int
  let perMinute: Int
  private var chance: Chance
  private var pace = Pace()
  private var elapsed = Duration.zero
  private(set) var requests = 0
  /// How long the longest time between two looks at a bot was, while nothing was lost.
  private(set) var longestGap = 0
  private var lookedAt: [Int]
  /// Every start: which bot, when.
  private(set) var starts: [(bot: Int, at: Int)] = []
  /// Requests by minute.
  private(set) var byMinute: [Int: Int] = [:]
  /// When a node is lost, and when the panel is.
  var lostNodes: [(node: Int, from: Int, until: Int)] = []
  var lostPanel: Range<Int>?

  init(bots: [SimulatedBot], nodes: Int, limit: Int, rules: RestartRules, chance: Chance) throws {
    self.bots = bots
    self.nodes = nodes
    self.chance = chance
    perMinute = Pace.perMinute(of: limit, leaving: 20)
    lookedAt = Array(repeating: Self.start, count: bots.count)
    watch = Watch(rules: rules)
    // The first start has told already.
    watch.showsAdministrators = true
    let watched = bots.indices.map { number in
      WatchedBot(
        order: OrderID("ord-\(1_000_000 + number)") ?? OrderID("x")!, server: Self.uuid(number),
        node: NodeID(1 + number % nodes), wish: .running, tokenVariables: ["DISCORD_TOKEN": ""])
    }
    watch.follow(watched, remembered: [:], at: Instant(seconds: Self.start))
  }

  /// Looks random, and sorts so.
  private static func uuid(_ number: Int) -> String {
    let mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    return String(repeating: "0", count: 16 - String(mixed, radix: 16).count) + String(mixed, radix: 16)
  }

  func node(of bot: Int) -> Int { 1 + bot % nodes }

  func isLost(_ node: Int, at now: Int) -> Bool {
    lostNodes.contains { $0.node == node && $0.from <= now && now < $0.until }
  }

  /// Lets so many seconds pass.
  mutating func run(_ seconds: Int) {
    let end = elapsed + .seconds(seconds)
    while elapsed < end {
      elapsed += pace.pause(at: elapsed)
      let now = Self.start + Int(elapsed.components.seconds)
      switch watch.next(at: Instant(seconds: now)) {
      case .wait(let until): elapsed = max(elapsed + .seconds(1), .seconds(until - Self.start))
      case .learn(let bot): watch.noteLearned(bots[bot].activity, of: bot, at: Instant(seconds: now))
      case .look(let bot): look(at: bot, now)
      }
    }
  }

  private mutating func look(at bot: Int, _ now: Int) {
    var spent = 1
    defer {
      requests += spent
      byMinute[now / 60, default: 0] += spent
      pace.spend(spent, perMinute: perMinute, at: elapsed)
    }
    bots[bot].advance(to: now, chance: &chance)
    let instant = Instant(seconds: now)
    if let lostPanel, lostPanel.contains(now) {
      _ = watch.note(.panelSilent, of: bot, at: instant)
      return pace.rest(watch.panel.pause, at: elapsed)
    }
    if isLost(node(of: bot), at: now) {
      _ = watch.note(.nodeSilent, of: bot, at: instant)
      return
    }
    let look = bots[bot].look(at: now)
    var evidence = Evidence.none
    switch look {
    case .closed: spent += 1
    case .process(let process) where process.power == .offline:
      let questions = watch.questions(about: bot, at: instant)
      if questions.contains(.activity) {
        spent += 1
        evidence.activity = bots[bot].activity.reversed()
      }
      if questions.contains(.token) {
        spent += 1
        evidence.token = bots[bot].token
      }
    case .process: break
    }
    if lostPanel == nil, lostNodes.isEmpty { longestGap = max(longestGap, now - lookedAt[bot]) }
    lookedAt[bot] = now
    guard watch.note(.seen(look, evidence), of: bot, at: instant).starts else { return }
    spent += 1
    starts.append((bot, now))
    watch.noteStarted(bot, isAccepted: true, at: instant)
    if !bots[bot].isSuspended(at: now) { bots[bot].start(at: now, chance: &chance) }
  }
}
