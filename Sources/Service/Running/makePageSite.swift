import Forges
import FoundationEssentials
import Intake
import Pages
import Views

/// What pages are answered from; nil where the machine's file lets nobody in.
///
/// - Parameters:
///   - powered: told of power signals that people asked for.
///   - pushed: told after somebody's change was committed, or wants to be tried again.
func makePageSite(
  _ setup: ServerSetup, _ secrets: ServerSecrets, _ keys: Keys, folder: StateFolder, board: StatusBoard,
  desk: OrderIntake, forge: (any ForgeClient)?, shop: (any Shop)?, reconcile: ReconcilePart,
  health: HealthPart,
  powered: @escaping @Sendable (PowerDeed) async -> Void = { _ in }, pushed: @escaping @Sendable () async -> Void
) async throws(ServerFailure) -> PageSite? {
  guard setup.configuration.signIn != nil || !setup.configuration.admins.isEmpty else { return nil }
  let time = setup.time
  return PageSite(
    door: try await makeDoorkeeper(setup, secrets, keys, folder: folder, shop: shop),
    watch: FleetWatch(setup, clone: folder.pagesClone, board: board, desk: desk, health: health),
    archive: OrderArchive(setup, clone: folder.pagesClone, health: health),
    power: PowerDesk(
      send: { try await health.send($0, to: $1) }, elapsed: time.elapsed, now: time.now, log: setup.log, sent: powered),
    changes: ChangeDesk(setup, clone: folder.pagesClone, forge: forge), streams: StreamPlaces(),
    mailPace: MailPace(elapsed: time.elapsed), assets: PageAssets(), sleep: time.sleep, now: time.now,
    accept: { await reconcile.accept($0, because: $1) }, pushed: pushed)
}
