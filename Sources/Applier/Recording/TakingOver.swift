import Git
import Planner

/// Waiting results that are believed, on their way to their branch: a commit of our own, of today.
struct TakingOver: Sendable {
  /// By path.
  let changes: [String: CommitDraft.Change]
  let message: String

  /// None.
  static let nothing = TakingOver(changes: [:], message: "")

  private init(changes: [String: CommitDraft.Change], message: String) {
    self.changes = changes
    self.message = message
  }

  init(_ results: [OrderResult], in workspace: Workspace) {
    var changes: [String: CommitDraft.Change] = [:]
    for result in results {
      changes["\(workspace.fleetPath)/\(resultPath(of: result.order))"] = .write(writeResult(result))
    }
    self.init(
      changes: changes,
      message: takeoverMessage(
        for: results, from: workspace.folder.waitingBranch, in: workspace.folder))
  }

  /// Without what the branch has changed since it was read: that is newer.
  func leaving(_ paths: Set<String>) -> TakingOver {
    TakingOver(changes: changes.filter { !paths.contains($0.key) }, message: message)
  }
}
