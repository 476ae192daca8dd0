import Foundation
import Guarding
import HTTP
import Logging
import Panel
import Planner
import Store
import Testing

@testable import Health

/// The watch with a panel of values behind it, and a clock that goes on by itself.
@Suite struct BotWatchTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "health-\(UUID().uuidString)").path

  private func store() throws -> ServiceStore {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return try ServiceStore(at: folder + "/server.sqlite")
  }

  private func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private let settings = HealthSettings(rules: RestartRules(isOn: true))

  private func watch(
    _ memory: BotMemory?, _ clock: SleepingClock, _ events: Guarded<[HealthEvent]> = Guarded([])
  ) -> BotWatch {
    BotWatch(
      settings, memory: memory, leaving: 20, clock: clock.health,
      log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() },
      tell: { event in events.withLock { $0.append(event) } })
  }

  /// Runs it until so many seconds of its clock are over.
  private func run(_ watch: BotWatch, _ bots: StandInBots, _ clock: SleepingClock, for seconds: Int) async {
    let end = clock.now.seconds + seconds
    let task = Task { await watch.run { bots } }
    while clock.now.seconds < end { await Task.yield() }
    task.cancel()
    await task.value
  }

  @Test func `A bot that falls is started again, and people who look are told since when`() async throws {
    defer { remove() }
    let clock = SleepingClock()
    let bots = StandInBots(now: { clock.now })
    let events = Guarded([HealthEvent]())
    let watch = watch(BotMemory(of: try store()), clock, events)
    try await watch.follow([bot("a"), bot("b")])
    bots.set("a") { ($0.look, $0.afterStart) = (.success(.running(4000)), .running(1)) }
    bots.set("b") { $0.look = .success(.running(4000)) }
    await run(watch, bots, clock, for: 400)
    #expect(await watch.sighting(of: "a")?.state == .running)
    #expect(await watch.sighting(of: "c") == nil)
    #expect(await watch.history(of: "a").count >= 1)
    let fell = clock.now
    bots.set("a") { $0.look = .success(.offline) }
    await run(watch, bots, clock, for: 900)
    let seen = try #require(await watch.sighting(of: "a"))
    #expect(seen.state == .running && seen.restarts.total == 1 && seen.restarts.inARow == 1)
    #expect(seen.since > fell)
    #expect(bots.asked.withLock { $0.filter { $0 == "start a" } }.count == 1)
    #expect(await watch.sighting(of: "b")?.restarts.total == 0)
    let started = events.withLock { $0.filter { $0.kind == .started(inARow: 1) } }
    #expect(started.map(\.order.text) == ["ord-a"])
  }

  @Test func `What a schedule stopped stays down, and only what seems to have crashed is asked about that`()
    async throws
  {
    defer { remove() }
    let clock = SleepingClock()
    let bots = StandInBots(now: { clock.now })
    let watch = watch(BotMemory(of: try store()), clock)
    try await watch.follow([bot("a"), bot("b")])
    // Its token came after it was first seen.
    bots.set("a") { $0.token = .missing }
    await run(watch, bots, clock, for: 200)
    for server in ["a", "b"] { bots.set(server) { ($0.look, $0.token) = (.success(.running(4000)), .given) } }
    await run(watch, bots, clock, for: 400)
    let stopped = clock.now
    bots.set("a") { ($0.look, $0.scheduled) = (.success(.offline), [BotActivity(.stop, at: stopped)]) }
    bots.set("b") { ($0.look, $0.activity) = (.success(.offline), [BotActivity(.stop, at: stopped)]) }
    await run(watch, bots, clock, for: 7200)
    let seen = await watch.sightings()
    #expect(seen["a"]?.state == .offline && seen["a"]?.reason == .stoppedBySchedule)
    #expect(seen["b"]?.state == .offline && seen["b"]?.reason == .stoppedByPerson)
    #expect(!bots.asked.withLock { $0.contains { $0.hasPrefix("start ") || $0 == "schedules b" } })
  }

  @Test(arguments: [false, true])
  func
    `Whether a panel hides administrators is told by a start of a bot that runs, before anything that is down is started`(
      isHidden: Bool
    ) async throws
  {
    defer { remove() }
    let clock = SleepingClock()
    let bots = StandInBots(hidesStarts: isHidden, now: { clock.now })
    let events = Guarded([HealthEvent]())
    let watch = watch(BotMemory(of: try store()), clock, events)
    try await watch.follow([bot("a"), bot("b"), bot("c")])
    for server in ["a", "b", "c"] { bots.set(server) { $0.look = .success(.running(4000)) } }
    await run(watch, bots, clock, for: 400)
    // Nothing is sent while nothing is down.
    #expect(!bots.asked.withLock { $0.contains { $0.hasPrefix("start ") } })
    bots.set("a") { ($0.look, $0.afterStart) = (.success(.offline), .running(1)) }
    await run(watch, bots, clock, for: 3600)
    let started = bots.asked.withLock { $0.filter { $0.hasPrefix("start ") } }
    #expect(["start b", "start c"].contains(started.first))
    #expect(started.dropFirst() == (isHidden ? [] : ["start a"]))
    #expect(await (watch.hindrance != nil) == isHidden)
    // What runs was not started again, and nobody is told so.
    #expect(await watch.sightings().filter { $0.key != "a" }.allSatisfy { $0.value.restarts.total == 0 })
    #expect(events.withLock { $0.count { $0.kind == .started(inARow: 1) } } == (isHidden ? 0 : 1))
  }

  @Test func `What was tried is remembered by the next process`() async throws {
    defer { remove() }
    let clock = SleepingClock()
    let bots = StandInBots(now: { clock.now })
    let store = try store()
    bots.set("a") { $0.look = .success(.running(4000)) }
    for round in 0..<8 {
      // A new process each time.
      let watch = watch(BotMemory(of: store), clock)
      try await watch.follow([bot("a")])
      await run(watch, bots, clock, for: 400)
      if round == 0 { bots.set("a") { $0.look = .success(.offline) } }
    }
    await run(try await following(store, clock), bots, clock, for: 20_000)
    #expect(bots.asked.withLock { $0.filter { $0 == "start a" } }.count == 5)
    let last = try await following(store, clock)
    let seen = try #require(await last.sighting(of: "a"))
    #expect(seen.state == .crashLoop && seen.restarts.inARow == 5 && seen.restarts.total == 5)
    #expect(BotMemory.remembered(at: folder + "/server.sqlite")["a"]?.starts == 5)
  }

  private func following(_ store: ServiceStore, _ clock: SleepingClock) async throws -> BotWatch {
    let watch = watch(BotMemory(of: store), clock)
    try await watch.follow([bot("a")])
    return watch
  }

  @Test func `A start that the panel refuses counts, and is said`() async throws {
    defer { remove() }
    let clock = SleepingClock()
    let bots = StandInBots(now: { clock.now })
    let events = Guarded([HealthEvent]())
    let watch = watch(BotMemory(of: try store()), clock, events)
    try await watch.follow([bot("a")])
    bots.set("a") { $0.look = .success(.running(4000)) }
    await run(watch, bots, clock, for: 400)
    bots.set("a") {
      $0.look = .success(.offline)
      $0.startFailure = .daemonFailed(node: nil, status: 504)
    }
    await run(watch, bots, clock, for: 20_000)
    #expect(bots.asked.withLock { $0.filter { $0 == "start a" } }.count == 5)
    let failures = events.withLock { $0.filter { if case .startFailed = $0.kind { true } else { false } } }
    #expect(failures.count == 5)
    #expect(await watch.state().counts.failedStarts == 5)
  }

  @Test func `A panel that does not answer hinders, and is asked less and less`() async throws {
    defer { remove() }
    let clock = SleepingClock()
    let bots = StandInBots(now: { clock.now })
    let watch = watch(BotMemory(of: try store()), clock)
    try await watch.follow((0..<50).map { bot("a\($0)") })
    for number in 0..<50 { bots.set("a\(number)") { $0.look = .failure(.noAnswer(.never, .noConnection)) } }
    await run(watch, bots, clock, for: 3600)
    #expect(await watch.hindrance?.why == "the panel did not answer: nobody accepts connections there")
    #expect(await watch.sightings().values.allSatisfy { $0.state == .unknown && $0.reason == .panelUnreachable })
    #expect(bots.asked.withLock(\.count) < 200)
    for number in 0..<50 { bots.set("a\(number)") { $0.look = .success(.running(10)) } }
    await run(watch, bots, clock, for: 600)
    #expect(await watch.hindrance == nil)
    #expect(await watch.sightings().values.allSatisfy { $0.state == .running })
  }

  @Test func `Requests stay within what the panel answers`() async throws {
    defer { remove() }
    let clock = SleepingClock()
    let bots = StandInBots(limit: 128, now: { clock.now })
    let watch = watch(BotMemory(of: try store()), clock)
    try await watch.follow((0..<300).map { bot("a\($0)", node: $0 % 3) })
    for number in 0..<300 { bots.set("a\(number)") { $0.look = .success(.running(9000)) } }
    await run(watch, bots, clock, for: 1800)
    let asked = bots.asked.withLock { $0.count }
    #expect(asked <= 91 * 30 + 91 && asked > 91 * 30 * 8 / 10, "\(asked) requests in half an hour")
    let ages = await watch.sightings().values.map { clock.now.seconds - ($0.seenAt?.seconds ?? 0) }
    #expect(ages.allSatisfy { $0 < 300 })
  }

  @Test func `A look at everything starts nothing, and ends`() async throws {
    let clock = SleepingClock()
    let bots = StandInBots(now: { clock.now })
    var rules = RestartRules(isOn: true)
    rules.downSeconds = 0
    let watch = BotWatch(
      HealthSettings(rules: rules, everySeconds: 86_400), memory: nil, leaving: 0, clock: clock.health,
      log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    try await watch.follow([bot("a"), bot("b"), bot("c"), bot("d")])
    bots.set("a") { $0.look = .success(.running(10)) }
    bots.set("b") { $0.activity = [BotActivity(.start, at: Instant(seconds: clock.now.seconds - 9000))] }
    bots.set("c") { $0.token = .missing }
    bots.set("d") { $0.look = .failure(.notFound(.subject(of: "d"))) }
    try await watch.lookOnce { bots }
    let seen = await watch.sightings().mapValues { "\($0.state.rawValue) \($0.reason?.rawValue ?? "")" }
    #expect(
      seen == [
        "a": "running ", "b": "crashed ended-by-itself", "c": "needs-token token-missing", "d": "unknown not-found",
      ])
    #expect(!bots.asked.withLock { $0.contains { $0.hasPrefix("start") } })
  }

  @Test(arguments: [1, 2, 5])
  func `A look at everything ends where the panel answers nothing, however small the fleet is`(count: Int) async throws
  {
    let clock = SleepingClock()
    let bots = StandInBots(now: { clock.now })
    let watch = BotWatch(
      HealthSettings(rules: RestartRules(isOn: false), everySeconds: 86_400), memory: nil, leaving: 0,
      clock: clock.health, log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    let names = (0..<count).map { "a\($0)" }
    for name in names { bots.set(name) { $0.look = .failure(.access(.keyRefused)) } }
    try await watch.follow(names.map { bot($0) })
    try await watch.lookOnce { bots }
    #expect(await watch.sightings().values.allSatisfy { $0.reason == .panelUnreachable })
    #expect(clock.now.seconds - SleepingClock.start < 120)
  }

  @Test func `A fleet that changes forgets whom it has no more, and keeps the others`() async throws {
    defer { remove() }
    let clock = SleepingClock()
    let bots = StandInBots(now: { clock.now })
    let memory = BotMemory(of: try store())
    let watch = watch(memory, clock)
    for server in ["a", "b", "c"] { bots.set(server) { $0.look = .success(.running(10)) } }
    try await watch.follow([bot("a"), bot("b")])
    await run(watch, bots, clock, for: 300)
    let before = await watch.sighting(of: "b")?.since
    try await watch.follow([bot("b"), bot("c")])
    #expect(await watch.sightings().keys.sorted() == ["b", "c"])
    #expect(await watch.sighting(of: "b")?.since == before)
    await run(watch, bots, clock, for: 300)
    #expect(try await memory.all().keys.sorted() == ["b", "c"])
  }
}
