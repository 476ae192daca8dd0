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
  /// What waited for the branch, and goes before what is recorded.
  let takingOver: TakingOver
  /// What becomes of the record of open orders; nil leaves it as it is.
  let openOrders: OpenOrdersUpdate?
  /// Waits before the next try, a little longer each time.
  let pause: @Sendable (_ tries: Int) async -> Void

  var resultsPath: String { workspace.resultsPath }

  private static let tries = 6

  /// Writes one commit on the base or, where the branch was overtaken, on its new tip: only results are ours, so
  /// nothing can conflict.
  func record(_ changes: [String: CommitDraft.Change], message: String, on base: ResultsBase) async -> Recording {
    let first = base.commit
    var base = base
    var written: ObjectID?
    let proof = changes.isEmpty && takingOver.changes.isEmpty ? nil : await newestProof()
    do throws(GitError) {
      for number in 1...Self.tries {
        let start = try await takeOver(on: base, sinceLookedAt: first, naming: proof)
        let changes = changes.merging(await openOrders(beside: changes, over: start, on: base, since: first)) { $1 }
        let draft = CommitDraft(
          parent: start, changes: changes, message: try await chained(message, after: start, proof), author: author)
        guard !changes.isEmpty, case .made(let commit) = try await repository.write(draft, signedBy: signer) else {
          return await nothingNew(at: start, on: base)
        }
        written = commit
        switch try await publish(commit, on: base) {
        case .done(let place):
          return .committed(commit, place, checkout: await checkoutNote(commit, place, from: base))
        case .overtaken, .refused:
          await pause(number)
          base = try await branch.base(in: repository, orElse: base.commit)
        }
      }
      throw .moved(branch: branch.name)
    } catch {
      return await kept(written, after: error)
    }
  }

  /// A remote that does not answer, or that others always reach first, costs no commit.
  private func kept(_ commit: ObjectID?, after failure: GitError) async -> Recording {
    guard let commit, branch.remote != nil, failure.concernsRemote || failure == .moved(branch: branch.name) else {
      return .failed(failure)
    }
    do throws(GitError) { try await keepHere(commit) } catch { return .failed(error) }
    return .committed(commit, .unpushed(failure), checkout: nil)
  }

  /// Commits what waited on the base, as a commit of its own; gives the base where it has all of that.
  private func takeOver(
    on base: ResultsBase, sinceLookedAt first: ObjectID, naming proof: ObjectID?
  ) async throws(GitError) -> ObjectID {
    guard !takingOver.changes.isEmpty else { return base.commit }
    var waiting = takingOver
    if base.commit != first {
      let moved = try await repository.changes(from: first, to: base.commit, below: resultsPath, budget: 1_000_000)
      waiting = waiting.leaving(Set(moved.list.map(\.path)))
    }
    let draft = CommitDraft(
      parent: base.commit, changes: waiting.changes,
      message: try await chained(waiting.message, after: base.commit, proof),
      author: author)
    guard case .made(let commit) = try await repository.write(draft, signedBy: signer) else { return base.commit }
    return commit
  }

  /// The message with the newest proof, and with the tree of the results that its commit changes.
  private func chained(
    _ message: String, after commit: ObjectID, _ proof: ObjectID?
  ) async throws(GitError) -> String {
    let tree = try await repository.folder(at: resultsPath, of: commit)
    return Planner.chained(message, to: tree?.description, proof: proof?.description)
  }

  /// The newest commit of the fleet's proofs, where they are pushed; nil where there is none, or nobody says: results are not to be lost
  /// for that.
  private func newestProof() async -> ObjectID? {
    let ref = workspace.folder.proofsRef
    guard let remote = branch.remote else { return (try? await repository.target(of: ref)) ?? nil }
    return (try? await remote.within(.seconds(30)).tip(of: ref)) ?? nil
  }

  /// A killed run may have pushed everything, and left the checkout behind. Where results wait, they are offered again.
  private func nothingNew(at commit: ObjectID, on base: ResultsBase) async -> Recording {
    guard commit != base.commit, let remote = branch.remote else {
      _ = try? await followed(base.commit, from: base)
      return .nothingNew
    }
    if case .done(let place)? = try? await offer(commit, on: base, to: remote) {
      return .committed(commit, place, checkout: await checkoutNote(commit, place, from: base))
    }
    return .stillWaiting(remote: remote.shownName)
  }
}
