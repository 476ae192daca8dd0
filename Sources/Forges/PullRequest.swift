/// A pull request, or a merge request as GitLab calls it.
public struct PullRequest: Sendable, Hashable {
  /// Its number in the repository.
  public let number: Int
  /// One line.
  public let title: String
  /// Who opened it.
  public let author: ForgeUser
  /// The full id of the commit that it would merge.
  public let head: String
  /// The branch that it is from, without its repository.
  public let headBranch: String
  /// The branch that it is for.
  public let baseBranch: String
  /// Whether its head is in another repository.
  public let isFromFork: Bool
  /// What became of it.
  public let state: State
  /// Its page.
  public let url: String

  /// What became of a pull request.
  public enum State: Sendable, Hashable {
    case open
    case closed
    case merged
  }
}

/// A pull request to be opened.
public struct PullRequestDraft: Sendable, Hashable {
  /// One line.
  public let title: String
  /// Markdown.
  public let body: String
  /// The branch with the changes.
  public let head: String
  /// The branch that they are for.
  public let base: String

  /// A draft.
  public init(title: String, body: String, head: String, base: String) {
    (self.title, self.body, self.head, self.base) = (title, body, head, base)
  }
}

/// Somebody's approval of a pull request.
public struct Approval: Sendable, Hashable {
  /// Who approves.
  public let user: ForgeUser
  /// What was looked at.
  public let subject: Subject

  /// What an approver looked at.
  public enum Subject: Sendable, Hashable {
    /// This commit, by its full id.
    case commit(String)
    /// The forge does not say which.
    case unknown
  }

  /// Whether it is known to be for a commit.
  public func isFor(_ commit: String) -> Bool { subject == .commit(commit) }
}
