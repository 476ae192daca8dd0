import Applier
import FoundationEssentials
import Git
import Hummingbird
import Intake
import Logging
import Planner
import ServiceLifecycle
import Store
public import UnixSignals

/// A whole server: the listener, and the parts behind it. No part waits for another.
public struct BotfleetService: Sendable {
  let setup: ServerSetup
  let folder: StateFolder
  let board: StatusBoard
  let intake: IntakePart
  let desk: OrderIntake
  let reconcile: ReconcilePart
  let health: HealthPart
  let notify: NotifyPart
  let mirror: MirrorPart
  let settings: SettingsPart
  /// Nil where nobody can sign in.
  let pages: PageParts?
  let keys: Keys
  let tally = RequestTally()

  /// Opens everything that is on this machine. Nothing elsewhere is asked, so that it starts whatever is down.
  public init(_ setup: ServerSetup) async throws(ServerFailure) {
    self.setup = setup
    let secrets = try ServerSecrets(of: setup.configuration, in: setup.environment)
    keys = try secrets.keys(of: setup.configuration)
    folder = try StateFolder(setup.path(setup.configuration.state))
    let store: ServiceStore
    do { store = try ServiceStore(at: folder.database) } catch { throw .store(error.description) }
    let board = StatusBoard(version: setup.version, now: setup.time.now, log: setup.log)
    self.board = board
    let workspace = try await Self.openClone(setup, folder.intakeClone)
    let forge = try connect(setup.configuration.forge, secrets, setup)
    let shop = try connectShop(setup.configuration.shop, secrets)
    desk = OrderIntake(
      IntakeSettings(branch: setup.configuration.repository.branch), inbox: Inbox(of: store), workspace: workspace,
      panel: setup.panel, forge: forge, shop: shop, now: setup.time.now, log: setup.log)
    let reconcile = ReconcilePart(setup, clone: folder.reconcileClone, board: board)
    self.reconcile = reconcile
    let health = HealthPart(setup, clone: folder.healthClone, board: board, store: store)
    self.health = health
    let notify = NotifyPart(
      setup, clone: folder.notifyClone, board: board, store: store, desk: desk, health: health, secrets: secrets)
    self.notify = notify
    let mirror = MirrorPart(
      setup, clone: folder.mirrorClone, board: board,
      client: try connectDatabase(setup.configuration.mirror, secrets), facts: WaitingFacts(of: store), health: health)
    self.mirror = mirror
    await health.follow { await mirror.note($0) }
    let committed = CommitBell()
    let intake = IntakePart(
      desk, hasShop: shop != nil, board: board, time: setup.time, log: setup.log,
      pushed: {
        await reconcile.wake()
        await health.wake()
        await notify.wake()
        await mirror.wake()
        await committed.ring()
      })
    self.intake = intake
    let pages = try await PageParts.make(
      setup, secrets, keys, folder: folder, board: board, desk: desk, forge: forge, shop: shop, reconcile: reconcile,
      health: health, powered: { await mirror.note($0) },
      pushed: {
        await reconcile.wake()
        await health.wake()
        await notify.wake()
        await mirror.wake()
      })
    self.pages = pages
    if let pages { await committed.follow { await pages.watch.wake() } }
    settings = SettingsPart(setup, clone: folder.intakeClone, board: board) { settings in
      await intake.follow(settings.intake)
      await reconcile.follow(settings.reconcile)
      await health.follow(settings.health)
      await notify.follow(settings)
      await mirror.follow(settings.mirror)
      await pages?.changes.follow(settings)
    }
  }

  private static func openClone(_ setup: ServerSetup, _ clone: String) async throws(ServerFailure) -> Workspace {
    do {
      _ = try await setup.openClone(clone)
      return try await setup.workspace(in: clone)
    } catch {
      throw .state(path: clone, why: "\(error)")
    }
  }

  /// Runs until a signal, or the graceful shutdown of the group around it, asks it to end.
  ///
  /// - Parameter signals: that ask.
  public func run(signals: [UnixSignal] = [.sigterm, .sigint]) async throws {
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
      .independent(Looping(body: { await settings.run() })),
      .independent(Looping(body: { await intake.run() })),
      .independent(Looping(body: { await reconcile.run() }, stop: { await reconcile.stop() })),
      .independent(Looping(body: { await health.run() })),
      .independent(Looping(body: { await notify.run() })),
      .independent(Looping(body: { await packClones(folder.clones, of: setup) })),
      .independent(Looping(body: { await mirror.run() })),
    ]
    if let pages { services.append(.independent(Looping(body: { await pages.watch.run() }))) }
    if let metrics = metricsListener() { services.append(.independent(metrics)) }
    services.append(
      .init(
        service: listener(), successTerminationBehavior: .gracefullyShutdownGroup,
        failureTerminationBehavior: .gracefullyShutdownGroup))
    var configuration = ServiceGroupConfiguration(services: services, logger: setup.log)
    configuration.gracefulShutdownSignals = signals
    configuration.maximumGracefulShutdownDuration = .seconds(9)
    setup.log.info("begins", metadata: ["version": "\(setup.version)"])
    try await ServiceGroup(configuration: configuration).run()
    setup.log.info("ended")
  }

  private func listener() -> any Service {
    let configuration = setup.configuration
    let site = Site(
      desk: { [intake, desk] in await intake.isWanted ? desk : nil }, keys: keys,
      bells: Bells(
        delivered: { [intake] in await intake.wake() }, called: { [intake] in await intake.call(about: $0) },
        pushed: { [settings, reconcile, intake, health, notify, mirror, pages] in
          await settings.wake()
          await reconcile.wake()
          await intake.wake()
          await health.wake()
          await notify.wake()
          await mirror.wake()
          await pages?.watch.wake()
        }), accept: { [reconcile] in await reconcile.accept($0, because: $1) }, board: board, limits: setup.limits,
      now: { Date() })
    let door = FrontDoor(
      rate: RequestRate(setup.limits, elapsed: setup.time.elapsed), proxies: Set(configuration.proxies), tally: tally)
    let application = makeListener(
      makeRouter(site, door, pages: pages?.site), at: configuration.listen, setup.limits, log: setup.log,
      running: { [setup, board] port in
        await board.note(.listener, .running)
        await setup.running(.server, port)
      })
    return Listening(application: application, address: configuration.listen.description)
  }

  private func metricsListener() -> (any Service)? {
    guard let address = setup.configuration.metrics else { return nil }
    let router = Router(context: ServiceContext.self)
    let (board, tally, now) = (board, tally, setup.time.now)
    router.get("metrics") { _, _ async -> Response in
      textResponse(.ok, await metricsText(of: board, tally, now()), type: "text/plain; version=0.0.4; charset=utf-8")
    }
    let application = makeListener(
      router, at: address, setup.limits, log: setup.log,
      running: { [setup, board] port in
        await board.note(.metrics, .running)
        await setup.running(.metrics, port)
      })
    return Retrying(
      body: { try await application.run() }, failed: { [board] why in await board.note(.metrics, .hindered, why: why) },
      sleep: setup.time.sleep)
  }
}
