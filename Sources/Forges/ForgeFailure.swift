import HTTP

/// Why a forge did not give or do what was asked.
public enum ForgeFailure: Error, Sendable, Hashable {
  /// No whole answer came; `mayHaveTakenEffect` where the forge may have acted on it.
  case noAnswer(TransportReason, mayHaveTakenEffect: Bool)
  /// The token is unknown, withdrawn or expired.
  case unauthorized
  /// The token may not do this.
  case permissionMissing(ForgePermission)
  /// There is no such thing, or the token may not know that there is.
  case notFound(String)
  /// The text is longer than the forge takes.
  case tooLong
  /// The repository is archived, and read-only.
  case archived
  /// Somebody else changed it first.
  case stale
  /// The forge's limit stays used up; seconds until it says that it is not, where it says so.
  case limited(seconds: Int?)
  /// What is asked for is switched off in this repository.
  case switchedOff(String)
  /// The forge refused the request; its own words, for people.
  case refused(status: Int, message: String)
  /// The forge failed; `mayHaveTakenEffect` where it may have acted before that.
  case failing(status: Int, mayHaveTakenEffect: Bool)
  /// The answer is not as this kind of forge answers.
  case unreadable(call: String, problem: String)
  /// The task was cancelled.
  case cancelled

  /// Why no answer came, in words that hold no address.
  public struct TransportReason: Sendable, Hashable {
    /// One sentence without a full stop.
    public let text: String

    init(_ failure: TransportFailure) { text = failure.description }
  }

  /// Whether the forge may have done it all the same.
  public var mayHaveTakenEffect: Bool {
    switch self {
    case .noAnswer(_, let may), .failing(_, let may): may
    case .unreadable: true
    default: false
    }
  }
}

extension ForgeFailure: CustomStringConvertible {
  /// One sentence for people, without a full stop.
  public var description: String {
    switch self {
    case .noAnswer(let reason, _): "the forge did not answer: \(reason.text)"
    case .unauthorized: "the forge does not accept the token: it is unknown, revoked or expired"
    case .permissionMissing(let permission): "the token may not \(permission.title)"
    case .notFound(let what): "the forge has no \(what), or the token may not see it"
    case .tooLong: "the forge does not accept a text of this length"
    case .archived: "the repository is archived and read-only"
    case .stale: "somebody else changed it first"
    case .limited(let seconds?): "the forge's request limit is used up for another \(seconds) s"
    case .limited(nil): "the forge's request limit is used up"
    case .switchedOff(let what): "\(what) are switched off in this repository"
    case .refused(let status, let message): "the forge refused the request with \(status): \(message)"
    case .failing(let status, _): "the forge failed with \(status)"
    case .unreadable(let call, let problem): "the forge's answer to \(call) cannot be read: \(problem)"
    case .cancelled: "cancelled"
    }
  }
}

/// What a token may be allowed to do, by what we ask of it.
public enum ForgePermission: String, Sendable, Hashable, CaseIterable {
  case readRepository
  case comment
  case status
  case issues
  case pullRequests
  case contents

  /// Fits behind "the token may not".
  public var title: String {
    switch self {
    case .readRepository: "read the repository"
    case .comment: "comment on pull requests"
    case .status: "set commit statuses"
    case .issues: "write issues"
    case .pullRequests: "open pull requests"
    case .contents: "write to the repository"
    }
  }

  /// What gives a token this permission, as it stands in a workflow or on the page where a token is made.
  public func grant(on kind: ForgeKind) -> String {
    switch kind {
    case .gitHub: "permissions: { \(gitHubName) } in the workflow's job"
    case .gitLab: "a project access token with the scope \(self == .readRepository ? "read_api" : "api")"
    case .forgejo, .gitea: "a token with the scope \(giteaScope)"
    }
  }

  private var gitHubName: String {
    switch self {
    case .readRepository: "contents: read"
    case .comment, .pullRequests: "pull-requests: write"
    case .status: "statuses: write"
    case .issues: "issues: write"
    case .contents: "contents: write"
    }
  }

  private var giteaScope: String {
    switch self {
    case .readRepository: "read:repository"
    case .comment, .issues: "write:issue"
    case .status, .pullRequests, .contents: "write:repository"
    }
  }
}
