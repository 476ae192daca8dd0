public import Forges
import Planner

/// What an apply covers: the commits that changed documents since the last recorded revision, and the pull requests that brought them.
public struct CoveredPullRequests: Sendable, Hashable {
  /// The commits along the branch's first parents that change something of the fleet, the newest first.
  public let commits: [CoveredCommit]
  /// The pull requests, by number.
  public let requests: [PullRequest]
  /// Whether there may be further commits: nothing was recorded yet, or the history that is here ends too early.
  public let isCutOff: Bool

  init(commits: [CoveredCommit] = [], requests: [PullRequest] = [], isCutOff: Bool = false) {
    (self.commits, self.isCutOff) = (commits, isCutOff)
    self.requests = requests.sorted { $0.number < $1.number }
  }

  /// What a pull request changes.
  func touched(by request: PullRequest) -> TouchedDocuments {
    commits.filter { $0.origin.numbers.contains(request.number) }.reduce(TouchedDocuments()) { $0.union($1.touched) }
  }

  /// The commits by which a pull request came, by their full ids.
  func commits(of request: PullRequest) -> [String] {
    commits.filter { $0.origin.numbers.contains(request.number) }.map(\.id)
  }

  /// The same without those pull requests that do not matter.
  func keeping(_ matters: (PullRequest, TouchedDocuments) -> Bool) -> CoveredPullRequests {
    CoveredPullRequests(
      commits: commits, requests: requests.filter { matters($0, touched(by: $0)) }, isCutOff: isCutOff)
  }

  /// Why some commits have no answer, each reason once.
  public var unknown: [String] {
    var reasons: [String] = []
    for case .unknown(let why) in commits.lazy.map(\.origin) where !reasons.contains(why) { reasons.append(why) }
    return reasons
  }

  /// How many commits that is.
  public var unknownCount: Int { commits.count { if case .unknown = $0.origin { true } else { false } } }
}

/// A commit of the branch that changes documents.
public struct CoveredCommit: Sendable, Hashable {
  /// Its full id.
  public let id: String
  let touched: TouchedDocuments
  public let origin: Origin

  /// How a commit came to the branch.
  public enum Origin: Sendable, Hashable {
    /// By these pull requests.
    case pullRequests([Int])
    /// By none: somebody pushed it, or an automation did.
    case push
    /// That is not known, and why.
    case unknown(why: String)

    var numbers: [Int] { if case .pullRequests(let numbers) = self { numbers } else { [] } }
  }
}
