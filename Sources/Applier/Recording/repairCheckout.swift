import Git

/// What the reflog says where an apply moved a branch.
let movingReason = "botfleet apply"

extension Workspace {
  /// Removes the locks that a killed apply left, so that they are in people's way no longer than until the next apply.
  /// Where one cannot be removed, whatever needs it reports that.
  func removeDeadLocks(of repository: Repository) async {
    guard let head = try? await repository.head() else { return }
    try? await repository.removeDeadLocks(on: [head.branch ?? folder.waitingBranch, folder.waitingBranch])
  }

  /// Moves index and files below the results to `HEAD` where a killed apply had moved the branch and left them behind,
  /// whatever moved the branch since. Where that fails, the recording of this run runs into the same trouble, and
  /// reports it.
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
