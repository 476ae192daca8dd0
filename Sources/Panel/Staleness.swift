/// How a server, read again just before it is changed, differs from the one that was planned for.
public enum Staleness: Sendable, Equatable {
  /// The panel has no server with its id any more.
  case gone
  /// Another server has its id.
  case anotherUUID
  /// Its external id was changed.
  case anotherExternalID
  /// It was to be deleted, but somebody unsuspended it.
  case notSuspended
}

extension Staleness: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .gone: "the server is gone"
    case .anotherUUID: "another server has its id now"
    case .anotherExternalID: "its external id was changed"
    case .notSuspended: "the server is not suspended any more"
    }
  }
}
