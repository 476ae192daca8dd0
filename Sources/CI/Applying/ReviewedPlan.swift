import Forges
import Planner

/// What the plan of a pull request showed, as far as that can be relied on.
public enum ReviewedPlan: Sendable, Hashable {
  /// These changes: comment and status agree about them.
  case shown(ShownDigests)
  /// Nothing counts as shown, and why, as the end of a sentence.
  case nothing(why: String)

  func contains(_ change: Change) -> Bool {
    switch self {
    case .shown(let digests): digests.contains(change)
    case .nothing: false
    }
  }
}

/// Reads what was shown on a pull request: from our own comment there, if a status of our own on its head seals just that.
///
/// Whoever may write to the repository may edit a comment, paste the marker into one, or set a status of any name. None of that is enough.
func readReviewedPlan(
  of request: PullRequest, _ names: CINames, from client: any ForgeClient
) async throws(ForgeFailure) -> ReviewedPlan {
  let me = try await client.identity()
  let own = try await client.comments(on: request.number).filter {
    hasLine(names.planMarker, $0.body) && me.isAuthor($0.author)
  }
  guard let comment = own.min(by: { $0.id < $1.id }) else { return .nothing(why: "it has no comment with a plan") }
  guard let shown = ShownDigests(comment: comment.body) else {
    return .nothing(why: "the comment with its plan has no readable digests")
  }
  let status = try await client.statuses(of: request.head).first { $0.context == names.planStatus }
  guard let status else {
    return .nothing(
      why: "its head \(request.head.prefix(12)) has no status \(names.planStatus), so that head was not planned")
  }
  guard let creator = status.creator, me.isAuthor(creator) else {
    return .nothing(why: "somebody else set the status \(names.planStatus) of its head")
  }
  guard let seal = seal(of: status) else {
    return .nothing(why: "the status \(names.planStatus) of its head seals no plan")
  }
  guard seal == shown.seal else {
    return .nothing(
      why:
        "the digests in the comment are not those that the status \(names.planStatus) seals: somebody edited it, or its head has no plan of its own"
    )
  }
  return .shown(shown)
}
