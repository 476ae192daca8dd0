import Forges
import FoundationEssentials
import Intake
import Pages
import Views

/// What shows people their bots: what is kept for that, and what their requests are answered from.
struct PageParts: Sendable {
  let site: PageSite
  let watch: FleetWatch
  let changes: ChangeDesk

  /// Nil where the machine's file lets nobody in.
  ///
  /// - Parameters:
  ///   - powered: told of power signals that people asked for.
  ///   - pushed: told after somebody's change was committed, or wants to be tried again.
  static func make(
    _ setup: ServerSetup, _ secrets: ServerSecrets, _ keys: Keys, folder: StateFolder, board: StatusBoard,
    desk: OrderIntake, forge: (any ForgeClient)?, shop: (any Shop)?, reconcile: ReconcilePart, health: HealthPart,
    powered: @escaping @Sendable (PowerDeed) async -> Void = { _ in }, pushed: @escaping @Sendable () async -> Void
  ) async throws(ServerFailure) -> PageParts? {
    guard setup.configuration.signIn != nil || !setup.configuration.admins.isEmpty else { return nil }
    let time = setup.time
    let watch = FleetWatch(setup, clone: folder.pagesClone, board: board, desk: desk, health: health)
    let archive = OrderArchive(setup, clone: folder.pagesClone, health: health)
    let changes = ChangeDesk(setup, clone: folder.pagesClone, forge: forge)
    let site = PageSite(
      door: try await makeDoorkeeper(setup, secrets, keys, folder: folder, shop: shop),
      sight: { await watch.sight() },
      material: { order, wish in
        guard let tip = await watch.tip else { return OrderMaterial() }
        return await archive.material(of: order, wish, at: tip)
      },
      power: PowerDesk(
        send: { try await health.send($0, to: $1) }, elapsed: time.elapsed, now: time.now, log: setup.log, sent: powered
      ),
      changes: changes, streams: StreamPlaces(), mailPace: MailPace(elapsed: time.elapsed), assets: PageAssets(),
      sleep: time.sleep, now: time.now, accept: { await reconcile.accept($0, because: $1) },
      pushed: {
        await pushed()
        await watch.look()
      })
    return PageParts(site: site, watch: watch, changes: changes)
  }
}
