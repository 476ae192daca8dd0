import Applier
import Git
import HTTP
import Health
import Intake
import Logging
import Notify
import Planner
import Store

/// Tells people what their orders have come to, while `service.yaml` says whom and of what.
///
/// It looks at the branch's tip and at intake's inbox, and leaves the saying to the lanes of a ``Notifier``, which wait for nobody.
actor NotifyPart {
  private let setup: ServerSetup
  private let clone: String
  private let board: StatusBoard
  private let store: ServiceStore
  private let desk: OrderIntake
  private let health: any HealthReading
  private let secrets: ServerSecrets
  private let bell: Bell
  private var settings = ServiceSettings()
  private var repository: Repository?
  /// What the branch's tip said when it was read last, and on which day.
  private var seen: (tip: ObjectID, day: Day, status: FleetStatus)?

  init(
    _ setup: ServerSetup, clone: String, board: StatusBoard, store: ServiceStore, desk: OrderIntake,
    health: any HealthReading, secrets: ServerSecrets
  ) {
    (self.setup, self.clone, self.board) = (setup, clone, board)
    (self.store, self.desk, self.health, self.secrets) = (store, desk, health, secrets)
    bell = Bell(sleep: setup.time.sleep)
  }

  /// Takes other rules from the next look on.
  func follow(_ settings: ServiceSettings) async {
    self.settings = settings
    await bell.ring()
  }

  /// Looks now: something was committed.
  func wake() async { await bell.ring() }

  /// Works until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      let now = settings
      guard !now.notify.isEmpty else {
        await board.note(.notify, .off)
        await bell.wait(atMost: .seconds(3600))
        continue
      }
      do {
        try await tell(as: now)
      } catch {
        await board.note(
          .notify, .hindered, why: escapedForDisplay("\(error)", upTo: 2000),
          advice: "see `channels` of the machine's file, and `notify` and `templates` of service.yaml")
        await bell.wait(atMost: .seconds(600))
      }
    }
    await board.note(.notify, .stopped)
  }

  /// Looks and tells by the same settings until they change.
  private func tell(as current: ServiceSettings) async throws {
    let receivers = try makeReceivers(setup.configuration, secrets) { [weak self] in try await self?.address(of: $0) }
    guard !receivers.isEmpty else {
      await board.note(
        .notify, .hindered, why: "service.yaml says whom to tell, and the machine's file has no channel for anybody",
        advice: "give `channels` of the machine's file `staff` or `customer`")
      return await bell.wait(atMost: .seconds(3600))
    }
    let notifier = try Notifier(
      fleet: try await fleetName(), rules: current.notify.map(NotifyRule.init), receivers: receivers,
      staffTexts: try MessageTexts(to: .staff, as: current),
      customerTexts: try MessageTexts(to: .customer, as: current),
      store: store, http: try HTTPClient(.init(userAgent: "botfleet/\(setup.version)", maxResponseBytes: 1 << 20)),
      now: setup.time.now, chance: setup.chance, log: setup.log)
    let sleep = setup.time.sleep
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await notifier.run {
          await sleep(.seconds(1))
          try Task.checkCancellation()
        }
      }
      while !Task.isCancelled, settings == current {
        await look(for: notifier)
        await bell.wait(atMost: .seconds(15))
      }
      group.cancelAll()
    }
  }

  /// What a look found goes on to be told even where the next one fails.
  private func look(for notifier: Notifier) async {
    do {
      let standings = try await desk.standings()
      let fleet = try await status()
      let sightings = await health.sightings().values
      _ = try await notifier.note(
        Standing(
          fleet: fleet, intake: standings.compactMap(ReachedState.init), events: healthEvents(sightings, in: fleet),
          tokens: knownTokens(sightings)))
    } catch {
      repository = nil
      return await board.note(.notify, .hindered, why: escapedForDisplay("\(error)", upTo: 2000))
    }
    let troubles = await notifier.lanesNow().compactMap(\.trouble)
    await board.note(
      .notify, troubles.isEmpty ? .running : .hindered,
      why: troubles.isEmpty ? nil : escapedForDisplay(troubles.joined(separator: "; "), upTo: 2000),
      advice: troubles.isEmpty ? nil : "messages wait on disk for three days")
  }

  /// The fleet at the branch's tip; nil while the remote has no such branch. A dead remote is another part's to report.
  private func status() async throws -> FleetStatus? {
    let branch = setup.configuration.repository.branch
    let repository = try await opened()
    var tip = try? await setup.follow(in: repository)
    if tip == nil { tip = try await repository.target(of: "refs/heads/\(branch)") }
    guard let tip else { return nil }
    let now = setup.time.now()
    if let seen, seen.tip == tip, seen.day == now.day { return seen.status }
    let report = try await setup.workspace(in: clone).status(
      of: .revision(tip.description), orders: [], asOf: now, now: setup.time.now, nil)
    seen = (tip, now.day, report.status)
    return report.status
  }

  /// The clone, opened once, and again after a failure: somebody may have deleted it.
  private func opened() async throws(GitError) -> Repository {
    if let repository { return repository }
    let opened = try await setup.openClone(clone)
    repository = opened
    return opened
  }

  private func fleetName() async throws -> String { try await status()?.fleet ?? setup.configuration.repository.fleet }

  /// Where a mail to a customer goes, as the panel has it now.
  private func address(of customer: String) async throws -> String? {
    guard let tip = seen?.tip else { return nil }
    return try await setup.workspace(in: clone).openCustomers(at: tip.description, setup.panel).email(of: customer)
  }
}

extension LaneReport {
  fileprivate var trouble: String? {
    switch condition {
    case .open: nil
    case .paused(_, let why): "\(receiver) takes nothing now: \(why)"
    case .closed(let why): "\(receiver) refuses messages until this server is started anew: \(why)"
    }
  }
}
