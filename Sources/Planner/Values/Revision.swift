/// The commit a fleet was read at.
public enum Revision: Hashable, Sendable {
  /// A commit's full id.
  case commit(String)
  /// A working tree that differs from this commit below the fleet's folder, or has none yet.
  case dirty(basedOn: String?)

  /// The commit that it is, or that it is based on.
  public var commit: String? {
    switch self {
    case .commit(let id): id
    case .dirty(let id): id
    }
  }
}
