public import Applier
public import Git
import Planner

/// Why `ci plan` has nothing to say of a merge: there are no two commits.
public enum CIPlanFailure: Error, Sendable {
  /// The run is for no pull request, and nobody named two commits; what it is for, nil where it is no run of continuous integration.
  case noPullRequest(String?)
  /// The folder is in no repository.
  case noRepository(String)
  /// The clone has no remote that the base branch could be fetched from.
  case noRemote
  /// The remote does not have the base branch.
  case noBaseBranch(String, remote: String)
  /// The head is no longer at the remote, as after a forced push.
  case noHead(String)
  case git(GitError)

  /// What it means for the run.
  public var meaning: RunEnd {
    switch self {
    case .noPullRequest: .refused
    case .noRepository, .noRemote, .noBaseBranch, .noHead: .faulty
    case .git(let error): error.concernsRemote ? .unreachable : .faulty
    }
  }
}

extension CIPlanFailure: CustomStringConvertible {
  /// What happened, without a full stop.
  public var description: String {
    switch self {
    case .noPullRequest(nil): "ci plan plans pull requests, and this is no run of continuous integration"
    case .noPullRequest(let subject?):
      "ci plan plans pull requests, and this run is for \(escapedForDisplay(subject, upTo: 200))"
    case .noRepository(let folder): "\(folder) is not in a git repository"
    case .noRemote: "the clone has no remote that the base branch could be fetched from"
    case .noBaseBranch(let branch, let remote):
      "\(escapedForDisplay(remote, upTo: 200)) has no branch \(escapedForDisplay(branch, upTo: 200)), for which this pull request is"
    case .noHead(let head):
      "the commit \(escapedForDisplay(head, upTo: 40)) is no longer at the forge: somebody pushed over it, and the run for the new head plans that"
    case .git(let error): error.description
    }
  }

  /// What to do, where the message alone does not say it.
  public var advice: String? {
    switch self {
    case .noPullRequest:
      "Run it on pull_request (on GitLab: for merge_request_event), or name two commits: botfleet ci plan --base origin/main --head HEAD"
    case .noRemote: "Name two commits of the clone instead: botfleet ci plan --base main --head HEAD"
    case .git(let error) where error.concernsRemote:
      "The job needs to fetch: let the checkout keep its credentials, or fetch the whole history with it (fetch-depth: 0; on GitLab GIT_DEPTH: 0)."
    case .noRepository, .noBaseBranch, .noHead, .git: nil
    }
  }
}
