public import Logging
public import Panel
import Planner
public import Store

/// Watches a fleet's bots: looks at them one after the other, within the panel's limit, and starts again what is to be started again.
///
/// ``Watch`` decides; this asks the panel, and remembers on disk. One process at a time does so: two would start everything twice.
public actor BotWatch: HealthReading {
  /// Gives the panel's client; called again where the panel's limit stayed spent.
  public typealias Connect = @Sendable () async throws -> any BotClient

  var watch: Watch
  var history = UseHistory()
  var pace = Pace()
  var counts = HealthState.Counts()
  var client: (any BotClient)?
  var inFlight = 0
  /// What keeps the panel from being asked, or the disk from being written.
  var trouble: HealthState.Hindrance?
  /// How often processes began anew without our doing.
  var beganAnew: [String: Int] = [:]
  /// What changed and is not on disk.
  private var unsaved: Set<String> = []
  private var savedAt: Duration?
  private let memory: BotMemory?
  private let reservePercent: Int
  let clock: HealthClock
  let log: Logger
  private let tell: @Sendable (HealthEvent) async -> Void

  private static let mostInFlight = 8

  /// Watches nothing yet.
  ///
  /// - Parameters:
  ///   - memory: nil for a watch that remembers nothing, and starts nothing.
  ///   - reservePercent: the share of the panel's limit that is left to people.
  ///   - tell: told of each event once it is on disk.
  public init(
    _ settings: HealthSettings, memory: BotMemory?, leaving reservePercent: Int, clock: HealthClock, log: Logger,
    tell: @escaping @Sendable (HealthEvent) async -> Void = { _ in }
  ) {
    watch = Watch(rules: settings.rules, every: settings.everySeconds)
    watch.acceptsHidden = settings.acceptsHidden
    if memory == nil { watch.rules.isOn = false }
    (self.memory, self.reservePercent, self.clock) = (memory, reservePercent, clock)
    (self.log, self.tell) = (log, tell)
  }

  /// Watches these bots from now on.
  ///
  /// - Parameter known: what somebody else remembers of them, for a watch that remembers nothing itself.
  public func follow(
    _ bots: [WatchedBot], remembering known: [String: KnownBot] = [:]
  ) async throws(ServiceStoreFailure) {
    var remembered = known.mapValues { BotRecord($0) }
    let servers = Set(bots.map(\.server))
    if let memory, bots.contains(where: { watch.numbers[$0.server] == nil }) {
      remembered = try await memory.all().mapValues { BotRecord($0) }
      watch.showsAdministrators = try await memory.fact(Self.shown).map { $0 == "yes" }
    }
    watch.follow(bots.sorted { $0.order < $1.order }, remembered: remembered, at: clock.now())
    history.follow(servers)
    beganAnew = beganAnew.filter { servers.contains($0.key) }
    if let memory, !bots.isEmpty { try await memory.forget(allBut: servers) }
  }

  /// Works until its task is cancelled.
  public func run(_ connect: @escaping Connect) async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        guard let client = await connected(connect) else {
          await clock.sleep(.seconds(60))
          continue
        }
        await step(with: client, in: &group)
      }
    }
    await saveAll()
    client = nil
  }

  /// Looks at every bot once, and returns when all have been looked at, or the panel does not answer.
  public func lookOnce(_ connect: @escaping Connect) async throws {
    let client = try await connect()
    self.client = client
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled, watch.hasUnseen, watch.panel.lostAt == nil { await step(with: client, in: &group) }
    }
  }

  private func connected(_ connect: Connect) async -> (any BotClient)? {
    if let client { return client }
    do {
      client = try await connect()
      return client
    } catch {
      trouble = .init(why: escapedForDisplay("\(error)", upTo: 2000), advice: Self.keyAdvice)
      return nil
    }
  }

  private func step(with client: any BotClient, in group: inout DiscardingTaskGroup) async {
    while inFlight >= Self.mostInFlight, !Task.isCancelled { await clock.sleep(.milliseconds(20)) }
    let pause = pace.pause(at: clock.elapsed())
    if pause > .zero { return await clock.sleep(min(pause, .seconds(5))) }
    await saveNowAndThen()
    switch watch.next(at: clock.now()) {
    case .wait(let until):
      await clock.sleep(.seconds(min(5, max(1, until - clock.now().seconds))))
    case .look(let bot):
      inFlight += 1
      await spend(1)
      let server = watch.bots[bot].server
      group.addTask { await self.look(at: server, with: client) }
    case .learn(let bot):
      inFlight += 1
      await spend(1)
      let server = watch.bots[bot].server
      group.addTask { await self.learn(from: server, with: client) }
    }
  }

  /// Counts requests, so that the next ones wait.
  func spend(_ requests: Int) async {
    guard let client, requests > 0 else { return }
    let perMinute = Pace.perMinute(of: await client.requestCounts.perMinute, leaving: reservePercent)
    pace.spend(requests, perMinute: perMinute, at: clock.elapsed())
  }

  /// Writes down what happened, and tells of it.
  func keep(_ noted: Noted) async throws(ServiceStoreFailure) {
    let changed = noted.changed.map { watch.bots[$0].server }
    unsaved.formUnion(changed)
    if !changed.isEmpty { try await save(changed) }
    for event in noted.events {
      log.log(event)
      await tell(event)
    }
  }

  func keepLearned() async throws(ServiceStoreFailure) {
    try await memory?.set(Self.shown, watch.showsAdministrators.map { $0 ? "yes" : "no" })
  }

  /// What is not urgent is written now and then: when each was seen up last.
  func note(seen server: String) { unsaved.insert(server) }

  private func saveNowAndThen() async {
    let now = clock.elapsed()
    guard savedAt.map({ now - $0 >= .seconds(60) }) ?? true else { return }
    savedAt = now
    await saveAll()
  }

  private func saveAll() async {
    do throws(ServiceStoreFailure) { try await save(Array(unsaved)) } catch {
      trouble = .init(why: error.description, advice: "see the state folder and its disk")
    }
  }

  private func save(_ servers: [String]) async throws(ServiceStoreFailure) {
    let known = servers.compactMap { server in
      watch.numbers[server].map { watch.records[$0].known(of: server) }
    }
    try await memory?.save(known)
    unsaved.subtract(servers)
  }

  private static let shown = "shows-administrators"
  static let keyAdvice = "PTERODACTYL_CLIENT_KEY is an account key of an administrator of the panel"
}

/// How bots are watched.
public struct HealthSettings: Hashable, Sendable {
  public var rules: RestartRules
  /// Seconds between two ordinary looks at a bot, at least.
  public var everySeconds: Int
  /// Whether bots are started again although the panel hides what administrators do.
  public var acceptsHidden: Bool

  public init(rules: RestartRules, everySeconds: Int = 60, acceptsHidden: Bool = false) {
    (self.rules, self.everySeconds, self.acceptsHidden) = (rules, everySeconds, acceptsHidden)
  }
}

extension Logger {
  fileprivate func log(_ event: HealthEvent) {
    var facts: Metadata = ["order": "\(event.order)", "server": "\(event.server)"]
    switch event.kind {
    case .changed(let from, let to, let reason):
      facts["from"] = "\(from.rawValue)"
      facts["to"] = "\(to.rawValue)"
      facts["reason"] = reason.map { "\($0.rawValue)" }
      log(level: to == .crashLoop ? .warning : .debug, "bot", metadata: facts)
    case .started(let inARow):
      facts["inARow"] = "\(inARow)"
      info("bot started again", metadata: facts)
    case .startFailed(let why):
      facts["why"] = "\(why)"
      warning("bot not started", metadata: facts)
    }
  }
}
