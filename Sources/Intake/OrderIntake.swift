public import Applier
public import Forges
public import Logging
public import Planner
public import Store

/// Takes orders in from a shop, and makes commits of them.
///
/// What `accept` was given is on disk when it returns; `work` does everything else, one round at a time, and may be cut short at any
/// instant: the next round goes on from what disk, branch and panel say.
public actor OrderIntake {
  var settings: IntakeSettings
  let inbox: Inbox
  let workspace: Workspace
  let panel: PanelAccess
  let forge: (any ForgeClient)?
  let shop: (any Shop)?
  let now: @Sendable () -> Instant
  let log: Logger

  /// - Parameters:
  ///   - workspace: of a clone that the service has to itself; its working tree and branches are left as they are.
  ///   - forge: nil where pull requests cannot be opened: what wants one waits for a person.
  ///   - shop: nil where its database cannot be read.
  public init(
    _ settings: IntakeSettings, inbox: Inbox, workspace: Workspace, panel: PanelAccess, forge: (any ForgeClient)?,
    shop: (any Shop)?, now: @escaping @Sendable () -> Instant, log: Logger
  ) {
    self.settings = settings
    self.inbox = inbox
    self.workspace = workspace
    self.panel = panel
    self.forge = forge
    self.shop = shop
    self.now = now
    self.log = log
  }

  /// Takes another policy from the next round on: `fleet/service.yaml` changed.
  public func follow(_ policy: IntakeSettings.CommitPolicy) { settings.commit = policy }

  /// Takes a delivery in. Durable before it returns.
  public func accept(_ delivery: ArrivedDelivery) async throws(IntakeFailure) -> IntakeAnswer {
    throw .store("not built yet")
  }

  /// Takes in what the shop's database says of one order now: what a wake-up call is about.
  ///
  /// - Returns: nil where the shop has no such row, or says nothing new.
  public func call(about order: OrderID) async throws(IntakeFailure) -> IntakeAnswer? {
    throw .store("not built yet")
  }

  /// Where an order stands; nil where intake knows nothing of it.
  public func standing(of order: OrderID) async throws(IntakeFailure) -> OrderStanding? {
    throw .store("not built yet")
  }

  /// One round: takes what waits, commits and pushes it, opens pull requests, makes panel users.
  public func work() async -> IntakeRound {
    IntakeRound()
  }

  /// Reads the shop's rows, and takes in what no delivery told of.
  public func sweep() async throws(IntakeFailure) -> SweepReport {
    throw .store("not built yet")
  }

  /// The deliveries that nothing comes of without a person, the oldest first.
  public func needingPerson() async throws(IntakeFailure) -> [OrderStanding] {
    throw .store("not built yet")
  }

  /// Tries a delivery that needs a person once more; false where there is none of this id that does.
  public func retry(_ delivery: String) async throws(IntakeFailure) -> Bool {
    throw .store("not built yet")
  }

  /// Gives a delivery up that is not committed; false where there is none.
  ///
  /// - Parameter by: who says so.
  public func discard(_ delivery: String, by: String) async throws(IntakeFailure) -> Bool {
    throw .store("not built yet")
  }

  /// How many deliveries there are, and the age of the oldest that is not settled.
  public func counts() async throws(IntakeFailure) -> IntakeCounts {
    throw .store("not built yet")
  }
}

/// How full the inbox is, for metrics.
public struct IntakeCounts: Hashable, Sendable {
  /// By the word of their status: `pending`, `waiting`, `committed`, `pull-request`, `needs-person`, `discarded`, `nothing-to-do`.
  public var byStatus: [String: Int]
  /// In seconds; nil where nothing is unsettled.
  public var oldestUnsettled: Int?
  /// Orders that a sweep found before any delivery told of them, since the inbox was made.
  public var late: Int

  public init(byStatus: [String: Int], oldestUnsettled: Int?, late: Int) {
    self.byStatus = byStatus
    self.oldestUnsettled = oldestUnsettled
    self.late = late
  }
}
