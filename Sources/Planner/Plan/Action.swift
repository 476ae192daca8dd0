/// One thing that the panel is told.
///
/// A case carries all that is needed to perform it, but for what is read again just before: the environment, the default
/// allocation and whatever else is left to the customer.
public enum Action: Hashable, Sendable {
  case createUser(NewUser)
  case linkUser(UserLink)
  case createServer(NewServer)
  /// Gives a server that has no external id that of the order.
  case link
  case updateDetails(DetailsUpdate)
  case updateBuild(ServerSpec.Build)
  case updateStartup(StartupUpdate)
  case suspend
  case unsuspend
  case delete

  /// The action's name in plans, results and messages.
  public var word: String {
    switch self {
    case .createUser: "create-user"
    case .linkUser: "link-user"
    case .createServer: "create"
    case .link: "link"
    case .updateDetails: "update-details"
    case .updateBuild: "update-build"
    case .updateStartup: "update-startup"
    case .suspend: "suspend"
    case .unsuspend: "unsuspend"
    case .delete: "delete"
    }
  }
}

/// A panel user to be made for a customer.
public struct NewUser: Hashable, Sendable {
  public let externalID: String
  public let email: String
  /// The external id fitted to the panel's rule for names.
  public let username: String
  public let firstName: String
  public let lastName: String

  public init(externalID: String, email: String, username: String, firstName: String, lastName: String) {
    self.externalID = externalID
    self.email = email
    self.username = username
    self.firstName = firstName
    self.lastName = lastName
  }
}

/// A panel user without an external id who is a customer.
public struct UserLink: Hashable, Sendable {
  public let user: UserID
  /// What the user gets: the customer's id.
  public let externalID: String

  public init(user: UserID, externalID: String) {
    self.user = user
    self.externalID = externalID
  }
}

/// A server to be made.
public struct NewServer: Hashable, Sendable {
  /// Becomes the server's external id, which the panel keeps unique: that is what makes a repeated create harmless.
  public let order: OrderID
  /// Whose it becomes; nil for the fleet's own user. Tells readers; the owner stands in `spec`.
  public let customer: String?
  public let spec: ServerSpec
  /// What the customer's variables begin with, by name.
  public let customersVariables: [String: String]
  public let placement: Placement

  public init(
    order: OrderID, customer: String? = nil, spec: ServerSpec, customersVariables: [String: String],
    placement: Placement
  ) {
    self.order = order
    self.customer = customer
    self.spec = spec
    self.customersVariables = customersVariables
    self.placement = placement
  }
}

/// The node and the address chosen for a server.
public struct Placement: Hashable, Sendable {
  public let node: NodeID
  public let nodeName: String
  /// The next free address; where somebody is faster, the next one on the same node is taken.
  public let allocation: Allocation

  public init(node: NodeID, nodeName: String, allocation: Allocation) {
    self.node = node
    self.nodeName = nodeName
    self.allocation = allocation
  }
}
