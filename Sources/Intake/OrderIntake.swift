public import Applier
public import Forges
import Git
public import Logging
public import Planner
public import Store

/// Takes orders in from a shop, and makes commits of them.
///
/// What `accept` was given is on disk when it returns; `work` does everything else, one round at a time, and may be cut short at any
/// instant: the next round goes on from what disk, branch and panel say. Whoever delivers or asks does not wait for a round.
public actor OrderIntake {
  var settings: IntakeSettings
  let inbox: Inbox
  let workspace: Workspace
  let panel: PanelAccess
  let forge: (any ForgeClient)?
  let shop: (any Shop)?
  let now: @Sendable () -> Instant
  let log: Logger
  /// Asked after each step of a round whether the process dies there: a test's way to end it anywhere.
  let dies: @Sendable (WorkStep) -> Bool

  let seen = SeenBranch()
  var history = IntakeHistory()
  /// Until when nobody who has to answer soon looks at the remote: it failed to answer just now.
  var blindUntil: Instant?
  var isWorking = false
  /// How many rounds in a row failed as a whole.
  var failures = 0
  /// The clone, opened once more for `BranchView`.
  var reader: Repository?
  /// Where the fleet's orders lie, read where a new one had to be placed beside them, and the folder of all of them by now: what intake itself
  /// adds lies where the others do, and is not read again.
  var neighbours: (folder: ObjectID?, placement: OrderPlacement)?
  /// The day on which what came to an end long ago was forgotten.
  var forgotAt: Day?
  /// Until when the forge is not asked to close anything: it failed just now.
  var blindToForgeUntil: Instant?
  /// When the forge was last asked what became of pull requests.
  var askedForge: Instant?

  /// - Parameters:
  ///   - workspace: of a clone that the service has to itself; its working tree and branches are left as they are.
  ///   - forge: nil where pull requests cannot be opened: what wants one waits for a person.
  ///   - shop: nil where its database cannot be read.
  public init(
    _ settings: IntakeSettings, inbox: Inbox, workspace: Workspace, panel: PanelAccess, forge: (any ForgeClient)?,
    shop: (any Shop)?, now: @escaping @Sendable () -> Instant, log: Logger
  ) {
    self.init(
      settings, inbox: inbox, workspace: workspace, panel: panel, forge: forge, shop: shop, now: now, log: log,
      dying: { _ in false })
  }

  init(
    _ settings: IntakeSettings, inbox: Inbox, workspace: Workspace, panel: PanelAccess, forge: (any ForgeClient)?,
    shop: (any Shop)?, now: @escaping @Sendable () -> Instant, log: Logger,
    dying dies: @escaping @Sendable (WorkStep) -> Bool
  ) {
    self.settings = settings
    self.inbox = inbox
    self.workspace = workspace
    self.panel = panel
    self.forge = forge
    self.shop = shop
    self.now = now
    self.log = log
    self.dies = dies
  }

  /// Takes another policy from the next round on: `fleet/service.yaml` changed.
  public func follow(_ policy: IntakeSettings.CommitPolicy) { settings.commit = policy }
}

/// A step of a round that has left something behind.
enum WorkStep: String, Hashable, Sendable, CaseIterable {
  case fetched, planned, written, pushed, settled, branchPushed, requestOpened, userMade
}
