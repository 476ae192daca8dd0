import Git
import Planner

extension Workspace {
  /// What is recorded on the branch that apply writes to, for a plan without a base: the tip of the remote's main
  /// branch where that has results, else of the checked-out branch's upstream, and `HEAD` where there is neither.
  /// Whoever checks out a pull request's branch has that branch as its upstream, and what the request itself records
  /// must count for nothing. In CI's run for a pull request it is the request's target branch. Where that is not in
  /// this clone, nothing is trusted: what is checked out there is the request's own.
  ///
  /// - Parameter fleet: the fleet that is planned; its results are used where they are the same files.
  func trustedResults(beside fleet: Fleet) async throws(ApplyFailure) -> TrustedResults {
    guard let repository else { return .none }
    let commit = try await attempt { () throws(GitError) in try await trustedCommit(in: repository) }
    guard let commit else { return .none }
    return try await trustedResults(at: commit, beside: fleet)
  }

  /// What is recorded at a commit to which only the fleet's own apply writes results.
  func trustedResults(at commit: ObjectID, beside fleet: Fleet) async throws(ApplyFailure) -> TrustedResults {
    let repository = try requireRepository()
    if case .commit(let revision) = fleet.revision, let own = ObjectID(revision) {
      let isSame = try await attempt { () throws(GitError) in
        if own == commit { return true }
        let changes = try await repository.changes(from: own, to: commit, below: resultsPath, budget: 1_000_000)
        return !changes.isCutOff && changes.list.isEmpty
      }
      if isSame { return TrustedResults(fleet.results) }
    }
    return TrustedResults(try await readResults(of: nil, at: commit, in: repository))
  }

  /// - Parameter orders: nil for all.
  func readResults(
    of orders: Set<OrderID>?, at commit: ObjectID, in repository: Repository
  ) async throws(ApplyFailure) -> [OrderID: OrderResult] {
    try await attempt { () throws(GitError) in
      let entries =
        if let orders {
          try await results(of: orders, at: commit, in: repository)
        } else {
          try await repository.entries(at: commit, below: fleetPath)
        }
      let files = FleetFiles.inCommit(entries, repository, filtered: [:])
      let listing = FleetListing(files.listed, in: fleetPath)
      return try await files.gather(listing.results, into: [:]) { results, file in
        guard let result = readResult(file, in: listing).value else { return }
        results[result.order] = result
      }
    }
  }

  func trustedCommit(in repository: Repository) async throws(GitError) -> ObjectID? {
    if let target = CIEnvironment(runEnvironment.variables).pullRequestTarget {
      return try await repository.target(of: "refs/remotes/origin/\(target)")
    }
    let head = try await repository.head()
    var upstream: Upstream?
    if let branch = head.branch { upstream = try await repository.upstream(of: branch) }
    let main = try await repository.target(of: "refs/remotes/\(upstream?.remote ?? "origin")/HEAD")
    guard let upstream, let tip = try await repository.target(of: "refs/remotes/\(upstream.remote)/\(upstream.branch)")
    else { return main ?? head.commit }
    if let main, main != tip, try await !repository.names(in: resultsPath, of: main).isEmpty { return main }
    return tip
  }
}
