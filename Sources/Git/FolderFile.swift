/// A file below a folder on the disk, as a ``FolderListing`` found it.
public struct FolderFile: Hashable, Sendable {
  /// From the folder that was read from, with `/` between its parts.
  public let path: String
  /// What is there.
  public let contents: Contents

  /// A file's bytes, or why they were not read.
  public enum Contents: Hashable, Sendable {
    /// All bytes.
    case bytes([UInt8])
    /// Larger than the limit, and not read; the size is in bytes.
    case tooLarge(size: Int)
    /// A symbolic link; it is never followed.
    case symlink
    /// A pipe, a device, a socket, or something that may not be read; `why` is the system's word.
    case unreadable(why: String)
  }
}
