import Forges
import Planner

/// What became of telling a forge about a plan.
struct Posted: Sendable {
  /// The comment's page; nil where there is none, or the forge does not say.
  var commentURL: String?
  var notPosted: [NotPosted] = []
}

/// Tells a forge about a plan: the comment on its pull request, then the statuses of its head.
struct PlanPoster: Sendable {
  let client: any ForgeClient
  let page: MergePage
  /// Nil where the head is in no pull request.
  let request: PullRequestEvent?
  /// Whether the head follows on another commit, which the forge may not know to be replaced yet.
  let follows: @Sendable (_ commit: String) async -> Bool

  /// The comment comes first: what it shows is sealed in a status.
  func post() async -> Posted {
    var posted = Posted()
    var seal: Digest?
    do throws(ForgeFailure) {
      let standing = try await standing(of: request)
      if let why = standing.why { posted.notPosted.append(NotPosted("the comment on \(title)", why)) }
      // What its merge was shown stays sealed.
      if standing == .closed { return posted }
      if let request, standing == .current {
        let comment = try await keepComment(on: request.number)
        posted.commentURL = comment.url
        seal = ShownDigests(comment: comment.body)?.seal
      }
    } catch {
      posted.notPosted.append(notPosted("the comment on \(title)", error, needs: .comment))
      if error.isFinal { return posted }
    }
    let statuses = [page.planStatus(sealed: seal, upTo: client.kind.longestDescription), page.limitsStatus]
    for status in statuses {
      do throws(ForgeFailure) { try await client.report(status, on: page.head) } catch {
        posted.notPosted.append(notPosted("the status \(status.context)", error, needs: .status))
        return posted
      }
    }
    return posted
  }

  /// How the pull request is now: a run that comes late, or once more, must not replace what a later one said.
  private enum Standing: Equatable {
    /// There is none.
    case none
    case current
    case closed
    /// It has another head by now.
    case passed(head: String)

    /// Why its comment is left as it is.
    var why: String? {
      switch self {
      case .none, .current: nil
      case .closed: "it is no longer open"
      case .passed(let head): "its head is \(head.prefix(12)) by now, which a run of its own plans"
      }
    }
  }

  private func standing(of request: PullRequestEvent?) async throws(ForgeFailure) -> Standing {
    guard let request else { return .none }
    guard let now = try await client.pullRequest(request.number) else { throw .notFound(title) }
    guard now.state == .open else { return .closed }
    if now.head == page.head { return .current }
    return await follows(now.head) ? .current : .passed(head: now.head)
  }

  /// A web server before the forge may take less than the forge.
  private func keepComment(on number: Int) async throws(ForgeFailure) -> ForgeComment {
    let budget = client.kind.longestComment
    do throws(ForgeFailure) { return try await keepComment(on: number, budget: budget) } catch .tooLong {
      return try await keepComment(on: number, budget: 16_384)
    } catch {
      throw error
    }
  }

  private func keepComment(on number: Int, budget: Int) async throws(ForgeFailure) -> ForgeComment {
    try await client.keepComment(marked: page.names.planMarker, on: number) { [page] before in
      page.comment(replacing: before, budget: budget)
    }
  }

  private var title: String { "\(client.kind.pullRequestTitle) \(request?.number ?? 0)" }

  private func notPosted(_ subject: String, _ failure: ForgeFailure, needs permission: ForgePermission) -> NotPosted {
    NotPosted(subject, failure, needs: permission, on: client.kind, isFromFork: request?.isFromFork ?? false)
  }
}
