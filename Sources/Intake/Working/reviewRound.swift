import Forges
import Git
import Planner
import Store

extension OrderIntake {
  /// Opens a pull request for each edit that people are to decide on.
  func review(
    _ draft: inout RoundDraft, on tip: ObjectID, _ repository: Repository, _ remote: Remote,
    _ round: inout IntakeRound
  ) async throws(RoundFailure) {
    for drafted in draft.reviews.values.sorted(by: { $0.delivery.number < $1.delivery.number }) {
      guard let reason = drafted.reason else { continue }
      guard let forge else {
        draft.settle(
          drafted.delivery,
          .needsPerson(
            why: "\(reason), so people decide, and no forge is configured for a pull request; make the change in "
              + "\(drafted.edit.path) by hand and discard this, or configure repository.forge and retry"))
        continue
      }
      let commit: ObjectID? = try await write([drafted], on: tip, in: repository).first
      guard let commit else { continue }
      var failure: ReviewFailure?
      do throws(ReviewFailure) { try await push(commit, of: drafted, on: tip, repository, remote) } catch {
        failure = error
      }
      try survive(.branchPushed)
      var request: PullRequest?
      if failure == nil {
        do throws(ReviewFailure) { request = try await open(drafted, reason, at: forge) } catch { failure = error }
      }
      if let request {
        try survive(.requestOpened)
        draft.settle(drafted.delivery, .pullRequest(number: request.number, url: request.url))
      } else if let error = failure {
        let at = now().seconds + retryPause(after: drafted.delivery.attempts)
        draft.settle(drafted.delivery, .retry(at: at, why: error.description))
        round.hindrance = .forge(error.description)
      }
    }
    draft.reviews = [:]
  }

  /// Pushes the branch of a pull request: one commit on top of the branch that it is for.
  private func push(
    _ commit: ObjectID, of drafted: DraftedEdit, on tip: ObjectID, _ repository: Repository, _ remote: Remote
  ) async throws(ReviewFailure) {
    let ref = "refs/heads/\(branch(of: drafted.edit.order))"
    do throws(GitError) {
      let there = try await remote.fetchDetached(ref)
      if let there {
        let found = try await repository.commit(there)
        // It was pushed, and nobody wrote down that it was.
        if found.parents == [tip], IntakeTrailers(found.trailers)?.delivery == drafted.delivery.id { return }
      }
      let update: RefUpdate = there.map { .replace(ref: ref, from: $0, to: commit) } ?? .create(ref: ref, to: commit)
      switch try await remote.push(update) {
      case .pushed, .alreadyThere: return
      case .overtaken(let why): throw .invalid(ref, why: "moved meanwhile: \(why)")
      case .refused(let why, let stderr): throw .invalid(ref, why: stderr.isEmpty ? why : stderr)
      }
    } catch {
      throw .git(error)
    }
  }

  private func open(
    _ drafted: DraftedEdit, _ reason: String, at forge: any ForgeClient
  ) async throws(ReviewFailure) -> PullRequest {
    let title = "\(drafted.verb) \(drafted.edit.order) (from \(settings.name))"
    let body = """
      The shop asks for this, and people decide: \(reason).

      What it changes is in the diff; the delivery is `\(drafted.delivery.id)`. Merging it does what the shop asks for, closing it discards the delivery.
      """
    do throws(ForgeFailure) {
      return try await forge.open(
        PullRequestDraft(
          title: title, body: body, head: branch(of: drafted.edit.order), base: settings.branch))
    } catch {
      throw .forge(error)
    }
  }

  private func branch(of order: OrderID) -> String { branchPrefix + order.text }

  // MARK: What became of them

  /// Settles the deliveries whose pull requests were merged or closed.
  func followRequests(_ round: inout IntakeRound) async throws(RoundFailure) {
    let open = try await stored { () throws(ServiceStoreFailure) in
      try await inbox.deliveries(being: "pull-request")
    }
    guard !open.isEmpty else { return }
    let isTime = askedForge.map { now().seconds - $0.seconds >= requestPause.components.seconds } ?? true
    guard isTime else { return }
    askedForge = now()
    let branch = try await inGit { () throws(GitError) in try await look() }
    var outcomes: [(delivery: InboxDelivery, status: InboxStatus)] = []
    for delivery in open {
      guard case .pullRequest(let number, _) = delivery.status else { continue }
      if let commit = history.commit(of: delivery.id) {
        outcomes.append((delivery, .committed(commit: commit.description, word: nil, why: nil)))
        continue
      }
      guard let forge else { continue }
      let request: PullRequest?
      do throws(ForgeFailure) { request = try await forge.pullRequest(number) } catch {
        round.hindrance = .forge(error.description)
        break
      }
      switch request?.state {
      case .open?: continue
      case .merged?:
        outcomes.append((delivery, .committed(commit: branch.tip.description, word: nil, why: nil)))
      case .closed?: outcomes.append((delivery, .discarded(why: "its pull request #\(number) was closed")))
      case nil: outcomes.append((delivery, .discarded(why: "its pull request #\(number) is gone")))
      }
    }
    var draft = RoundDraft()
    draft.settled = outcomes
    try await settle(draft, &round)
  }
}

/// How the branches of intake's pull requests begin.
let branchPrefix = "botfleet/intake/"

/// Why no pull request was opened.
enum ReviewFailure: Error, CustomStringConvertible {
  case git(GitError)
  case forge(ForgeFailure)

  var description: String {
    switch self {
    case .git(let error): error.description
    case .forge(let failure): failure.description
    }
  }
}
