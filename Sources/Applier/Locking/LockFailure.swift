public import Git

/// Why a run does not have the lock. Nothing was changed on the panel.
public enum LockFailure: Error, Sendable {
  case held(LockHolder)
  /// The remote lets nobody write the reference.
  case refused(remote: String, ref: String, why: String)
  case file(path: String, why: String)
  case git(GitError)
}

extension LockFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .held(let holder): holder.description
    case .refused(let remote, let ref, let why): "\(remote) refuses the lock \(ref): \(why)"
    case .file(let path, let why): "\(path) cannot be locked: \(why)"
    case .git(let error): error.description
    }
  }

  /// What to do about it, where the message alone does not say so.
  public var advice: String? {
    switch self {
    case .held(let holder): holder.advice
    case .refused:
      """
      Allow the account to create, move and delete references below refs/botfleet/ there, in addition to branches. Without the lock two runs could \
      work at once, so nothing was done. docs/operating.md, "The remote refuses the lock", has more.
      """
    case .file, .git: nil
    }
  }
}
