/// What the rest of the program knows of a forge: one repository there, whatever kind of forge it is.
///
/// A client keeps to the forge's limits by waiting, repeats what may be repeated, and throws failures that say what they mean. What a kind
/// of forge does not have is a case of a value, and no failure.
public protocol ForgeClient: Sendable {
  /// Which kind of forge this is.
  var kind: ForgeKind { get }

  /// Whom the token speaks for.
  func identity() async throws(ForgeFailure) -> ForgeIdentity

  /// A pull request by its number; nil where there is none.
  func pullRequest(_ number: Int) async throws(ForgeFailure) -> PullRequest?

  /// The pull requests by which a commit came to a branch, as far as the forge knows them: it may learn of a merge a little late.
  func pullRequests(mergedAs commit: String, into branch: String) async throws(ForgeFailure) -> [PullRequest]

  /// The pull requests into a branch that changed last, whatever became of them, the newest change first; one page of them.
  func recentPullRequests(into branch: String) async throws(ForgeFailure) -> [PullRequest]

  /// Who approves a pull request now, each person once.
  func approvals(of request: PullRequest) async throws(ForgeFailure) -> [Approval]

  /// Opens a pull request, or returns the open one between the same branches.
  func open(_ draft: PullRequestDraft) async throws(ForgeFailure) -> PullRequest

  /// Closes a pull request without merging it; one that is closed already is no error.
  func close(_ request: Int) async throws(ForgeFailure)

  /// All comments on a pull request, the oldest first.
  func comments(on request: Int) async throws(ForgeFailure) -> [ForgeComment]

  /// Comments on a pull request.
  func comment(_ body: String, on request: Int) async throws(ForgeFailure) -> ForgeComment

  /// Replaces a comment's text.
  func edit(_ comment: ForgeComment.ID, on request: Int, to body: String) async throws(ForgeFailure) -> ForgeComment

  /// The latest status of each context on a commit.
  func statuses(of commit: String) async throws(ForgeFailure) -> [CommitStatus]

  /// Sets a commit's status; the same again is no error.
  func report(_ status: CommitStatus, on commit: String) async throws(ForgeFailure)

  /// The open issues that somebody marked with a label.
  func openIssues(labelled label: String) async throws(ForgeFailure) -> [ForgeIssue]

  /// Opens an issue.
  func open(_ draft: IssueDraft) async throws(ForgeFailure) -> ForgeIssue

  /// Replaces title and text of an issue, and opens or closes it.
  func update(_ issue: Int, to draft: IssueDraft, isOpen: Bool) async throws(ForgeFailure) -> ForgeIssue

  /// How a branch is protected, as far as the token may know.
  func protection(of branch: String) async throws(ForgeFailure) -> BranchProtection
}

/// The kinds of forges that are known.
public enum ForgeKind: String, Sendable, Hashable, CaseIterable {
  case gitHub = "github"
  case gitLab = "gitlab"
  case forgejo
  case gitea

  /// The name as its makers write it.
  public var title: String {
    switch self {
    case .gitHub: "GitHub"
    case .gitLab: "GitLab"
    case .forgejo: "Forgejo"
    case .gitea: "Gitea"
    }
  }

  /// The longest comment that is accepted, in characters. Forgejo and Gitea have no limit; one that fits everywhere is right everywhere.
  public var longestComment: Int { self == .gitLab ? 999_900 : 65_536 }

  /// The longest description of a status, in characters.
  public var longestDescription: Int { self == .gitHub ? 140 : 255 }

  /// The reference that a repository has for a pull request's head.
  public func headRef(of request: Int) -> String {
    "refs/\(self == .gitLab ? "merge-requests" : "pull")/\(request)/head"
  }

  /// What people call a pull request there.
  public var pullRequestTitle: String { self == .gitLab ? "merge request" : "pull request" }
}
