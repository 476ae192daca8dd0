/// A file below the fleet's folder that is not opened yet.
public struct ListedFile: Sendable {
  /// Its path in the repository, `/` between its parts: `fleet/orders/ord-1042.yaml`.
  public let path: String
  public let sort: Sort

  /// What the path leads to.
  public enum Sort: Sendable {
    case file
    /// Not followed: it could lead out of the repository.
    case symbolicLink
    /// A submodule, a pipe, something that may not be read.
    case unreadable
    /// A folder so deep that what is in it was not listed.
    case deepFolder
  }

  public init(path: String, sort: Sort) {
    self.path = path
    self.sort = sort
  }

  /// The file as it was listed before it was read.
  init(_ file: FleetFile) {
    path = file.path
    sort =
      switch file.content {
      case .bytes, .oversized, .filtered: .file
      case .symbolicLink: .symbolicLink
      case .unreadable: .unreadable
      }
  }
}
