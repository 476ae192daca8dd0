/// A user as GitHub, Gitea and Forgejo show one. The account of Gitea's and Forgejo's own automation has a number below zero.
struct WireUser: Decodable {
  let id: Int64
  let login: String
  let type: String?

  var value: ForgeUser { ForgeUser(id: id, login: login, isBot: type == "Bot" || id < 0) }
}

extension ForgeUser {
  /// Whose account is gone.
  static let nobody = ForgeUser(id: 0, login: "ghost", isBot: false)
}

/// A comment as GitHub, Gitea and Forgejo show one.
struct WireComment: Decodable {
  let id: Int64
  let body: String?
  let user: WireUser?
  let htmlUrl: String?

  var value: ForgeComment { ForgeComment(id: id, author: user?.value ?? .nobody, body: body ?? "", url: htmlUrl) }
}

/// An issue as GitHub, Gitea and Forgejo show one; their lists of issues have pull requests among them.
struct WireIssue: Decodable {
  let number: Int
  let title: String
  let body: String?
  let user: WireUser?
  let htmlUrl: String
  let pullRequest: Empty?

  struct Empty: Decodable {}

  var value: ForgeIssue {
    ForgeIssue(number: number, title: title, body: body ?? "", author: user?.value ?? .nobody, url: htmlUrl)
  }
}

/// The first of each context: lists of statuses come newest first.
func newestOfEach(_ statuses: [CommitStatus]) -> [CommitStatus] {
  var seen: Set<String> = []
  return statuses.filter { seen.insert($0.context).inserted }
}

/// What a comment is sent as.
struct TextBody: Encodable { let body: String }

/// What an issue is changed to.
struct IssueEdit: Encodable { let title, body, state: String }

/// What a status is sent as.
struct StatusBody: Encodable {
  let state, context, description: String
  let targetUrl: String?

  init(_ status: CommitStatus, upTo limit: Int) {
    (state, context, targetUrl) = (status.state.rawValue, status.context, status.url)
    description = status.description(upTo: limit)
  }
}
