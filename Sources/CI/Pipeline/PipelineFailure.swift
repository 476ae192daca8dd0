import Planner

/// Why the environment of a run does not say what the run is for.
public enum PipelineFailure: Error, Sendable, Hashable {
  /// A variable that the forge's runner always sets is missing.
  case missing(String)
  /// A variable does not hold what it should.
  case bad(variable: String, expected: String)
  /// The file with the event is not there, cannot be read, or is too large.
  case noEvent(path: String)
  /// The event is not as the forge writes it; the place in it, and what is wrong.
  case badEvent(field: String, problem: String)
}

extension PipelineFailure: CustomStringConvertible {
  /// One sentence for people, without a full stop.
  public var description: String {
    switch self {
    case .missing(let variable): "\(variable) is not set, though this is a run of continuous integration"
    case .bad(let variable, let expected): "\(variable) is not \(expected)"
    case .noEvent(let path):
      "the event of this run cannot be read from \(escapedForDisplay(path, upTo: 400)) (GITHUB_EVENT_PATH)"
    case .badEvent(let field, let problem): "the event of this run (GITHUB_EVENT_PATH): \(field) \(problem)"
    }
  }
}
