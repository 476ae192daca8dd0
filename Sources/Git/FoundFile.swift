/// Something below a folder on the disk that is no folder itself, or one that was not entered.
public struct FoundFile: Hashable, Sendable {
  /// From the folder that was listed, with `/` between its parts.
  public let path: String
  /// What it was when the folder was listed.
  public let kind: Kind

  /// What a folder tells of its entries.
  public enum Kind: Hashable, Sendable {
    /// A regular file.
    case file
    /// A symbolic link; it is never followed.
    case symlink
    /// A pipe, a device, a socket, a folder that may not be read.
    case other
    /// A folder so deep that what is in it was not listed.
    case folder
  }
}
