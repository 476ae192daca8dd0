import Applier
import Forges
import Planner
import Reports

/// What became of telling a forge about an apply.
struct ToldOfApply: Sendable {
  var covered = CoveredPullRequests()
  var page: ApplyPage?
  var commentURLs: [String] = []
  var notPosted: [NotPosted] = []
  var remarks: [String] = []
}

extension Workspace {
  /// Tells each covered pull request what became of its changes, the commits by a status, and an issue what is held back.
  func report(_ applied: AppliedPlan, _ request: CIApplyRequest, _ coverage: Coverage?) async -> ToldOfApply {
    var told = ToldOfApply()
    guard let coverage else { return told }
    told.covered = await coverage.covered()
    told.remarks = told.covered.remarks
    let page = ApplyPage(
      names: CINames(folder), applied: applied, covered: told.covered, kind: request.client?.kind ?? .gitHub,
      at: request.now(), runURL: request.pipeline.runURL)
    told.page = page
    switch request.posting {
    case .off: break
    case .impossible(let why): told.notPosted.append(why)
    case .to(let client):
      let isReviewed = await coverage.screened?.policy == .reviewed
      let poster = ApplyPoster(client: client, page: page, isReviewed: isReviewed)
      guard await poster.post(&told) else { break }
      let earlier = await coverage.earlier(applied.leftBefore, resultsPath: resultsPath)
      await poster.correct(page.about(earlier), &told)
    }
    return told
  }
}

extension CoveredPullRequests {
  /// What people should know of the search, without a full stop.
  fileprivate var remarks: [String] {
    guard unknownCount > 0 else { return [] }
    let reasons = unknown.prefix(3).joined(separator: "; ")
    return ["it is not known by which pull requests \(counted(unknownCount, "commit")) came: \(reasons)"]
  }
}

/// Tells a forge about an apply.
private struct ApplyPoster: Sendable {
  let client: any ForgeClient
  let page: ApplyPage
  let isReviewed: Bool

  /// Tells everybody whom the run is about.
  ///
  /// - Returns: whether there is any use in trying anything else.
  func post(_ told: inout ToldOfApply) async -> Bool {
    guard await comment(page, &told), await report(commits.map { ($0, page.status) }, &told) else { return false }
    await keepHeldIssue(&told)
    return true
  }

  /// Tells pull requests of earlier runs what became of their changes that were not made then.
  func correct(_ page: ApplyPage, _ told: inout ToldOfApply) async {
    guard await comment(page, &told) else { return }
    let statuses = page.covered.requests.flatMap { request in
      page.covered.commits(of: request).map { ($0, page.status(about: request)) }
    }
    _ = await report(statuses, &told)
  }

  private func report(_ statuses: [(commit: String, status: CommitStatus)], _ told: inout ToldOfApply) async -> Bool {
    for (commit, status) in statuses {
      do throws(ForgeFailure) { try await client.reportOnce(status, on: commit) } catch {
        told.notPosted.append(notPosted("the status \(page.names.applyStatus)", error, needs: .status))
        return !error.isFinal
      }
    }
    return true
  }

  /// Comments on each of a page's pull requests.
  ///
  /// - Returns: whether there is any use in trying anything else.
  private func comment(_ page: ApplyPage, _ told: inout ToldOfApply) async -> Bool {
    for request in page.covered.requests {
      do throws(ForgeFailure) {
        if let url = try await keepComment(page, on: request).url { told.commentURLs.append(url) }
      } catch {
        told.notPosted.append(
          notPosted("the comment on \(client.kind.pullRequestTitle) \(request.number)", error, needs: .comment))
        if error.isFinal { return false }
        // What is missing for one is missing for all.
        if case .permissionMissing = error { break }
      }
    }
    return true
  }

  /// The tip, the commit with the results, and the commits that pull requests came as.
  private var commits: [String] {
    var commits: [String] = []
    for commit in [page.applied.revision, page.applied.recorded].compactMap(\.self)
      + page.covered.commits.filter(\.isOfRequest).map(\.id)
    where !commits.contains(commit) { commits.append(commit) }
    return commits
  }

  private func keepComment(
    _ page: ApplyPage, on request: PullRequest
  ) async throws(ForgeFailure) -> ForgeComment {
    let budget = client.kind.longestComment
    do throws(ForgeFailure) { return try await keepComment(page, on: request, budget) } catch .tooLong {
      return try await keepComment(page, on: request, 16_384)
    } catch {
      throw error
    }
  }

  private func keepComment(
    _ page: ApplyPage, on request: PullRequest, _ budget: Int
  ) async throws(ForgeFailure) -> ForgeComment {
    try await client.keepComment(marked: page.names.applyMarker, on: request.number) { before in
      let text = page.comment(on: request, budget: budget)
      return before.flatMap { saysTheSame(text, as: $0) ? $0 : nil } ?? text
    }
  }

  /// Where nothing is held back and nothing is reviewed, an issue that cannot be looked for is nobody's loss.
  private func keepHeldIssue(_ told: inout ToldOfApply) async {
    let budget = client.kind.longestComment
    do throws(ForgeFailure) {
      _ = try await client.keepIssue(
        marked: page.names.issueMarker("held"), label: page.names.issueLabel
      ) { [page] before in
        let issue = page.heldIssue(budget: budget)
        if let before, let issue, issue.isOpen, saysTheSame(issue.body, as: before) { return nil }
        return issue
      }
    } catch {
      guard isReviewed || !page.applied.held.isEmpty else { return }
      told.notPosted.append(notPosted("the issue about changes held back", error, needs: .issues))
    }
  }

  private func notPosted(_ subject: String, _ failure: ForgeFailure, needs permission: ForgePermission) -> NotPosted {
    NotPosted(subject, failure, needs: permission, on: client.kind, isFromFork: false)
  }
}

extension CoveredCommit {
  fileprivate var isOfRequest: Bool { !origin.numbers.isEmpty }
}

extension ApplyPage {
  /// The same about other pull requests.
  fileprivate func about(_ covered: CoveredPullRequests) -> ApplyPage {
    ApplyPage(names: names, applied: applied, covered: covered, kind: kind, at: at, runURL: runURL)
  }

  /// The page for a job's summary: everything that was planned and what became of it.
  var summary: String {
    var page = RowPage("**\(status.description)**\n", budget: 1_000_000)
    page.add(
      "Not done", applied.outcomes.filter { !$0.outcome.isApplied && applied.held[$0.change.digest] == nil }.map(row))
    page.add("Held back", applied.heldChanges.map(heldRow))
    page.add("Done", applied.outcomes.filter(\.outcome.isApplied).map(row))
    if !applied.held.isEmpty, let digest = applied.nextAcceptance { page.add(wayOut(accepting: digest)) }
    let requests = covered.requests.compactMap { request in
      markdownLink(request.url, titled: request.reference(on: kind))
    }
    if !requests.isEmpty { page.add("\nCovers \(requests.joined(separator: ", ")).\n") }
    return page.text
  }
}
