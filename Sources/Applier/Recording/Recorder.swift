import Git
import Planner

/// Commits results, and nothing else.
struct Recorder: Sendable {
  let repository: Repository
  let branch: ResultsBranch
  let head: Head
  let workspace: Workspace
  let author: Signature
  let signer: Signer?
  /// Waits before another try, a little longer each time.
  let pause: @Sendable (_ tries: Int) async -> Void

  var resultsPath: String { workspace.resultsPath }

  private static let tries = 6

  /// Writes one commit on the base, or where the branch was overtaken on its new tip: only results are ours, so nothing can conflict.
  func record(_ changes: [String: CommitDraft.Change], message: String, on base: Base) async -> Recording {
    guard !changes.isEmpty else { return await nothingNew(at: base) }
    var base = base
    var written: ObjectID?
    do throws(GitError) {
      for number in 1...Self.tries {
        let draft = CommitDraft(parent: base.commit, changes: changes, message: message, author: author)
        guard case .made(let commit) = try await repository.write(draft, signedBy: signer) else {
          return await nothingNew(at: base)
        }
        written = commit
        switch try await publish(commit, on: base) {
        case .done(let place):
          return .committed(commit, place, checkout: await checkoutNote(commit, place, from: base))
        case .overtaken, .refused:
          await pause(number)
          base = try await newBase(after: base)
        }
      }
      throw .moved(branch: branch.name)
    } catch {
      return await kept(written, after: error)
    }
  }

  /// A remote that does not answer, or always has others in front, costs no commit.
  private func kept(_ commit: ObjectID?, after failure: GitError) async -> Recording {
    guard let commit, branch.remote != nil, failure.concernsRemote || failure == .moved(branch: branch.name) else {
      return .failed(failure)
    }
    do throws(GitError) { try await keepHere(commit) } catch { return .failed(error) }
    return .committed(commit, .unpushed(failure), checkout: nil)
  }

  /// A run that was killed may have pushed all of it, and left the checkout here behind. Where results wait, they are offered again.
  private func nothingNew(at base: Base) async -> Recording {
    guard base.commit != base.published, let remote = branch.remote else {
      _ = try? await followed(base.published, from: base)
      return .nothingNew
    }
    if case .done(let place)? = try? await offer(base.commit, on: base, to: remote) {
      return .committed(base.commit, place, checkout: await checkoutNote(base.commit, place, from: base))
    }
    return .stillWaiting(remote: remote.shownName)
  }

  private func newBase(after base: Base) async throws(GitError) -> Base {
    do {
      return try await branch.base(in: repository, orElse: base.published, of: workspace, signedBy: signer)
    } catch {
      if case .git(let error) = error { throw error }
      throw .moved(branch: ResultsBranch.fallbackName)
    }
  }
}
