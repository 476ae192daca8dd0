import Applier
import Git
import Health
import Logging
import Panel
import Planner
import Store

/// Watches the bots while `service.yaml` says so, and starts again those that it says are started again.
///
/// What is seen is asked for here, whether anything is watched now or not: it knows nothing of a bot then.
actor HealthPart: HealthReading {
  private let setup: ServerSetup
  private let clone: String
  private let board: StatusBoard
  private let memory: BotMemory
  private let bell: Bell
  /// Nil where it does not run.
  private var rules: ServiceSettings.HealthRules?
  private var watch: BotWatch?
  /// Told of what happens to bots.
  private var told: (@Sendable (HealthEvent) async -> Void)?
  private var repository: Repository?
  /// What the branch's tip said when it was read last, and on which day.
  private var seen: (tip: ObjectID, day: Day)?

  init(_ setup: ServerSetup, clone: String, board: StatusBoard, store: ServiceStore) {
    (self.setup, self.clone, self.board) = (setup, clone, board)
    memory = BotMemory(of: store)
    bell = Bell(sleep: setup.time.sleep)
  }

  /// Takes other rules; nil watches nothing.
  func follow(_ rules: ServiceSettings.HealthRules?) async {
    self.rules = rules
    await bell.ring()
  }

  /// Tells somebody what happens to bots.
  func follow(_ told: @escaping @Sendable (HealthEvent) async -> Void) { self.told = told }

  /// Looks at the branch now: something was committed.
  func wake() async { await bell.ring() }

  /// Works until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      guard let now = rules else {
        watch = nil
        await board.follow(nil)
        await board.note(.health, .off)
        await bell.wait(atMost: .seconds(3600))
        continue
      }
      do { try await watch(as: now) } catch {
        await board.note(
          .health, .hindered, why: escapedForDisplay("\(error)", upTo: 2000),
          advice: "PTERODACTYL_CLIENT_KEY is an account key of an administrator of the panel")
        await bell.wait(atMost: .seconds(60))
      }
    }
    await board.note(.health, .stopped)
  }

  /// Watches by the same rules until they change, or the panel does.
  private func watch(as current: ServiceSettings.HealthRules) async throws {
    let door = try await openDoor()
    let watch = BotWatch(
      HealthSettings(current), memory: memory, leaving: door.address.reservePercent, clock: HealthClock(setup.time),
      log: setup.log, tell: { [weak self] event in await self?.told?(event) })
    seen = nil
    try await follow(watch, current)
    self.watch = watch
    await board.follow(watch, showing: MetricsDetail(rawValue: current.detail.rawValue) ?? .automatic)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await watch.run { [self] in try await openDoor().client } }
      while !Task.isCancelled, rules == current {
        do {
          try await follow(watch, current)
          if try await openDoor().address != door.address { break }
          await note(await watch.hindrance)
        } catch {
          // What was watched goes on to be watched; a dead remote is another part's to report.
          repository = nil
          await note(await watch.hindrance)
        }
        await bell.wait(atMost: .seconds(30))
      }
      group.cancelAll()
    }
  }

  private func note(_ hindrance: HealthState.Hindrance?) async {
    await board.note(
      .health, hindrance == nil ? .running : .hindered,
      why: hindrance.map { escapedForDisplay($0.why, upTo: 2000) }, advice: hindrance?.advice)
  }

  /// Watches what the branch's tip declares.
  private func follow(_ watch: BotWatch, _ rules: ServiceSettings.HealthRules) async throws {
    let tip = try await tip()
    let now = setup.time.now()
    if let seen, seen.tip == tip, seen.day == now.day { return }
    let report = try await setup.workspace(in: clone).status(
      of: .revision(tip.description), orders: [], asOf: now, now: setup.time.now, nil)
    try await watch.follow(watchedBots(in: report.status, token: rules.token))
    await board.note(report.status.counts)
    seen = (tip, now.day)
  }

  private func openDoor() async throws -> BotDoor {
    guard let access = setup.bots else { throw BotDoorFailure.noClientKey }
    // Which makes the clone where there is none.
    let tip = try await tip()
    return try await setup.workspace(in: clone).openBots(at: tip.description, access)
  }

  /// The branch's tip; the last one that was fetched where the remote is dead.
  private func tip() async throws -> ObjectID {
    let branch = setup.configuration.repository.branch
    let repository = try await opened()
    var tip = try? await setup.follow(in: repository)
    if tip == nil { tip = try await repository.target(of: "refs/heads/\(branch)") }
    guard let tip else { throw NoBranchYet(branch: branch) }
    return tip
  }

  /// The clone, opened once, and again after a failure: somebody may have deleted it.
  private func opened() async throws(GitError) -> Repository {
    if let repository { return repository }
    let opened = try await setup.openClone(clone)
    repository = opened
    return opened
  }
}

/// The remote has no such branch.
struct NoBranchYet: Error, CustomStringConvertible {
  let branch: String
  var description: String { "the remote has no branch \(branch)" }
}

extension HealthPart {
  func sighting(of server: String) async -> BotSighting? { await watch?.sighting(of: server) }

  func sightings() async -> [String: BotSighting] { await watch?.sightings() ?? [:] }

  func history(of server: String) async -> [BotUsePoint] { await watch?.history(of: server) ?? [] }

  /// Where a server's files are put; nil where the panel does not say.
  func files(of server: String) async throws -> FileHost? { try await openDoor().client.files(of: server) }

  /// Sends a signal that a person asked for here. Whoever lets people ask says who may, how often, and keeps that they did.
  func send(_ signal: PowerSignal, to server: String) async throws {
    try await openDoor().client.send(signal, to: server)
    await watch?.noteHand(server)
  }
}

extension HealthSettings {
  init(_ rules: ServiceSettings.HealthRules) {
    self.init(
      rules: RestartRules(isOn: rules.restart == .onFailure), everySeconds: rules.everySeconds,
      acceptsHidden: rules.hiddenStops == .accepted)
  }
}

extension HealthClock {
  init(_ time: LockRequest.Time) { self.init(now: time.now, elapsed: time.elapsed, sleep: time.sleep) }
}
