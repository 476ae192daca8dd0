import Forges
import Git
import Planner

/// Finds out by which pull requests the commits of a branch came.
///
/// The forge decides: a commit is a pull request's where the forge says that it was merged into this branch as this commit. The message only
/// says where to ask first. Right after a merge a forge may not know it yet. So a commit of which it says nothing, and that does what a pull request
/// would do, is asked for again, and is that pull request's if the forge has no better answer: what passes for pushed is not held against what a pull
/// request showed.
struct CoverageSearch: Sendable {
  let client: (any ForgeClient)?
  /// Why there is no client.
  let whyNoClient: String
  let branch: String
  /// The status that marks the commit of a run.
  let applyStatus: String
  /// Fetches references of the remote; nil where that is not possible.
  let fetch: @Sendable (Set<String>) async -> [String: ObjectID]?
  /// Waits; returns early where its task is cancelled.
  let sleep: @Sendable (Duration) async -> Void

  /// So many commits are asked for at most: GitHub's own token has 1,000 requests an hour.
  static let mostAsked = 50
  /// So many commits are looked at.
  static let mostRead = 1000
  private static let pauses: [Duration] = [.seconds(2), .seconds(5), .seconds(10)]

  /// Whether the forge knows every commit of a pull request, and not only the last of a merge.
  var knowsEachCommit: Bool {
    switch client?.kind {
    case .gitHub, .gitLab: true
    case .gitea, .forgejo, nil: false
    }
  }

  func run(
    _ repository: Repository, folder: String, from recorded: ObjectID?, to tip: ObjectID
  ) async throws(GitError) -> CoveredPullRequests {
    let line = try await repository.commitsTakenUp(by: tip, since: recorded, limit: Self.mostRead)
    var found: [(commit: Commit, touched: TouchedDocuments)] = []
    for commit in line.commits {
      let touched = try await touched(by: commit, in: repository, folder)
      if !touched.isEmpty { found.append((commit, touched)) }
    }
    var search = Asking(client: client, branch: branch, whyNot: whyNoClient)
    await search.ask(Array(found.map(\.commit).prefix(Self.mostAsked)))
    let late = try await askAgain(&search, in: repository, folder)
    if client != nil, !knowsEachCommit || !late.isEmpty {
      await search.extendRebases(along: line.commits, endingWith: knowsEachCommit ? late : nil) {
        [applyStatus] commit, client, me in
        // A run's own commit is below a pull request that was rebased onto it.
        try? await client.statuses(of: commit.id.description).contains {
          $0.context == applyStatus && $0.creator.map(me.isAuthor) == true
        }
      }
    }
    return CoveredPullRequests(
      commits: found.map {
        CoveredCommit(id: $0.commit.id.description, touched: $0.touched, origin: search.origin(of: $0.commit))
      },
      requests: Array(search.requests.values), isCutOff: line.isCutOff || recorded == nil)
  }

  /// Asks again for commits of which the forge said that no pull request brought them, though one would do what they did.
  ///
  /// - Returns: those that are a pull request's although the forge never said so.
  private func askAgain(
    _ search: inout Asking, in repository: Repository, _ folder: String
  ) async throws(GitError) -> Set<ObjectID> {
    guard let client, !search.open.isEmpty, search.failure == nil else { return [] }
    let suspects = try await suspects(of: search.open, client, in: repository, folder)
    for pause in Self.pauses {
      let open = search.open.filter { commit in
        // Where nothing can be compared, everything is asked for again.
        guard let suspects else { return true }
        return suspects[commit.id].map { $0.state == .open && search.requests[$0.number] == nil } ?? false
      }
      if open.isEmpty || search.failure != nil || Task.isCancelled { break }
      await sleep(pause)
      await search.ask(open)
    }
    return await search.settle(suspects ?? [:])
  }

  /// The pull requests that would do what these commits did; nil where that cannot be told.
  private func suspects(
    of commits: [Commit], _ client: any ForgeClient, in repository: Repository, _ folder: String
  ) async throws(GitError) -> [ObjectID: PullRequest]? {
    guard let recent = try? await client.recentPullRequests(into: branch),
      let late = try await LateMergeSearch(among: recent, of: client.kind, in: repository, folder, fetching: fetch)
    else { return nil }
    var suspects: [ObjectID: PullRequest] = [:]
    for commit in commits { suspects[commit.id] = try await late.request(for: commit) }
    return suspects
  }

  private func touched(
    by commit: Commit, in repository: Repository, _ folder: String
  ) async throws(GitError) -> TouchedDocuments {
    guard let parent = commit.parents.first, try await repository.has(parent) else { return .uncertain }
    let changes = try await repository.changes(from: parent, to: commit.id, below: folder, budget: 500_000)
    return TouchedDocuments(changes, below: folder)
  }
}

