public import Applier
public import Git

/// What a reconciler works on, and how.
public struct ReconcileSettings: Sendable {
  /// The fleet in a bare clone that the reconciler has to itself.
  public let workspace: Workspace
  public let repository: Repository
  /// The branch that is applied, and that results go to.
  public let branch: String
  public let panel: PanelAccess
  /// The environment that `git` runs in.
  public let environment: [String: String]
  /// Who applies, for whoever waits for the lock: `botfleet-server@host`.
  public let owner: String
  /// This process.
  public let process: Int32
  /// How many changes are made at once.
  public let concurrency: Int
  /// The clocks, and waiting.
  public let time: LockRequest.Time
  /// Gives 32 random hexadecimal digits.
  public let nonce: @Sendable () -> String
  /// Gives a number from 0 to 1, so that two servers do not keep in step.
  public let chance: @Sendable () -> Double

  public init(
    workspace: Workspace, repository: Repository, branch: String, panel: PanelAccess, environment: [String: String],
    owner: String, process: Int32, concurrency: Int = 4, time: LockRequest.Time,
    nonce: @escaping @Sendable () -> String, chance: @escaping @Sendable () -> Double
  ) {
    (self.workspace, self.repository, self.branch, self.panel) = (workspace, repository, branch, panel)
    (self.environment, self.owner, self.process, self.concurrency) = (environment, owner, process, concurrency)
    (self.time, self.nonce, self.chance) = (time, nonce, chance)
  }
}
