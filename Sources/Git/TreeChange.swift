/// What became of one path between two commits.
public struct TreeChange: Hashable, Sendable {
  /// From the repository's root; of a folder that is gone as a whole, the folder's.
  public let path: String
  public let what: What

  /// What the later commit has there.
  public enum What: Hashable, Sendable {
    /// Something else than before, or something where nothing was.
    case put(TreeEntry)
    /// Nothing any more.
    case removed
    /// What nobody can say for sure, and why: a name that stands there twice, a tree that cannot be read.
    case unclear(why: String)
  }
}

/// The paths that differ between two commits, as far as they were looked at.
public struct TreeChanges: Hashable, Sendable {
  public internal(set) var list: [TreeChange] = []
  /// Whether there is more than was to be looked at.
  public internal(set) var isCutOff = false
}
