/// One thing in a commit's tree that is not a folder, or a folder that was not entered.
public struct TreeEntry: Hashable, Sendable {
  /// From the repository's root, with `/` between folders.
  public let path: String
  /// File, symlink or submodule.
  public let kind: Kind
  /// The id of the blob; of a submodule, its commit; of a folder, its tree.
  public let id: ObjectID

  /// What git knows a tree entry to be.
  public enum Kind: Hashable, Sendable {
    /// A plain file.
    case file
    /// A file with the executable bit.
    case executable
    /// A symbolic link; it is never followed.
    case symlink
    /// Another repository's commit; it is never entered.
    case submodule
    /// A folder nested so deeply that its contents were not listed.
    case folder
    /// A file or folder whose name is not UTF-8, which no path leads to. Its path has U+FFFD in the place of what it is called.
    ///
    /// - Parameter isFolder: false for a plain file alone.
    case misnamed(isFolder: Bool)
  }
}

/// A tree entry and what it holds.
public struct TreeFile: Hashable, Sendable {
  /// Path, kind and id.
  public let entry: TreeEntry
  /// The bytes, or why there are none.
  public let contents: Contents

  /// A file's bytes, or why they were not read.
  public enum Contents: Hashable, Sendable {
    /// All bytes; for a symlink, the path that it points to.
    case bytes([UInt8])
    /// Larger than the limit, and not read; the size is in bytes.
    case tooLarge(size: Int)
    /// A submodule, a folder, or what no path leads to: none has bytes here.
    case none
  }
}
