import Applier
import Forges
import Git
import Planner
import Reports
import SignIn
import Views

/// What people change of documents: shown, and then committed.
protocol Changes: Sendable {
  /// Whether changes go through pull requests.
  var goesThroughReview: Bool { get async }
  /// What a change would commit now, and the plan that it leads to.
  func propose(_ change: OrderEditRequest.Change, by author: Administrator) async throws -> EditProposal
  /// Commits exactly what was shown.
  func commit(
    _ change: OrderEditRequest.Change, of order: OrderID, shown: String, because why: String?, by author: Administrator
  ) async throws -> ChangeEnd
}

/// Shows what administrators' changes come to, and commits them in their names. One at a time works in the clone.
actor ChangeDesk: Changes {
  private let setup: ServerSetup
  private let clone: String
  private let forge: (any ForgeClient)?
  /// Whether people's changes go through pull requests, as `service.yaml` says for intake.
  private var isReviewed = false

  init(_ setup: ServerSetup, clone: String, forge: (any ForgeClient)?) {
    (self.setup, self.clone, self.forge) = (setup, clone, forge)
  }

  /// Takes other rules.
  func follow(_ settings: ServiceSettings) { isReviewed = settings.intake?.commit == .pullRequest }

  var goesThroughReview: Bool { isReviewed }

  /// The branch's tip as the remote has it now.
  private func tip() async throws -> ObjectID {
    let repository = try await setup.openClone(clone)
    guard let tip = try await setup.follow(in: repository) else {
      throw GitError.invalid(setup.configuration.repository.branch, why: "is no branch of the remote")
    }
    return tip
  }

  /// What a change would commit now, and the plan that it leads to.
  func propose(_ change: OrderEditRequest.Change, by author: Administrator) async throws -> EditProposal {
    let tip = try await tip()
    let time = setup.time
    return try await setup.workspace(in: clone).propose(
      change, on: tip, asOf: time.now(), now: time.now, by: signature(author), setup.panel)
  }

  /// Commits exactly what was shown: where the document has changed since, or the change would be another one by now, nothing is committed.
  ///
  /// - Parameters:
  ///   - shown: the digest of the patch that the person saw.
  ///   - why: what they say about it, in one line.
  func commit(
    _ change: OrderEditRequest.Change, of order: OrderID, shown: String, because why: String?, by author: Administrator
  ) async throws -> ChangeEnd {
    for _ in 0..<5 {
      let proposal = try await propose(change, by: author)
      if proposal.isNeedless { return .nothing }
      guard patchDigest(of: proposal) == shown, !proposal.problems.hasErrors else { return .moved(proposal) }
      if isReviewed { return try await request(proposal, change, order, why, author) }
      let ref = "refs/heads/\(setup.configuration.repository.branch)"
      switch try await publish(proposal, change, ref, why, author) {
      case .published(let commit):
        // What is shown next is what was done.
        _ = try? await tip()
        return .committed(commit)
      case .nothingToDo: return .nothing
      case .overtaken: continue
      case .refused(let words):
        // A protected branch takes nobody's push: people decide on a pull request then.
        guard forge != nil else { return .refused(words) }
        return try await request(proposal, change, order, why, author)
      }
    }
    return .refused("others keep pushing to the branch; try again")
  }

  private func publish(
    _ proposal: EditProposal, _ change: OrderEditRequest.Change, _ ref: String, _ why: String?, _ author: Administrator
  ) async throws -> EditPublication {
    let program = Signature(
      name: "botfleet-server", email: "server@botfleet.invalid", time: Int64(setup.time.now().seconds))
    return try await setup.workspace(in: clone).publish(
      proposal, change, to: ref, because: why, author: signature(author), committer: program)
  }

  /// Opens a pull request for a change.
  private func request(
    _ proposal: EditProposal, _ change: OrderEditRequest.Change, _ order: OrderID, _ why: String?,
    _ author: Administrator
  ) async throws -> ChangeEnd {
    guard let forge else {
      return .refused("changes go through pull requests, and the machine's file names no forge to open one at")
    }
    let branch = "botfleet/admin/\(order)"
    switch try await publish(proposal, change, "refs/heads/\(branch)", why, author) {
    case .published: break
    case .nothingToDo: return .nothing
    case .overtaken: return .refused("somebody else works on this order's branch; try again")
    case .refused(let words): return .refused(words)
    }
    let body = """
      \(escapedForDisplay(author.name, upTo: 120)) asks for this\(why.map { ": \(escapedForDisplay($0, upTo: 200))" } ?? "").

      What it changes is in the diff. Merging it does it.
      """
    let pull = try await forge.open(
      PullRequestDraft(
        title: change.title(of: order), body: body, head: branch, base: setup.configuration.repository.branch))
    return .requested(pull.url)
  }

  private func signature(_ author: Administrator) -> Signature {
    Signature(name: author.name, email: author.email, time: Int64(setup.time.now().seconds))
  }
}

/// What became of a change that somebody confirmed.
enum ChangeEnd: Sendable {
  case committed(ObjectID)
  case requested(String)
  case nothing
  /// It would be another one by now.
  case moved(EditProposal)
  case refused(String)
}

/// What tells whether a change is still the one that somebody saw.
func patchDigest(of proposal: EditProposal) -> String {
  Digest(of: Array(orderEditPatch(proposal.edits).utf8)).description
}
