/// Who looks, and so what may be seen. Nobody is the usual case.
public enum Viewer: Hashable, Sendable {
  case admin(Administrator)
  /// Somebody who bought something, by the ids that orders know them by: the external ids of panel users.
  case customer(Set<String>)
  case nobody

  public var admin: Administrator? { if case .admin(let person) = self { person } else { nil } }
}

/// Somebody who may see and change everything, as commits name them.
public struct Administrator: Hashable, Sendable {
  public let name: String
  public let email: String

  public init(name: String, email: String) { (self.name, self.email) = (name, email) }
}
