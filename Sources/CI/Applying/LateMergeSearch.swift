import Forges
import Git

/// Finds out by which pull request a commit may have come of which the forge says that none brought it: right after a merge it may not know better.
///
/// A squashed or rebased commit has nothing in common with its pull request but what it does. So what the pull requests that changed last would bring
/// is compared with what the commit brought. A commit that does nothing of what one of them does was pushed, and nobody waits for the forge.
struct LateMergeSearch: Sendable {
  /// The pull requests that changed last, whatever became of them.
  let requests: [PullRequest]
  private let repository: Repository
  private let folder: String
  private let heads: [Int: ObjectID]

  /// So many pull requests are compared.
  private static let most = 30
  /// So many entries of trees are looked at for one comparison.
  private static let budget = 500_000

  /// Brings the heads of pull requests that may have been merged just now into the repository; nil where they cannot be fetched.
  ///
  /// - Parameter fetch: fetches references; nil where that fails.
  init?(
    among requests: [PullRequest], of kind: ForgeKind, in repository: Repository, _ folder: String,
    fetching fetch: (Set<String>) async -> [String: ObjectID]?
  ) async throws(GitError) {
    (self.repository, self.folder) = (repository, folder)
    self.requests = Array(requests.filter { $0.state != .closed }.prefix(Self.most))
    var heads: [Int: ObjectID] = [:]
    var missing: [String: PullRequest] = [:]
    for request in self.requests {
      guard let head = ObjectID(request.head) else { continue }
      heads[request.number] = head
      if try await !repository.has(head) { missing[kind.headRef(of: request.number)] = request }
    }
    if !missing.isEmpty {
      guard let fetched = await fetch(Set(missing.keys)) else { return nil }
      // One that the forge does not keep any more was merged long ago.
      for (ref, request) in missing { heads[request.number] = fetched[ref] }
    }
    self.heads = heads
  }

  /// The pull request that does what a commit of a branch did, as far as the fleet's documents go; nil for none.
  func request(for commit: Commit) async throws(GitError) -> PullRequest? {
    guard let parent = commit.parents.first, try await repository.has(parent) else { return nil }
    let brought = try await repository.changes(from: parent, to: commit.id, below: folder, budget: Self.budget)
    for request in requests {
      guard let head = heads[request.number] else { continue }
      if head == commit.id || commit.parents.dropFirst().contains(head) { return request }
      // Whoever built on a commit did not bring it.
      if try await repository.isAncestor(commit.id, of: head) { continue }
      // What git cannot compare no forge could merge.
      if (try? await does(brought, head, onto: parent, at: commit.committer.time)) == true { return request }
    }
    return nil
  }

  /// Whether merging a head brings something of these changes.
  private func does(
    _ brought: TreeChanges, _ head: ObjectID, onto parent: ObjectID, at time: Int64
  ) async throws(GitError) -> Bool {
    guard let base = try await repository.commonAncestor(of: head, and: parent) else { return false }
    let offered = try await repository.changes(from: base, to: head, below: folder, budget: Self.budget)
    if offered.isCutOff || brought.isCutOff { return !offered.list.isEmpty }
    if !Set(brought.list).isDisjoint(with: offered.list) { return true }
    // Where both sides changed a file, the commit has neither's.
    guard !Set(brought.list.map(\.path)).isDisjoint(with: offered.list.map(\.path)),
      case .clean(let merge, let memory) = try await repository.merge(head, into: parent, at: time)
    else { return false }
    let merged = try await memory.changes(from: parent, to: merge, below: folder, budget: Self.budget)
    return !Set(brought.list).isDisjoint(with: merged.list)
  }
}
