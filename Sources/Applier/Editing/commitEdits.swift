import Git
import Planner

/// What an edit is made on.
struct EditBase: Sendable {
  /// Where the documents are read.
  let source: FleetSource
  /// The branch that is committed to; nil where nothing is.
  let target: EditTarget?
}

/// The branch that a commit of edits goes to.
struct EditTarget: Sendable {
  let repository: Repository
  let branch: String
  /// Where the branch stands; nil where it is to be made.
  let tip: ObjectID?
  /// The commit that the edits follow.
  let parent: ObjectID
  /// Whether files and index are to follow.
  let isCheckedOut: Bool
}

extension Workspace {
  /// Where the documents are read from and where the edits go.
  func base(for destination: OrderEditRequest.Destination) async throws(OrderEditingFailure) -> EditBase {
    guard case .commit(let how) = destination else { return EditBase(source: .workingTree, target: nil) }
    let found = try await failing { () throws(ApplyFailure) in
      let repository = try requireRepository()
      let head = try await attempt { () throws(GitError) in try await repository.head() }
      guard let commit = head.commit else { throw ApplyFailure.noCommit }
      return (repository, head.branch, commit)
    }
    let (repository, current, commit) = found
    let isBranch = how.branch == nil || how.branch == current
    guard let name = how.branch ?? current else { throw .detached }
    let isElsewhere = try await failing { () throws(ApplyFailure) in
      try await attempt { () throws(GitError) in
        try requireBranchName(name)
        // What `HEAD` of a bare repository names is checked out nowhere, unless in a linked working tree.
        guard !isBranch || repository.workTree == nil else { return false }
        return try await repository.isCheckedOutAnywhere(name)
      }
    }
    guard !isElsewhere else { throw .checkedOutElsewhere(branch: name) }
    let target = try await failing { () throws(ApplyFailure) in
      try await attempt { () throws(GitError) in
        if isBranch {
          return EditTarget(
            repository: repository, branch: name, tip: commit, parent: commit,
            isCheckedOut: repository.workTree != nil)
        }
        let tip = try await repository.target(of: "refs/heads/\(name)")
        var start = tip
        if start == nil, let remote = try await ResultsBranch.upstreamOrOrigin(name, in: repository)?.remote {
          start = try await repository.target(of: "refs/remotes/\(remote)/\(name)")
        }
        return EditTarget(
          repository: repository, branch: name, tip: tip, parent: start ?? commit, isCheckedOut: false)
      }
    }
    return EditBase(source: .revision(target.parent.description), target: target)
  }

  /// Throws where somebody has changed one of the documents and not committed it.
  func requireUntouched(_ edits: [OrderDocumentEdit], _ target: EditTarget) async throws(OrderEditingFailure) {
    guard target.isCheckedOut else { return }
    for edit in edits {
      let difference = try await failing { () throws(ApplyFailure) in
        try await attempt { () throws(GitError) in try await target.repository.difference(below: edit.path) }
      }
      if case .changed = difference { throw .uncommitted(path: edit.path) }
    }
  }

  /// Commits the documents and nothing else, and pushes the branch where that is wanted.
  func commit(
    _ edits: [OrderDocumentEdit], _ verb: String, _ how: OrderEditRequest.Commit, on target: EditTarget
  ) async throws(OrderEditingFailure) -> OrderEditReport.End {
    let repository = target.repository
    let commit = try await failing { () throws(ApplyFailure) in
      try await attempt { () throws(GitError) in
        let program = try await GitProgram.find(in: runEnvironment.variables, log: log)
        let signer = try await Signer.find(for: repository, in: runEnvironment.variables, log: log)
        let message = editCommitMessage(edits, verb: verb, message: how.message)
        let draft = CommitDraft(
          parent: target.parent,
          changes: Dictionary(edits.map { ($0.path, CommitDraft.Change.write($0.after)) }) { first, _ in first },
          message: message,
          author: try await program.identity(.author, in: repository),
          committer: try await program.identity(.committer, in: repository))
        guard case .made(let commit) = try await repository.write(draft, signedBy: signer) else { return target.parent }
        let subject = String(message.prefix { $0 != "\n" })
        try await repository.moveBranch(
          target.branch, from: target.tip, to: commit, because: "botfleet order: \(subject)", requiringIndex: true)
        return commit
      }
    }
    let files = await follow(edits, to: commit, target)
    guard how.isPushed else { return .committed(commit, branch: target.branch, files, .notAsked) }
    do throws(GitError) {
      return .committed(commit, branch: target.branch, files, try await push(commit, target))
    } catch {
      return .committed(commit, branch: target.branch, files, .failed(error))
    }
  }

  /// Lets files and index have the edits, where the branch is checked out.
  private func follow(
    _ edits: [OrderDocumentEdit], to commit: ObjectID, _ target: EditTarget
  ) async -> OrderEditReport.Files {
    guard target.isCheckedOut else { return .followed }
    var left: [String] = []
    do throws(GitError) {
      for edit in edits {
        left += try await target.repository.updateCheckout(below: edit.path, from: target.parent, to: commit)
      }
    } catch {
      return .failed(error)
    }
    return left.isEmpty ? .followed : .left(left)
  }

  /// Pushes what a branch has and its remote lacks, where there is nothing to commit: the push of the edit may have failed.
  func pushTip(of target: EditTarget) async -> OrderEditReport.End {
    guard let tip = target.tip else { return .nothingToDo }
    do throws(GitError) {
      if try await isTracked(tip, target) { return .nothingToDo }
      let outcome = try await push(tip, target)
      if case .alreadyThere = outcome { return .nothingToDo }
      return .pushed(branch: target.branch, outcome)
    } catch {
      return .pushed(branch: target.branch, .failed(error))
    }
  }

  /// Whether the remote had a commit when it was last seen.
  private func isTracked(_ commit: ObjectID, _ target: EditTarget) async throws(GitError) -> Bool {
    let repository = target.repository
    guard let there = try await ResultsBranch.upstreamOrOrigin(target.branch, in: repository),
      let seen = try await repository.target(of: "refs/remotes/\(there.remote)/\(there.branch)")
    else { return false }
    return try await repository.isAncestor(commit, of: seen)
  }

  private func push(_ commit: ObjectID, _ target: EditTarget) async throws(GitError) -> OrderEditReport.Push {
    let repository = target.repository
    guard let there = try await ResultsBranch.upstreamOrOrigin(target.branch, in: repository) else {
      throw .invalid(target.branch, why: "has no remote to be pushed to; add one with git remote add origin URL")
    }
    let branch = there.branch
    let remote = try await ResultsBranch.remote(
      there.remote, of: repository, environment: runEnvironment.variables, log)
    let ref = "refs/heads/\(branch)"
    let update: RefUpdate
    if let tip = try await remote.tip(of: ref) {
      let isHere = try await repository.has(tip)
      if isHere, try await repository.isAncestor(commit, of: tip) { return .alreadyThere }
      guard isHere, try await repository.isAncestor(tip, of: commit) else {
        return .behind(remote: remote.shownName)
      }
      update = .advance(ref: ref, from: tip, to: commit)
    } else {
      update = .create(ref: ref, to: commit)
    }
    switch try await remote.push(update) {
    case .pushed, .alreadyThere: return .pushed(remote: remote.shownName, branch: branch)
    case .overtaken: return .behind(remote: remote.shownName)
    case .refused(let why, let stderr):
      return .refused(remote: remote.shownName, why: stderr.isEmpty ? why : stderr)
    }
  }
}
