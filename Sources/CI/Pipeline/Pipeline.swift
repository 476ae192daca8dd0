public import Forges

/// A run of continuous integration as its environment and its event describe it: where it runs, and what for.
public struct Pipeline: Sendable, Hashable {
  /// The repository at its forge; nil where no forge is known, so that nothing can be posted.
  public let place: ForgePlace?
  /// What the run is for.
  public let event: Event
  /// The run's page; nil where it is unknown.
  public let runURL: String?
  /// The login of whoever started it; nil where it is unknown.
  public let actor: String?

  /// A run.
  public init(place: ForgePlace?, event: Event, runURL: String? = nil, actor: String? = nil) {
    (self.place, self.event, self.runURL, self.actor) = (place, event, runURL, actor)
  }

  /// What a run is for.
  public enum Event: Sendable, Hashable {
    /// An open pull request.
    case pullRequest(PullRequestEvent)
    /// Pull requests that a merge queue tries together.
    case mergeQueue(MergeQueueEvent)
    /// A branch: something was pushed to it, a schedule came round, or somebody started the run.
    case branch(BranchEvent)
    /// Anything else, by the forge's word for it: a tag, a release, a comment.
    case other(String)
    /// Nothing: it is no run of continuous integration.
    case nobody
  }
}

/// A repository at a forge.
public struct ForgePlace: Sendable, Hashable {
  /// Which kind of forge.
  public let kind: ForgeKind
  /// The API's root, without a slash at its end.
  public let api: String
  /// The repository as the API names it: `owner/name`; on GitLab a path of any depth, or the project's number.
  public let repository: String

  /// A place.
  public init(kind: ForgeKind, api: String, repository: String) {
    (self.kind, self.api, self.repository) = (kind, api, repository)
  }
}

/// An open pull request as its event tells of it.
public struct PullRequestEvent: Sendable, Hashable {
  /// Its number.
  public let number: Int
  /// The full id of the commit that it would merge.
  public let head: String
  /// The branch that it is for.
  public let baseBranch: String
  /// Whether it comes from another repository; such a run has no secrets.
  public let isFromFork: Bool
  /// Where base branch and head are fetched from; nil for the remote of the checkout. GitLab runs the pipelines of a fork in the fork.
  public let repositoryURL: String?

  /// An event.
  public init(number: Int, head: String, baseBranch: String, isFromFork: Bool, repositoryURL: String? = nil) {
    (self.number, self.head, self.baseBranch, self.isFromFork) = (number, head, baseBranch, isFromFork)
    self.repositoryURL = repositoryURL
  }
}

/// What a merge queue tries.
public struct MergeQueueEvent: Sendable, Hashable {
  /// The full id of the commit that would become the branch's tip.
  public let head: String
  /// The full id of the commit that it is built on.
  public let base: String
  /// The branch that it is for.
  public let baseBranch: String
  /// The pull requests whose numbers the event names: never more than one on GitHub, though a group may have several.
  public let numbers: [Int]

  /// An event.
  public init(head: String, base: String, baseBranch: String, numbers: [Int]) {
    (self.head, self.base, self.baseBranch, self.numbers) = (head, base, baseBranch, numbers)
  }
}

/// A run on a branch.
public struct BranchEvent: Sendable, Hashable {
  /// The branch's short name.
  public let branch: String
  /// The full id of the commit that the run is for; nil where the forge does not say.
  public let commit: String?
  /// Why it runs.
  public let cause: Cause

  /// Why a run on a branch was started.
  public enum Cause: Sendable, Hashable { case push, schedule, manual, other }

  /// An event.
  public init(branch: String, commit: String?, cause: Cause) {
    (self.branch, self.commit, self.cause) = (branch, commit, cause)
  }
}
