import Foundation
import RepositoryFixtures

/// A runner of a kind of forge, which gives a job its environment. Forgejo's and Gitea's differ, though their APIs do not.
public enum ForgeRunner: Sendable, CaseIterable {
  case gitHub, gitLab, forgejo, gitea

  public var kind: ForgeStandIn.Kind {
    switch self {
    case .gitHub: .gitHub
    case .gitLab: .gitLab
    case .forgejo, .gitea: .gitea
    }
  }
}

/// What a job runs for.
public enum ForgeEvent: Sendable {
  case pullRequest(Int)
  case push(branch: String)
  case schedule(branch: String)
  case dispatch(branch: String)
  case mergeGroup(MergeGroup)
}

/// What a runner gives a job.
public struct ForgeJob: Sendable {
  /// The variables of the run; the token is among them where the runner puts it there by itself.
  public let environment: [String: String]
  /// The full name of what is checked out.
  public let ref: String
  /// The commit that is checked out.
  public let commit: String
}

extension ForgeStandIn {
  /// The environment that a runner would give a job for an event, with the event in a file below `folder`, where the job's other files are, too.
  public func job(for event: ForgeEvent, on runner: ForgeRunner, in folder: String) throws -> ForgeJob {
    guard runner.kind == kind else { throw GitFailed(stderr: "another kind of runner") }
    return runner == .gitLab ? try labJob(event) : try actionsJob(event, on: runner, in: folder)
  }

  func commit(at ref: String) throws -> String {
    guard let bare = repository?.bare else { throw GitFailed(stderr: "there is no repository") }
    return try bare.git("rev-parse", ref)
  }
}
