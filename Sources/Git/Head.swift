/// Where a repository stands.
public enum Head: Hashable, Sendable {
  /// On a branch with commits; the name is short (`main`).
  case branch(String, ObjectID)
  /// On a branch that has no commit yet.
  case unborn(branch: String)
  /// On a commit, on no branch, as continuous integration checks out.
  case detached(ObjectID)

  /// The commit, where there is one.
  public var commit: ObjectID? {
    switch self {
    case .branch(_, let commit), .detached(let commit): commit
    case .unborn: nil
    }
  }

  /// The branch, where there is one.
  public var branch: String? {
    switch self {
    case .branch(let name, _), .unborn(let name): name
    case .detached: nil
    }
  }
}
