/// How a server or a user, read again just before they are changed, differ from those that were planned for.
public enum Staleness: Sendable, Equatable {
  /// The panel has no server with its id any more.
  case gone
  /// Another server has its id.
  case anotherUUID
  /// Its external id was changed.
  case anotherExternalID
  /// It was about to be deleted, but somebody unsuspended it.
  case notSuspended
  /// The panel has no user with the number any more.
  case userGone
  /// The user was to get an external id, and got another one meanwhile.
  case userHasAnotherID
  /// The user was to become a customer, and became an administrator meanwhile.
  case userIsAdministrator
}

extension Staleness: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .gone: "the server is gone"
    case .anotherUUID: "another server has its id now"
    case .anotherExternalID: "its external id was changed"
    case .notSuspended: "the server is not suspended any more"
    case .userGone: "the panel user is gone"
    case .userHasAnotherID: "the panel user has another external id now"
    case .userIsAdministrator: "the panel user is a root administrator now"
    }
  }
}
