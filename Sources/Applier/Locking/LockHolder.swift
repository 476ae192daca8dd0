public import Planner

/// Who holds the lock that a run wants.
public enum LockHolder: Hashable, Sendable {
  /// A run, somewhere.
  case run(LockClaim, remote: String)
  /// A process on this machine that works on this clone; nil where it has not yet said who it is.
  case process(Int32?, LockClaim?)
  /// Something that no botfleet wrote, or a later version did.
  case unreadable(remote: String, ref: String, commit: String)
}

extension LockHolder: CustomStringConvertible {
  /// Who, since when, from which CI run, and until when: one line, whatever the lock contains.
  public var description: String {
    switch self {
    case .run(let claim, let remote):
      "another apply holds the lock of \(escapedForDisplay(remote)): \(claim.told); it expires at \(claim.expires), unless it is renewed"
    case .process(let process, let claim):
      "another apply works on this clone: process \(process.map(String.init) ?? "unknown")\(claim.map { ", \($0.told)" } ?? "")"
    case .unreadable(let remote, let ref, let commit):
      "the lock of \(escapedForDisplay(remote)) cannot be read: this version of botfleet did not write \(commit), to which \(ref) points"
    }
  }

  /// What to do about it.
  public var advice: String {
    switch self {
    case .run:
      """
      Wait for it (--lock-timeout 600 waits up to ten minutes). The next apply takes over a lock that was left behind, once it has expired. If you \
      know that its run is gone for good, apply with --break-lock.
      """
    case .process:
      "Wait for it (--lock-timeout 600 waits up to ten minutes), or end that process, which frees its lock."
    case .unreadable: "If no apply is running, apply with --break-lock."
    }
  }
}

extension LockClaim {
  fileprivate var told: String {
    "\(escapedForDisplay(owner, upTo: 200)), since \(since)\(run.map { ", \(escapedForDisplay($0, upTo: 500))" } ?? "")"
  }
}
