import Git
import Planner
import Store

extension OrderIntake {
  var signature: Signature {
    Signature(name: settings.committer.name, email: settings.committer.email, time: Int64(now().seconds))
  }

  /// Writes a commit for each edit, one on top of the other. No branch moves.
  ///
  /// - Returns: the commits, in the order of the edits.
  func write(
    _ edits: [DraftedEdit], on parent: ObjectID, in repository: Repository
  ) async throws(RoundFailure) -> [ObjectID] {
    try await inGit { () throws(GitError) in
      let signer = try await Signer.find(for: repository, in: workspace.runEnvironment.variables, log: log)
      var commits: [ObjectID] = []
      for drafted in edits {
        let draft = CommitDraft(
          parent: commits.last ?? parent, changes: [drafted.edit.path: .write(drafted.edit.after)],
          message: drafted.message(from: settings.name), author: signature)
        switch try await repository.write(draft, signedBy: signer) {
        case .made(let commit): commits.append(commit)
        case .nothingChanged: commits.append(commits.last ?? parent)
        }
      }
      return commits
    }
  }

  /// Plans, writes and pushes what intake may do alone.
  ///
  func publish(
    _ draft: inout RoundDraft, on branch: BranchView, _ repository: Repository, _ remote: Remote,
    _ round: inout IntakeRound
  ) async throws(RoundFailure) -> PublicationEnd {
    guard !draft.direct.isEmpty else { return .done }
    var words: [OrderID: WaitingWord] = [:]
    switch try await plan(draft.direct, on: branch, in: repository) {
    case .sound(let found): words = found
    case .unsound(let orders): return .unsound(orders)
    case .blind(let why):
      for drafted in draft.direct {
        let at = now().seconds + retryPause(after: drafted.delivery.attempts)
        draft.settle(drafted.delivery, .waiting(at: at, word: WaitingWord.Kind.panel.rawValue, why: why))
      }
      draft.direct = []
      round.hindrance = .panel(why)
      return .done
    }
    try survive(.planned)
    let commits = try await write(draft.direct, on: branch.tip, in: repository)
    try survive(.written)
    guard let last = commits.last, last != branch.tip else { return .done }
    let outcome = try await inGit { () throws(GitError) in
      try await remote.push(.advance(ref: "refs/heads/\(settings.branch)", from: branch.tip, to: last))
    }
    switch outcome {
    case .pushed, .alreadyThere: break
    case .overtaken: return .overtaken
    case .refused(let why, let stderr):
      throw .hindered(
        .remote(
          "\(remote.shownName) refuses commits on \(settings.branch): \(stderr.isEmpty ? why : stderr); let its rules allow "
            + "this key, or choose intake: { commit: pull-request }"))
    }
    round.tip = last
    try survive(.pushed)
    let pushed = try await inGit { () throws(GitError) in try await advance(to: last, in: repository) }
    if neighbours?.folder == branch.orders { neighbours?.folder = pushed.orders }
    for (drafted, commit) in zip(draft.direct, commits) {
      // Where there is a contact, the user whom its server waits for is made next.
      let word = words[drafted.edit.order].flatMap {
        $0.kind == .customer && drafted.delivery.contact != nil ? nil : $0
      }
      draft.settle(
        drafted.delivery, .committed(commit: commit.description, word: word?.kind.rawValue, why: word?.words))
    }
    draft.direct = []
    return .done
  }
}

/// How publishing a round's edits ended.
enum PublicationEnd {
  case done
  /// The branch moved meanwhile: all is decided again.
  case overtaken
  /// The fleet cannot have these; the others are decided again without them.
  case unsound([OrderID: InboxStatus])
}

/// How long a delivery waits that failed so often for a reason that passes: 30 s, doubled up to half an hour.
func retryPause(after attempts: Int) -> Int { min(1800, 30 << min(attempts, 6)) }
