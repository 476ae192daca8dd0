/// What importing the servers of a panel into a fleet comes to: orders to write, and for each server that is left the reason.
public struct FleetImport: Hashable, Sendable {
  /// The fleet's name.
  public let fleet: String
  /// The panel's URL.
  public let panel: String
  /// Sorted by id.
  public let orders: [ImportedOrder]
  /// Sorted by number.
  public let left: [LeftServer]
  /// The tiers that the catalog gets; nil where none is made.
  public let tiers: CatalogAddition?
  public let counts: Counts
  /// What is wrong with the table, or with servers that were asked for by name.
  public let diagnostics: [Diagnostic]
  /// Names that ids could be taken from; nil where none are, or that was asked.
  public let nameHint: NameHint?

  /// Servers whose ids are made of their numbers, and whose names have one by the fleet's own template for names.
  public struct NameHint: Hashable, Sendable {
    public let servers: Int
    /// `bot-{order}`
    public let pattern: String
  }

  /// Servers of the panel that there is nothing to say about one by one.
  public struct Counts: Hashable, Sendable {
    /// All servers of the panel.
    public let servers: Int
    /// Those that an order or a record names already.
    public let inFleet: Int
    /// Those that were not asked for.
    public let filtered: Int
    /// Those of eggs that nothing in the catalog uses, by egg.
    public let otherEggs: [EggID: Int]
  }

  /// Tiers that are added to the catalog.
  public struct CatalogAddition: Hashable, Sendable {
    public let tiers: [NewTier]
    /// The catalog's path in the repository.
    public let path: String
    /// Its bytes as they are.
    public let before: [UInt8]
    /// The same with the tiers; nil where the document is laid out so that people have to add them.
    public let after: [UInt8]?
  }

  /// Whether each server that was asked for has an order now.
  public var isWhole: Bool { left.isEmpty && !diagnostics.hasErrors && (tiers.map { $0.after != nil } ?? true) }
}

/// A tier that is made for servers that fit none.
public struct NewTier: Hashable, Sendable {
  public let name: TierName
  public let tier: Tier
  /// How many servers it is made for.
  public let servers: Int
  /// Its line in the catalog.
  public let line: String
}

/// An order that is written for a server of the panel.
public struct ImportedOrder: Hashable, Sendable {
  public let id: OrderID
  public let idSource: IDSource
  public let server: ServerID
  public let uuid: String
  public let node: NodeID
  public let status: ServerStatus
  public let isSuspended: Bool
  public let sold: Change.Sold
  /// Nil where the owner is whoever has the servers without a customer.
  public let customer: Customer?
  /// What stays as the panel has it: variables that no template gives back are the customer's, other fields are ignored.
  public let kept: [Field]
  /// The document's path in the repository.
  public let path: String
  public let bytes: [UInt8]

  /// Where an order's id comes from.
  public enum IDSource: String, Hashable, Sendable, CaseIterable {
    /// The server has it as its external id.
    case externalID = "external-id"
    /// The table says so.
    case map
    /// It stands in the server's name.
    case pattern
    /// A variable has it.
    case variable
    /// It is made of the server's number: `srv-17`.
    case number
  }

  /// Whether the server has no external id yet, so that its order names it.
  public var isNamed: Bool { idSource != .externalID }
}

/// A server that gets no order, and why.
public struct LeftServer: Hashable, Sendable {
  public let server: ServerID
  public let identifier: String
  public let node: NodeID
  public let reason: Reason

  public enum Reason: Hashable, Sendable {
    /// No tier with any add-ons gives its limits.
    case fitsNoTier(nearest: Nearest?)
    /// It has limits that no tier can say.
    case unsellable([Field])
    /// Several purchases give its limits, and nothing tells them apart.
    case ambiguous([Change.Sold])
    /// Its owner has no external id, and nobody says which.
    case ownerWithoutID(UserID)
    /// Its owner is an administrator of the panel, whom no order makes a customer.
    case ownerIsAdministrator(UserID)
    /// The table names another customer than the owner is.
    case ownerIsAnother(UserID)
    /// The table names a customer whose external id another user has, or gets by another line or order.
    case customerTaken(by: UserID)
    /// The owner's external id cannot stand in a document.
    case unwritableCustomer(UserID)
    /// Its external id cannot be an order's id.
    case badExternalID
    /// The table gives it another id than its external id.
    case idDiffers(OrderID)
    /// Its name is not made by the pattern.
    case nameWithoutID
    /// Another server, or the fleet, has the id.
    case idTaken(OrderID)
    /// What was to be written would not be read back as it was meant.
    case unwritable(OrderID)
  }

  /// What comes nearest to a server's limits.
  public struct Nearest: Hashable, Sendable {
    public let sold: Change.Sold
    /// In what it differs.
    public let differences: [Gap]
  }

  /// A limit that a server and a purchase have otherwise.
  public struct Gap: Hashable, Sendable {
    public let field: Field
    public let server: String
    public let sold: String
  }
}
