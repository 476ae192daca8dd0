public import Planner

/// What a reconciler is doing, what it did, and what hinders it: for people who look, and for metrics.
public struct ReconcileState: Sendable, Hashable {
  /// What it is doing now.
  public var activity = Activity.starting
  /// The branch's tip when it was last fetched, as its full id.
  public var tip: String?
  /// The commit that was applied last, whole or as far as that was possible.
  public var applied: String?
  /// The last run that came to a plan.
  public var lastRun: LastRun?
  /// When everything was looked at last.
  public var lastSweep: Instant?
  /// Why the last round did not do what it was to do; nil where it did.
  public var hindrance: Hindrance?
  /// What waits for somebody who accepts it; nil where nothing does.
  public var overLimit: OverLimit?
  /// Why orders wait, as they were planned last: of an order that was not looked at since, what was so then.
  public var waits: [OrderID: Waiting.Reason] = [:]
  /// Orders that are not carried out because something is wrong with them, and what, as they were planned last.
  public var faulty: [OrderID: String] = [:]
  /// Rounds that failed since the last one that did not.
  public var failures = 0
  /// What the last look at everything saw of the panel as a whole; nil before the first.
  public var figures: PanelFigures?
  /// Runs by what they meant, since the process began.
  public var runs: [RunMeaning: Int] = [:]
  /// When the next round begins, unless it is woken before; nil during a round.
  public var next: Instant?

  /// What a reconciler does at a time.
  public enum Activity: String, Sendable, Hashable {
    case starting, idle, fetching, planning, applying, stopped
    /// Another run holds the lock.
    case waitingForLock = "waiting-for-lock"
  }

  /// How a run ended.
  public enum RunMeaning: String, Sendable, Hashable, CaseIterable {
    case done, incomplete, refused, failed, stopped
  }

  /// One run.
  public struct LastRun: Sendable, Hashable {
    public let at: Instant
    /// Whether everything was looked at.
    public let wasSweep: Bool
    public let meaning: RunMeaning
    /// How many changes were made, by kind.
    public let made: [Change.Kind: Int]
    /// The orders of which something failed, is unknown or was given up, sorted.
    public let failed: [OrderID]
    /// Orders that wait for something.
    public let waiting: Int
    /// The results commit, where one was pushed.
    public let commit: String?
  }

  /// What hinders, and what to do.
  public struct Hindrance: Sendable, Hashable {
    public let what: What
    /// One sentence without its full stop. It may quote what a remote or a panel said.
    public let why: String
    public let advice: String?
    public let since: Instant

    public enum What: String, Sendable, Hashable, CaseIterable {
      case remote, lock, panel, documents, policy, limit, acceptance, results, other
    }
  }

  /// A plan over a limit.
  public struct OverLimit: Sendable, Hashable {
    public let refusals: [Refusal]
    /// Accepts exactly what waits; nil where nothing may accept it.
    public let acceptance: Digest?
    /// The orders whose changes wait, sorted.
    public let held: [OrderID]
    public let since: Instant
  }

  public init() {}
}
