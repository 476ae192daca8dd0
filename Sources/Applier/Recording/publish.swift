import Git

extension Recorder {
  /// What came of an attempt to move a branch.
  enum Publication {
    case done(Recording.Place)
    case overtaken
    case refused(why: String)
  }

  /// Moves the branch to a commit; where the remote refuses that, moves the branch for waiting results.
  func publish(_ commit: ObjectID, on base: ResultsBase) async throws(GitError) -> Publication {
    guard let remote = branch.remote else { return try await moveHere(commit, on: base) }
    let publication = try await offer(commit, on: base, to: remote)
    guard case .refused(let why) = publication else { return publication }
    if !branch.isWaitingBranch {
      let aside = try await setAside(commit, at: remote, because: why)
      guard case .refused = aside else { return aside }
    }
    try await keepHere(commit)
    return .done(.refused(remote: remote.shownName, why: why))
  }

  private func moveHere(_ commit: ObjectID, on base: ResultsBase) async throws(GitError) -> Publication {
    do throws(GitError) {
      try await repository.moveBranch(branch.name, from: base.tip, to: commit, because: movingReason)
    } catch {
      if case .moved = error { return .overtaken }
      throw error
    }
    return .done(.local)
  }

  /// Pushes to the branch itself; pushed means that the remote, asked again, has it.
  func offer(_ commit: ObjectID, on base: ResultsBase, to remote: Remote) async throws(GitError) -> Publication {
    let update: RefUpdate =
      if let tip = base.tip {
        .advance(ref: branch.ref, from: tip, to: commit)
      } else {
        .create(ref: branch.ref, to: commit)
      }
    let publication = try await push(update, commit, to: remote, as: .pushed(remote: remote.shownName))
    if case .done = publication, let waiting = base.aside.commit {
      // The branch has them now. Where they cannot be removed, the next run notices that as well.
      _ = try? await remote.push(.delete(ref: branch.folder.waitingRef, from: waiting))
    }
    return publication
  }

  /// Pushes to the branch for waiting results, replacing what is there: the commit holds whatever of that is believed,
  /// and does not follow commits that anybody may have made.
  private func setAside(
    _ commit: ObjectID, at remote: Remote, because why: String
  ) async throws(GitError) -> Publication {
    let ref = branch.folder.waitingRef
    let place = Recording.Place.aside(remote: remote.shownName, why: why)
    guard let waiting = try await remote.tip(of: ref) else {
      return try await push(.create(ref: ref, to: commit), commit, to: remote, as: place)
    }
    return try await push(.replace(ref: ref, from: waiting, to: commit), commit, to: remote, as: place)
  }

  private func push(
    _ update: RefUpdate, _ commit: ObjectID, to remote: Remote, as place: Recording.Place
  ) async throws(GitError) -> Publication {
    switch try await remote.push(update) {
    case .pushed, .alreadyThere: break
    case .overtaken: return .overtaken
    case .refused(let why, let stderr): return .refused(why: stderr.isEmpty ? why : stderr)
    }
    guard let tip = try await remote.fetch(update.ref) else { return .overtaken }
    if tip == commit { return .done(place) }
    return try await repository.isAncestor(commit, of: tip) ? .done(place) : .overtaken
  }

  /// A commit that the remote does not have is kept where git does not throw it away.
  func keepHere(_ commit: ObjectID) async throws(GitError) {
    let old = try await repository.target(of: branch.folder.waitingRef)
    try await repository.moveBranch(branch.folder.waitingBranch, from: old, to: commit, because: "not at the remote")
  }
}
