public import EggRules

/// What a panel has to choose from when somebody sets a fleet up: eggs, nodes and users by name.
///
/// A list is nil where the key may not read it; which permission that takes stands in `missingPermissions`.
public struct PanelOffers: Hashable, Sendable {
  /// By number.
  public let eggs: [OfferedEgg]?
  /// By number.
  public let nodes: [OfferedNode]?
  /// By number.
  public let users: [OfferedUser]?
  public let missingPermissions: Set<Permission>

  public init(
    eggs: [OfferedEgg]?, nodes: [OfferedNode]?, users: [OfferedUser]?, missingPermissions: Set<Permission> = []
  ) {
    self.eggs = eggs
    self.nodes = nodes
    self.users = users
    self.missingPermissions = missingPermissions
  }
}

/// An egg with all that a person sees of it before making a server by it.
public struct OfferedEgg: Hashable, Sendable {
  public let id: EggID
  /// Where the panel keeps it; nil where it keeps eggs in one place.
  public let nest: NestID?
  /// `Node.js Discord Bot`.
  public let name: String
  /// What the panel files it under (its nest's name).
  public let group: String?
  /// The one that the panel takes by itself first, then the others by label.
  public let images: [OfferedImage]
  /// The startup command, with the panel's own `{{WORDS}}` in it.
  public let startup: String
  /// In the panel's order.
  public let variables: [OfferedVariable]
  /// What a bot prints once it is up, any of these; without one, a server stays `starting` for ever. An egg that takes its configuration
  /// from another has that one's.
  public let doneTexts: [String]

  public init(
    _ id: EggID, in nest: NestID? = nil, name: String, group: String? = nil, images: [OfferedImage], startup: String,
    variables: [OfferedVariable], doneTexts: [String]
  ) {
    self.id = id
    self.nest = nest
    self.name = name
    self.group = group
    self.images = images
    self.startup = startup
    self.variables = variables
    self.doneTexts = doneTexts
  }
}

/// An image of an egg.
public struct OfferedImage: Hashable, Sendable {
  /// What people choose by: `Nodejs 22`.
  public let label: String
  /// `ghcr.io/parkervcp/yolks:nodejs_22`.
  public let image: String

  public init(label: String, image: String) {
    self.label = label
    self.image = image
  }
}

/// A variable of an egg: what the panel's validator sees of it, and what people do.
public struct OfferedVariable: Hashable, Sendable {
  /// Name in the environment, rules, default.
  public let variable: EggVariable
  /// What people call it: `Discord Token`.
  public let label: String
  /// Whether the customer may change it on the panel.
  public let isUserEditable: Bool

  public init(_ variable: EggVariable, label: String, isUserEditable: Bool) {
    self.variable = variable
    self.label = label
    self.isUserEditable = isUserEditable
  }
}

/// A node and how much of it is taken.
public struct OfferedNode: Hashable, Sendable {
  public let node: ObservedNode
  /// What its servers are promised together.
  public let allocatedMemory: Mebibytes
  public let allocatedDisk: Mebibytes
  /// How many of its addresses no server has; nil where the key may not read addresses.
  public let freeAddresses: Int?

  public var id: NodeID { node.id }

  public init(_ node: ObservedNode, allocatedMemory: Mebibytes, allocatedDisk: Mebibytes, freeAddresses: Int?) {
    self.node = node
    self.allocatedMemory = allocatedMemory
    self.allocatedDisk = allocatedDisk
    self.freeAddresses = freeAddresses
  }
}

/// A user as far as somebody has to see them to name the right one. E-mails and names stay on the panel.
public struct OfferedUser: Hashable, Sendable {
  public let id: UserID
  public let externalID: String?
  public let username: String
  /// Whether the panel lets them do everything.
  public let isAdministrator: Bool

  public init(id: UserID, externalID: String?, username: String, isAdministrator: Bool) {
    self.id = id
    self.externalID = externalID
    self.username = username
    self.isAdministrator = isAdministrator
  }
}