/// What the forge has been asked so far.
private struct Asking {
  let client: (any ForgeClient)?
  let branch: String
  let whyNot: String
  /// Why no more is asked.
  private(set) var failure: ForgeFailure?
  private(set) var requests: [Int: PullRequest] = [:]
  private var numbers: [ObjectID: [Int]] = [:]
  private var failures: [ObjectID: ForgeFailure] = [:]
  /// Pull requests that do what commits did, and that the forge does not call merged.
  private var doubts: [ObjectID: PullRequest] = [:]
  /// Commits of which the forge says that no pull request brought them.
  private(set) var open: [Commit] = []

  init(client: (any ForgeClient)?, branch: String, whyNot: String) {
    (self.client, self.branch, self.whyNot) = (client, branch, whyNot)
  }

  mutating func ask(_ commits: [Commit]) async {
    guard let client else { return }
    let asked = Set(commits.map(\.id))
    open.removeAll { asked.contains($0.id) }
    for commit in commits where failure == nil {
      do throws(ForgeFailure) {
        let found = try await pullRequests(of: commit, client)
        for request in found { requests[request.number] = request }
        numbers[commit.id] = found.map(\.number).sorted()
        if found.isEmpty { open.append(commit) }
      } catch {
        failures[commit.id] = error
        if error.isFinal { failure = error }
      }
    }
  }

  /// Takes commits of which the forge said nothing for those pull requests whose work they do, if these are merged.
  mutating func settle(_ suspects: [ObjectID: PullRequest]) async -> Set<ObjectID> {
    var late: Set<ObjectID> = []
    for commit in open {
      guard let suspect = suspects[commit.id] else { continue }
      var request = requests[suspect.number] ?? suspect
      if request.state == .open, let now = try? await client?.pullRequest(request.number) { request = now }
      guard request.state == .merged else {
        numbers[commit.id] = nil
        doubts[commit.id] = request
        continue
      }
      requests[request.number] = request
      numbers[commit.id] = [request.number]
      late.insert(commit.id)
    }
    return late
  }

  private func pullRequests(
    of commit: Commit, _ client: any ForgeClient
  ) async throws(ForgeFailure) -> [PullRequest] {
    if let number = requestNumber(in: commit.message), let request = try await client.pullRequest(number),
      request.state == .merged, request.baseBranch == branch, commit.isMerge(of: request)
    {
      return [request]
    }
    return try await client.pullRequests(mergedAs: commit.id.description, into: branch)
  }

  func origin(of commit: Commit) -> CoveredCommit.Origin {
    if let numbers = numbers[commit.id] { return numbers.isEmpty ? .push : .pullRequests(numbers) }
    guard let client else { return .unknown(why: whyNot) }
    if let request = doubts[commit.id] {
      let title = client.kind.pullRequestTitle
      return .unknown(why: "it does what \(title) \(request.number) does, which the forge does not call merged")
    }
    if let failure = failures[commit.id] ?? failure { return .unknown(why: "\(failure)") }
    return .unknown(why: "it is not among the newest \(CoverageSearch.mostAsked) commits, which are asked for")
  }

  /// Gitea and Forgejo know only the last commit of a pull request that was merged by rebasing. Those right below it that one and the same hand
  /// wrote in the same minute, or all where the head itself was merged, count as the pull request's, too. Of what another forge does not know yet,
  /// the latter do.
  ///
  /// - Parameters:
  ///   - ends: the only commits that may be the last of a rebase; nil for any.
  ///   - isOfRun: whether a run of ours recorded something in a commit, so that no pull request begins below it; nil where that is unknown.
  mutating func extendRebases(
    along line: [Commit], endingWith ends: Set<ObjectID>?,
    isOfRun: (Commit, any ForgeClient, ForgeIdentity) async -> Bool?
  ) async {
    guard let client, let me = try? await client.identity() else { return }
    for (place, last) in line.enumerated() where last.parents.count == 1 && ends?.contains(last.id) ?? true {
      guard let found = numbers[last.id], let request = found.first.flatMap({ requests[$0] }) else { continue }
      for commit in line.dropFirst(place + 1) {
        guard commit.parents.count == 1, numbers[commit.id]?.isEmpty == true,
          request.head == last.id.description || ends == nil && commit.isWritten(with: last),
          await isOfRun(commit, client, me) != true
        else { break }
        numbers[commit.id] = found
      }
    }
  }
}

extension Commit {
  /// Whether it can be nothing but this pull request's merge: its second parent, or it itself, is the head.
  fileprivate func isMerge(of request: PullRequest) -> Bool {
    id.description == request.head || parents.dropFirst().contains { $0.description == request.head }
  }

  fileprivate func isWritten(with other: Commit) -> Bool {
    committer.name == other.committer.name && committer.email == other.committer.email
      && abs(committer.time - other.committer.time) <= 60
  }
}
