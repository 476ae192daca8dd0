import Git
import Planner

extension LineAudit {
  /// The commits that a merge brought, the newest first; none for other commits.
  func brought(by commit: CommitFacts) async throws(GitError) -> [ObjectID] {
    guard let first = commit.parents.first else { return [] }
    var brought: [ObjectID] = []
    for merged in commit.parents.dropFirst() {
      if let chain = try await chain(from: merged, to: first) {
        brought += chain
      } else {
        brought += try await history.search.brought(by: merged, without: first)
      }
    }
    return brought
  }

  /// The same where it is a few commits in a row that began on the line, as nearly always; nil elsewhere. It saves starting a program.
  private func chain(from merged: ObjectID, to first: ObjectID) async throws(GitError) -> [ObjectID]? {
    guard let place = positions[first] else { return nil }
    var chain: [ObjectID] = []
    var next = merged
    while chain.count < 20 {
      if let position = positions[next] { return position >= place ? chain : nil }
      let commit = try await history.repository.commit(next)
      guard commit.parents.count == 1, let parent = commit.parents.first, try await history.repository.has(parent)
      else {
        return nil
      }
      chain.append(next)
      next = parent
    }
    return nil
  }

  /// Whether a merge has at each path of the fleet what one of its sides made of it, or what git makes of both.
  mutating func checkMerge(_ commit: CommitFacts, _ paths: [String]) async throws(GitError) {
    guard commit.parents.count == 2 else {
      // git makes such merges only where nothing is changed by both, and no forge makes any.
      if commit.parents.count > 2, !paths.isEmpty {
        find(.mergeDiffers, commit, "it merges more than one commit, and changes \(paths[0])", at: paths[0])
      }
      return
    }
    let (first, merged) = (commit.parents[0], commit.parents[1])
    let repository = history.repository
    guard let base = try await repository.commonAncestor(of: first, and: merged, limit: 100_000) else { return }
    let theirs = try await repository.changes(from: base, to: merged, below: history.folder.path, budget: 2_000_000)
    let wished = try await history.files(theirs, base)
    var merge: Merge?
    for path in Set(wished).union(paths).sorted() where !path.hasPrefix(history.resultsPath + "/") {
      let old = try await repository.entry(at: path, of: base)
      let ours = try await repository.entry(at: path, of: first)
      let their = try await repository.entry(at: path, of: merged)
      let now = try await repository.entry(at: path, of: commit.id)
      if now == (old == ours ? their : old == their ? ours : nil), old == ours || old == their || ours == their {
        continue
      }
      if ours == their, now == ours { continue }
      if merge == nil { merge = try await repository.merge(merged, into: first, at: Int64(commit.at.seconds)) }
      if case .clean(let made, let memory)? = merge, try await memory.entry(at: path, of: made) == now { continue }
      find(.mergeDiffers, commit, "merging its two sides makes something else of \(path)", at: path)
    }
  }
}
