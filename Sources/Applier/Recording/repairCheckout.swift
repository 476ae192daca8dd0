import Git

/// What reflogs say of a branch that an apply moved.
let movingReason = "botfleet apply"

extension Workspace {
  /// Removes the locks that an apply left when it was killed, so that none is in people's way for longer than until the next one. Where
  /// one cannot be removed, what needs it says so.
  func removeDeadLocks(of repository: Repository) async {
    guard let head = try? await repository.head() else { return }
    try? await repository.removeDeadLocks(on: [head.branch ?? folder.waitingBranch, folder.waitingBranch])
  }

  /// Lets index and files below the results follow `HEAD` where an apply that was killed had moved the branch and left them behind,
  /// wherever the branch was moved since. Where that fails, the recording of this run meets the same trouble, and tells.
  func finishEarlierCheckout(of repository: Repository) async {
    guard case .branch(let name, let commit)? = try? await repository.head(),
      let moves = try? await repository.moves(of: name, limit: 50)
    else { return }
    for move in moves.filter({ $0.reason == movingReason }).prefix(3) {
      guard let from = move.from else { continue }
      _ = try? await repository.updateCheckout(below: resultsPath, from: from, to: commit)
    }
  }
}
