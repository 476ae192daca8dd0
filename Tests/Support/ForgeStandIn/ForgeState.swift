import Foundation

/// What a forge has: one repository, the people who use it, and what they said.
public struct ForgeState: Sendable {
  /// Somebody, with a token.
  public struct User: Sendable, Hashable {
    public let id: Int
    public let login: String
    public var isBot = false
    /// Whether the token is that of one job of GitLab's, which pretends that what it may not do is not there.
    public var isJob = false
    /// The permissions of the token; a token without one is refused in the forge's own way.
    public var permissions: Set<Permission> = Set(Permission.allCases)

    public init(id: Int, login: String, isBot: Bool = false, permissions: Set<Permission> = Set(Permission.allCases)) {
      (self.id, self.login, self.isBot, self.permissions) = (id, login, isBot, permissions)
    }
  }

  /// What a token may be allowed to do.
  public enum Permission: Sendable, Hashable, CaseIterable { case read, comment, status, issues, pulls, administer }

  public struct Pull: Sendable {
    public let number: Int
    public var title: String
    public var author: Int
    public var head: String
    public var headBranch: String
    public var base: String
    /// Whether the head is in another repository.
    public var isFork = false
    public var isOpen = true
    public var isMerged = false
    /// The tip of the base branch when the forge looked last, which may be long ago.
    public var baseCommit = ""

    public init(number: Int, title: String, author: Int, head: String, headBranch: String, base: String = "main") {
      (self.number, self.title, self.author) = (number, title, author)
      (self.head, self.headBranch, self.base) = (head, headBranch, base)
    }
  }

  public struct Review: Sendable {
    public let pull: Int
    public let user: Int
    /// `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED` or `DISMISSED`, as GitHub says it.
    public let state: String
    public let commit: String

    public init(pull: Int, user: Int, state: String, commit: String) {
      (self.pull, self.user, self.state, self.commit) = (pull, user, state, commit)
    }
  }

  public struct Comment: Sendable, Hashable {
    public let id: Int
    public let pull: Int
    public let author: Int
    public var body: String
  }

  public struct Status: Sendable, Hashable {
    public let id: Int
    public let commit: String
    public let context: String
    public let state: String
    public let description: String
    public let url: String?
    public let author: Int

    public init(
      id: Int, commit: String, context: String, state: String, description: String, url: String?, author: Int
    ) {
      (self.id, self.commit, self.context, self.state) = (id, commit, context, state)
      (self.description, self.url, self.author) = (description, url, author)
    }
  }

  public struct Issue: Sendable, Hashable {
    public let number: Int
    public var title: String
    public var body: String
    public var labels: [String]
    public let author: Int
    public var isOpen = true

    public init(number: Int, title: String, body: String, labels: [String], author: Int, isOpen: Bool = true) {
      (self.number, self.title, self.body, self.labels) = (number, title, body, labels)
      (self.author, self.isOpen) = (author, isOpen)
    }
  }

  /// By token.
  public var users: [String: User] = [:]
  public var pulls: [Int: Pull] = [:]
  public var reviews: [Review] = []
  public var comments: [Comment] = []
  public var statuses: [Status] = []
  public var issues: [Int: Issue] = [:]
  public var labels: [String] = []
  /// By commit the pull requests that were merged as it.
  public var merges: [String: [Int]] = [:]
  /// How many questions about a commit's pull requests are still answered as if nobody knew of a merge.
  public var mergeLag = 0
  /// By name of the branch the number of approvals that it asks for; nil for one that is not protected.
  public var branches: [String: Int?] = ["main": nil]
  /// By name of the branch the number of approvals that a ruleset of GitHub's asks for.
  public var rulesets: [String: Int] = [:]
  /// Whether everybody may push to protected branches, where the forge says so.
  public var isOpenToToken = false
  public var isArchived = false
  public var hasIssues = true
  /// Whether the repository has a commit; nil where there is none behind the forge.
  var knows: (@Sendable (String) -> Bool)?
  private var last = 100

  public init() {}

  /// A number that nothing has yet.
  public mutating func nextNumber() -> Int {
    last += 1
    return last
  }

  /// The pull requests, those with the highest numbers first: nobody changes an old one.
  var recentPulls: [Pull] { pulls.values.sorted { $0.number > $1.number } }

  func user(_ id: Int) -> User { users.values.first { $0.id == id } ?? User(id: id, login: "user-\(id)") }

  /// Comments, as somebody else than the program under test would.
  public mutating func comment(_ body: String, on pull: Int, by author: Int) {
    comments.append(Comment(id: nextNumber(), pull: pull, author: author, body: body))
  }
}
