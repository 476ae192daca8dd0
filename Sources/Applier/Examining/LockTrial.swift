import Git
import Planner

/// Does at the remote what the lock does, with a reference beside it, and takes that back: a run that holds the lock does not notice.
struct LockTrial {
  let remote: Remote
  let repository: Repository
  /// The lock's own reference.
  let lock: String
  let now: Instant

  /// In the same namespace as the lock, for rules are made for that.
  static let ref = "refs/botfleet/doctor"

  /// What the remote made of it: whether it can be written to, and whether the lock may be there.
  func findings() async -> [Finding] {
    do throws(GitError) {
      switch try await run() {
      case .allowed:
        return [
          writable, Finding(.lock, .ok, "\(lock) may be created, moved and removed\(try await holder())"),
        ]
      case .undeletable:
        return [
          writable,
          Finding(
            .lock, .ok, "\(lock) may be created and moved; it is never removed, but marked as given back"),
        ]
      case .refused(let why):
        return [
          // It took nothing, and was asked for nothing else.
          Finding(
            .writing, .unknown, "\(remote.shownName) refused the only reference that was tried, \(Self.ref)",
            advice: "What it does with a push to a branch shows the first apply that has results."),
          Finding(
            .lock, .failure, "\(remote.shownName) refuses references below refs/botfleet/: \(why)",
            advice: LockFailure.refused(remote: remote.shownName, ref: lock, why: why).advice),
        ]
      case .unwritable(let why): return [unwritable(why)]
      case .contended:
        return [
          writable, Finding(.lock, .unknown, "others are trying the same at this moment", advice: "Run it again."),
        ]
      }
    } catch {
      return [unwritable("\(error)")]
    }
  }

  private var writable: Finding { Finding(.writing, .ok, "\(remote.shownName) takes what is pushed") }

  private func unwritable(_ why: String) -> Finding {
    Finding(
      .writing, .failure, "nothing can be pushed to \(remote.shownName): \(why)",
      advice: "Give the account that applies write access to the repository. For plans alone, look with --plan-only.")
  }

  private enum Outcome {
    case allowed
    /// References can be made and moved, and not removed.
    case undeletable
    case refused(String)
    /// The remote takes nothing at all.
    case unwritable(String)
    /// Somebody else moved the reference, again and again.
    case contended
  }

  private func run() async throws(GitError) -> Outcome {
    for _ in 0..<3 {
      let former = try await formerTip()
      let first = try await note(after: former.parent)
      let begin = RefUpdate.put(first, at: Self.ref, over: former.tip, after: former.parent)
      switch try await remote.push(begin, hook: .skip) {
      case .pushed, .alreadyThere: break
      case .overtaken: continue
      case .refused(let why, let stderr): return outcome(of: why, stderr)
      }
      // As a renewal does.
      let second = try await note(after: first)
      switch try await remote.push(.advance(ref: Self.ref, from: first, to: second), hook: .skip) {
      case .pushed, .alreadyThere: break
      case .overtaken: continue
      case .refused(let why, let stderr):
        _ = try? await remote.push(.delete(ref: Self.ref, from: first), hook: .skip)
        return outcome(of: why, stderr)
      }
      switch try await remote.push(.delete(ref: Self.ref, from: second), hook: .skip) {
      case .pushed, .alreadyThere, .overtaken: return .allowed
      case .refused: return .undeletable
      }
    }
    return .contended
  }

  /// What an examination that was killed, or could not remove it, left; a parent where it is a note that is here.
  private func formerTip() async throws(GitError) -> (tip: ObjectID?, parent: ObjectID?) {
    switch try await remote.fetchNote(Self.ref) {
    case nil: (nil, nil)
    case .note(let tip): (tip, tip)
    case .somethingElse(let tip): (tip, nil)
    }
  }

  private func note(after parent: ObjectID?) async throws(GitError) -> ObjectID {
    let who = Signature(name: "botfleet", email: "botfleet@localhost", time: Int64(now.seconds))
    // By chance, or two at the same second would make the same commit, and neither would see the other.
    return try await repository.writeNote(
      "botfleet doctor tries whether the lock may be here\n\n\(UInt64.random(in: .min ... .max))\n", parent: parent,
      by: who)
  }

  /// A remote that cannot store anything refuses every reference, whatever its name.
  private func outcome(of why: String, _ stderr: String) -> Outcome {
    let words = stderr.isEmpty ? why : "\(why); \(stderr)"
    return ["unpack", "unable to create temporary object", "Permission denied", "read-only"]
      .contains(where: words.contains) ? .unwritable(words) : .refused(words)
  }

  /// `; a run holds it now`
  private func holder() async throws(GitError) -> String {
    guard case .note(let tip)? = try await remote.fetchNote(lock) else { return "" }
    let message = try await repository.commit(tip).message
    guard let claim = readLockMessage(message), claim.state != .released, claim.expires > now else { return "" }
    return "; \(claim.owner) holds it now"
  }
}
