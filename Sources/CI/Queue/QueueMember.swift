import Forges
import Git
public import Planner

/// A pull request of a merge queue's group, and whether what it showed still holds.
public struct QueueMember: Sendable, Hashable {
  /// Its number.
  public let number: Int
  public let state: State

  /// Whether what a pull request showed is what the group does.
  public enum State: Sendable, Hashable {
    /// Every change that it showed is in the group's plan as it was shown.
    case holds
    /// These changes are not, by their orders.
    case differs([OrderID])
    /// Nothing counts as shown, and why, as the end of a sentence.
    case nothingShown(why: String)
  }
}

extension QueueMember {
  /// Compares what was shown with the whole plan of a group.
  init(_ number: Int, _ reviewed: ReviewedPlan, in plan: Plan) {
    self.number = number
    switch reviewed {
    case .nothing(let why): state = .nothingShown(why: why)
    case .shown(let digests):
      let planned = ShownDigests(plan.changes).entries
      let gone = Set(digests.entries.subtracting(planned).map(\.order)).sorted()
      state = gone.isEmpty ? .holds : .differs(gone)
    }
  }
}

/// The open pull requests that a group consists of: those that the event names, and those whose merges are on top of its base.
///
/// A forge does not say which commit of a group is whose before it is merged. The message says where to ask; a request counts where it is open and
/// for this branch, and, of a merge commit, has the head that is merged.
func findMembers(
  of event: MergeQueueEvent, in repository: Repository, from client: any ForgeClient
) async throws(ForgeFailure) -> (members: [PullRequest], isWhole: Bool) {
  var numbers = event.numbers
  var heads: [Int: ObjectID] = [:]
  var isWhole = false
  if let head = ObjectID(event.head), let base = ObjectID(event.base),
    let line = try? await repository.commitsTakenUp(by: head, since: base, limit: 100)
  {
    isWhole = !line.isCutOff
    for commit in line.commits {
      guard let number = requestNumber(in: commit.message) else { continue }
      if !numbers.contains(number) { numbers.append(number) }
      if commit.parents.count > 1 { heads[number] = commit.parents[1] }
    }
  }
  var members: [PullRequest] = []
  for number in numbers.sorted() {
    guard let request = try await client.pullRequest(number), request.state == .open,
      request.baseBranch == event.baseBranch
    else { continue }
    if let head = heads[number], head.description != request.head, !event.numbers.contains(number) { continue }
    members.append(request)
  }
  return (members, isWhole)
}
