/// What is to become of one reference of a remote, and what it must be now for that to happen.
///
/// References have full names: `refs/heads/main`, `refs/tags/v1`, or any other below `refs/`.
public enum RefUpdate: Hashable, Sendable {
  /// Make it; it must not be there.
  case create(ref: String, to: ObjectID)
  /// Move it to a commit that follows the one where it is.
  case advance(ref: String, from: ObjectID, to: ObjectID)
  /// Move it to any commit. Whatever only this reference led to is lost.
  case replace(ref: String, from: ObjectID, to: ObjectID)
  /// Remove it.
  case delete(ref: String, from: ObjectID)

  /// The reference's full name.
  public var ref: String {
    switch self {
    case .create(let ref, _), .advance(let ref, _, _), .replace(let ref, _, _), .delete(let ref, _): ref
    }
  }

  /// As `git push` wants it: `NEW:REF`, nothing before the colon to delete.
  var refspec: String {
    switch self {
    case .create(let ref, let new), .advance(let ref, _, let new), .replace(let ref, _, let new): "\(new):\(ref)"
    case .delete(let ref, _): ":\(ref)"
    }
  }

  /// As `--force-with-lease` wants it: `REF:OLD`, nothing after the colon where it must not be there.
  var lease: String {
    switch self {
    case .create(let ref, _): "\(ref):"
    case .advance(let ref, let old, _), .replace(let ref, let old, _), .delete(let ref, let old): "\(ref):\(old)"
    }
  }
}

/// What a remote made of an update.
public enum PushOutcome: Hashable, Sendable {
  /// The remote says that it did it.
  case pushed
  /// The remote had it before. Who uses a reference as a lock must have a commit of its own, or this looks like success.
  case alreadyThere
  /// The reference is not what it had to be: somebody was faster.
  case overtaken(why: String)
  /// A hook, a protected branch or another rule of the remote forbids it; `said` is what the remote wrote.
  case refused(why: String, stderr: String)
}
