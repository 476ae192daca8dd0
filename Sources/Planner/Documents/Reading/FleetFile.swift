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
    /// A file that git changes on its way between commit and working tree, and the attribute that says so: `filter=lfs`.
    case filtered(by: String)
    /// A folder, a submodule, a pipe, or a file that could not be opened.
    case unreadable
  }

  public init(path: String, content: Content) {
    self.path = path
    self.content = content
  }

  /// The last part of its path: `ord-1042.yaml`.
  var name: String { String(path[fileNameStart(in: path)...]) }

  /// Its name without the extension: `ord-1042`.
  var stem: String { fileStem(of: path) }
}

/// The last part of a path, without the extension: `ord-1042`.
public func fileStem(of path: String) -> String {
  let name = path.utf8[fileNameStart(in: path)...]
  return String(Substring(name[..<(name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex)]))
}

private func fileNameStart(in path: String) -> String.Index {
  path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
}
