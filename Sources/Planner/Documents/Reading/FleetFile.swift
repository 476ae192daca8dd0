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

  /// The last part of its path: `ord-1042.yaml`.
  let name: String
  /// Its name without the extension: `ord-1042`.
  let stem: String

  public init(path: String, content: Content) {
    let bytes = path.utf8
    let nameStart = bytes.lastIndex(of: UInt8(ascii: "/")).map(bytes.index(after:)) ?? bytes.startIndex
    let stemEnd = bytes[nameStart...].lastIndex(of: UInt8(ascii: ".")) ?? bytes.endIndex
    self.path = path
    self.content = content
    name = String(path[nameStart...])
    stem = String(path[nameStart..<stemEnd])
  }
}
