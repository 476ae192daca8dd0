import Planner

/// Why a saved plan is not looked at.
public enum SavedPlanFailure: Error, Sendable {
  case notAPlan
  case unknownFormat(String)
  /// It was made from a working tree that nobody else has.
  case dirty
  /// Its digest is not that of its changes.
  case tampered
  case otherFleet(saved: String, current: String)
  case otherPanel(saved: String, current: String)
}

extension SavedPlanFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAPlan: "the file is not a plan that `botfleet plan --out` wrote"
    case .unknownFormat(let format):
      "the saved plan has the format '\(escapedForDisplay(format, upTo: 60))', which this version does not know"
    case .dirty: "the saved plan was made from uncommitted changes; plan a commit instead"
    case .tampered: "the saved plan's digest is not that of its changes: the file was altered"
    case .otherFleet(let saved, let current):
      "the saved plan is for the fleet '\(escapedForDisplay(saved, upTo: 60))', and this is '\(current)'"
    case .otherPanel(let saved, let current):
      "the saved plan is for the panel \(escapedForDisplay(saved, upTo: 200)), and this is \(current)"
    }
  }
}
