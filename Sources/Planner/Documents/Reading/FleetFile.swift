/// A file below the fleet's folder, as the working tree or a commit has it.
public struct FleetFile: Sendable {
  /// Its path in the repository, `/` between its parts: `fleet/orders/ord-1042.yaml`.
  public let path: String
  public let content: Content

  /// What the path leads to.
  public enum Content: Sendable {
    case bytes([UInt8])
    /// A file over the limit of its kind, which need not be read.
    case oversized(bytes: Int)
    /// Not followed: it could lead out of the repository.
    case symbolicLink
    /// A folder, a submodule, a pipe, or a file that could not be opened.
    case unreadable
  }

  public init(path: String, content: Content) {
    self.path = path
    self.content = content
  }

  /// The last part of its path.
  var name: String { String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]) }

  /// Its name without the extension: `ord-1042`.
  var stem: String { name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name }
}
