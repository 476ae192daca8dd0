import Applier
import Forges
import Git
import Planner

/// What is found out about the pull requests of one apply while it runs: which it covers, what they showed, and who approved them.
///
/// With `reviewed` the changes wait for the answer; else it comes while they are performed.
actor Coverage {
  /// How the commits of a plan are looked up.
  let search: CoverageSearch
  let repository: Repository
  let folder: String
  let names: CINames
  let accepted: Digest?

  /// The plan of the latest call; the run may plan once more where the branch moved while it waited for the lock.
  private(set) var screened: ScreenedPlan?
  private(set) var held: [Digest: String] = [:]
  /// The commit that was believed about what was recorded, because the forge said that no pull request brought it.
  private var believed: String?
  /// Whether the forge failed when it was asked about what was recorded.
  private var isFailing = false
  private var finding: Task<CoveredPullRequests, Never>?
  private var asking: Task<RequestTrailers, Never>?

  init(_ search: CoverageSearch, _ repository: Repository, folder: String, names: CINames, accepted: Digest?) {
    (self.search, self.repository, self.folder) = (search, repository, folder)
    (self.names, self.accepted) = (names, accepted)
  }

  /// The changes that are held back. Whoever accepts the whole plan by its digest has looked at it.
  func screen(_ plan: ScreenedPlan) async -> [Digest: String] {
    screened = plan
    held = [:]
    let finding = find(for: plan)
    (self.finding, asking) = (finding, ask(about: finding))
    guard plan.policy == .reviewed, accepted != plan.plan.acceptance else { return [:] }
    let covered = await patient(finding)
    // A forge that was late may have let a pull request's commit pass for a run's.
    let isBelievedRightly = !covered.commits.contains { $0.id == believed && $0.origin != .push }
    let evidence = ReviewEvidence(
      pending: plan.pending, covered: covered, shown: await shown(on: covered.requests),
      knowsEachCommit: search.knowsEachCommit && isBelievedRightly,
      title: search.client?.kind.pullRequestTitle ?? "pull request")
    held = evidence.heldBack(in: plan.plan)
    return held
  }

  /// Whether a commit came by a pull request; where that cannot be told, it counts as one, for what it says of itself is not to be believed then.
  func isFromPullRequest(_ commit: String) async -> Bool {
    guard let client = search.client, !isFailing else { return true }
    do throws(ForgeFailure) {
      let isBrought = try await !client.pullRequests(mergedAs: commit, into: search.branch).isEmpty
      if !isBrought { believed = commit }
      return isBrought
    } catch {
      // There may be a thousand such commits, and a forge that fails takes its time for each.
      isFailing = true
      return true
    }
  }

  /// Which pull requests the apply covers; nothing before there is a plan.
  func covered() async -> CoveredPullRequests {
    guard let finding else { return CoveredPullRequests() }
    return await patient(finding)
  }

  /// The pull requests of earlier runs that changed one of these orders, which those did not make: what they are told is out of date by now.
  func earlier(_ orders: Set<OrderID>, resultsPath: String) async -> CoveredPullRequests {
    guard !orders.isEmpty, search.client != nil, let screened, let tip = ObjectID(screened.revision),
      let last = screened.screenedSince.flatMap({ ObjectID($0) }),
      let commits = try? await repository.log(from: tip, path: resultsPath, limit: Self.mostEarlier)
    else { return CoveredPullRequests() }
    let revisions = commits.compactMap { commit in
      commit.trailers.last { $0.key == "Fleet-Revision" }.flatMap { ObjectID($0.value) }
    }
    var start: ObjectID?
    for revision in revisions.reversed() where start == nil && revision != last {
      if (try? await repository.isAncestor(revision, of: last)) == true { start = revision }
    }
    // Where nothing was recorded before the run that failed, all that the branch has came before it.
    guard start != nil || commits.count < Self.mostEarlier else { return CoveredPullRequests() }
    let found = try? await search.run(repository, folder: folder, from: start, to: last)
    let known = Set(await covered().requests.map(\.number))
    return (found ?? CoveredPullRequests()).keeping { request, touched in
      !known.contains(request.number) && !touched.orders.isDisjoint(with: orders)
    }
  }

  /// So many commits with results are gone back.
  private static let mostEarlier = 10

  /// What the commit says of them.
  func trailers() async -> RequestTrailers {
    guard let asking else { return RequestTrailers([], on: nil) }
    return await patient(asking)
  }

  private func find(for plan: ScreenedPlan) -> Task<CoveredPullRequests, Never> {
    let (search, repository, folder) = (search, repository, folder)
    return Task {
      do throws(GitError) {
        guard let tip = ObjectID(plan.revision) else { return CoveredPullRequests(isCutOff: true) }
        // What was held back came since an earlier revision than the last one that was recorded.
        let recorded = plan.screenedSince.flatMap { ObjectID($0) }
        return try await search.run(repository, folder: folder, from: recorded, to: tip)
      } catch {
        // Nothing is known, and so nothing may be taken for a push.
        let commit = CoveredCommit(id: plan.revision, touched: .uncertain, origin: .unknown(why: "\(error)"))
        return CoveredPullRequests(commits: [commit], isCutOff: true)
      }
    }
  }

  private func ask(about finding: Task<CoveredPullRequests, Never>) -> Task<RequestTrailers, Never> {
    let client = search.client
    return Task {
      var reviewed: [(request: PullRequest, approvals: [Approval])] = []
      for request in await patient(finding).requests {
        // Who approved is a note in a commit; the run does not depend on it.
        reviewed.append((request, (try? await client?.approvals(of: request)) ?? []))
      }
      return RequestTrailers(reviewed, on: client?.kind)
    }
  }

  private func shown(on requests: [PullRequest]) async -> [Int: ReviewedPlan] {
    guard let client = search.client else { return [:] }
    var shown: [Int: ReviewedPlan] = [:]
    for request in requests {
      do throws(ForgeFailure) {
        shown[request.number] = try await readReviewedPlan(of: request, names, from: client)
      } catch {
        shown[request.number] = .nothing(why: "\(error)")
        if error.isFinal { break }
      }
    }
    return shown
  }
}

/// Waits for a task, and cancels it where the waiting is cancelled.
private func patient<Value>(_ task: Task<Value, Never>) async -> Value {
  await withTaskCancellationHandler {
    await task.value
  } onCancel: {
    task.cancel()
  }
}
