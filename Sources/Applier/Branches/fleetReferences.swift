public import Planner

/// What a fleet has to itself in a repository, so that several there can be applied side by side.
extension FleetFolder {
  /// The reference at the remote by which only one run applies the fleet at a time.
  var lockRef: String { self == .usual ? "refs/botfleet/lock" : "refs/botfleet/locks/\(referenceName)" }

  /// The file in the git directory by which only one process of this clone does.
  var lockFileName: String { self == .usual ? "botfleet-lock" : "botfleet-lock-\(referenceName)" }

  /// The short name of the branch of results that nothing else names, and at the remote of those that their own branch did not take.
  public var waitingBranch: String { self == .usual ? "botfleet/results" : "botfleet/results-\(referenceName)" }

  /// The full name of that branch.
  var waitingRef: String { "refs/heads/\(waitingBranch)" }
}

extension Workspace {
  /// The fleet's folder, by which its references are named.
  public var folder: FleetFolder { FleetFolder(fleetPath) }
}
