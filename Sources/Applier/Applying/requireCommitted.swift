import Git
import Planner

extension Workspace {
  /// Throws where something below the fleet's folder is not committed. Results do not count: they are read from the branch.
  func requireCommitted(in repository: Repository) async throws(ApplyFailure) {
    guard repository.workTree != nil else { return }
    let paths = try await attempt { () throws(GitError) in try await uncommitted(in: repository) }
    guard !paths.isEmpty else { return }
    let declared = paths.filter { !$0.hasPrefix(resultsPath + "/") }
    if declared.count < paths.count { await finishEarlierCheckout(of: repository) }
    guard declared.isEmpty else { throw .uncommitted(declared) }
  }

  /// Throws where one of some documents is edited and not committed. A run of some orders looks at theirs alone, for comparing a whole
  /// working tree costs more than all else that it does.
  func requireCommitted(_ documents: [TreeEntry], in repository: Repository) async throws(ApplyFailure) {
    guard repository.workTree != nil else { return }
    let edited = try await attempt { () throws(GitError) in try await repository.edited(documents) }
    guard edited.isEmpty else { throw .uncommitted(edited) }
  }
}
