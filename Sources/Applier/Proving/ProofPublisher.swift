import Git
import Planner

/// Keeps a proof as a note, at the remote where there is one.
struct ProofPublisher: Sendable {
  let repository: Repository
  let remote: Remote?
  let ref: String
  let author: Signature
  let pause: @Sendable (_ tries: Int) async -> Void

  private static let tries = 6
  private static let reason = "botfleet prove"

  /// Writes the note, and pushes it; where somebody was faster, writes it anew on what is there by then.
  func publish(
    _ envelope: SignedEnvelope, about commit: ObjectID, _ message: String
  ) async throws(GitError) -> (ObjectID, Proof.Place) {
    let note = Note(commit: commit, bytes: Array(envelope.text.utf8), message: message)
    guard let remote else { return (try await keep(note), .local) }
    do throws(GitError) {
      for number in 1...Self.tries {
        if let published = try await push(note, to: remote) { return published }
        await pause(number)
      }
      throw .moved(branch: ref)
    } catch {
      guard error.concernsRemote || error == .moved(branch: ref) else { throw error }
      return (try await keep(note), .unpushed(error))
    }
  }

  private struct Note {
    let commit: ObjectID
    let bytes: [UInt8]
    let message: String
  }

  /// Nil where the remote's notes moved meanwhile.
  private func push(_ note: Note, to remote: Remote) async throws(GitError) -> (ObjectID, Proof.Place)? {
    let there = try await notes(at: remote)
    let here = try await repository.target(of: ref)
    let written = try await write(note, over: try await newer(here, there))
    // Two proofs within a second are one: the same words, and of some keys the same signature.
    if written == there { return (written, .pushed(remote: remote.shownName)) }
    let update: RefUpdate = there.map { .advance(ref: ref, from: $0, to: written) } ?? .create(ref: ref, to: written)
    switch try await remote.push(update) {
    case .overtaken: return nil
    case .refused(let why, let stderr):
      return (
        try await keep(note), .refused(remote: remote.shownName, why: stderr.isEmpty ? why : stderr)
      )
    case .pushed, .alreadyThere: break
    }
    // Pushed means that the remote, asked again, has it.
    guard let tip = try await remote.fetchDetached(ref), try await repository.isAncestor(written, of: tip) else {
      return nil
    }
    // Where this clone's own reference cannot follow, a fetch brings it.
    try? await repository.moveReference(ref, from: here, to: tip, because: Self.reason)
    return (written, .pushed(remote: remote.shownName))
  }

  /// The newest commit of notes at the remote; throws where whoever may push has put something else there.
  private func notes(at remote: Remote) async throws(GitError) -> ObjectID? {
    guard let tip = try await remote.fetchDetached(ref) else { return nil }
    do throws(GitError) { _ = try await repository.commit(tip) } catch {
      throw .invalid(
        ref,
        why: "is at \(remote.shownName) something else than notes; whoever may push put it there. Remove it there first"
      )
    }
    return tip
  }

  /// What the remote has, unless this clone has that and more, or the remote has lost it.
  private func newer(_ here: ObjectID?, _ there: ObjectID?) async throws(GitError) -> ObjectID? {
    guard let here, let there else { return there ?? here }
    return try await repository.isAncestor(there, of: here) ? here : there
  }

  /// Keeps it in this clone.
  private func keep(_ note: Note) async throws(GitError) -> ObjectID {
    for _ in 1..<Self.tries {
      let here = try await repository.target(of: ref)
      let written = try await write(note, over: here)
      if written == here { return written }
      do throws(GitError) {
        try await repository.moveReference(ref, from: here, to: written, because: Self.reason)
        return written
      } catch {
        guard case .moved = error else { throw error }
      }
    }
    throw .moved(branch: ref)
  }

  private func write(_ note: Note, over tip: ObjectID?) async throws(GitError) -> ObjectID {
    try await repository.annotate(note.commit, with: note.bytes, over: tip, message: note.message, by: author)
  }
}
