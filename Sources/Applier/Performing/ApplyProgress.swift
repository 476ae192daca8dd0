public import Planner

/// What happens during an apply, as it happens.
public enum ApplyProgress: Sendable {
  case began(Change)
  case ended(Change, Outcome)
  /// So many of the servers that were made are still being installed.
  case installing(Int)
  /// All changes were tried; the panel is read once more.
  case observing
  /// The results are being committed.
  case recording
}

/// Tells a run to end in order: what is under way is finished, nothing new is begun.
public actor StopSignal {
  private var stopped = false

  public init() {}

  /// Asks the run to end.
  public func stop() { stopped = true }

  /// Whether the run is to end.
  public var isStopped: Bool { stopped }
}
