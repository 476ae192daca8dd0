import Forges

/// What the commit of a run says of the pull requests that it covers: their pages, and who approved them.
struct RequestTrailers: Sendable, Hashable {
  /// For `Pull-Request:`, each one's page.
  let pullRequests: [String]
  /// For `Approved-By:`: `ada (#7 at 4f2c1ab93d5e)`.
  let approvedBy: [String]

  /// More would hide what else a commit says.
  static let most = 100

  init(_ reviewed: [(request: PullRequest, approvals: [Approval])], on kind: ForgeKind?) {
    pullRequests = Array(reviewed.map(\.request.url).filter { !$0.isEmpty }.prefix(Self.most))
    approvedBy = Array(
      reviewed.flatMap { request, approvals in approvals.map { $0.words(on: request, kind) } }.prefix(Self.most))
  }
}

extension Approval {
  /// Who approved which head of which pull request. An author's own approval says so, and so does one for a head that was not merged, and one of a forge
  /// that does not say for which.
  fileprivate func words(on request: PullRequest, _ kind: ForgeKind?) -> String {
    let head =
      switch subject {
      case .commit(request.head): " at \(request.head.prefix(12))"
      case .commit(let other): ", for another head, \(other.prefix(12))"
      case .unknown: ", head unknown"
      }
    let author = user.id == request.author.id ? ", the author" : ""
    return "\(user.login) (\(request.reference(on: kind))\(head)\(author))"
  }
}

extension PullRequest {
  /// As people write it: `#7`, on GitLab `!7`.
  func reference(on kind: ForgeKind?) -> String { kind == .gitLab ? "!\(number)" : "#\(number)" }
}
