/// A fleet that is about to begin: all that its first documents are made of.
///
/// What nobody knows yet is nil or empty, and is left in the documents as a place to fill in.
public struct NewFleet: Hashable, Sendable {
  /// For people: `codecraft`.
  public var name: String
  /// Its folder in the repository: `fleet`.
  public var path: String
  /// `https://panel.example.com`
  public var panelURL: String?
  public var egg: EggReference?
  /// The egg's name, for a comment.
  public var eggName: String?
  public var image: String?
  public var startup: String?
  /// Whose the servers are of orders that name no customer.
  public var owner: UserID?
  public var nodes: [NodeID]
  /// The nodes as the panel has them, by which tiers are sized; those that it did not show are missing.
  public var sizes: [ObservedNode]
  /// The egg's variables; nil where the panel was not asked.
  public var variables: [OfferedVariable]?
  public var forge: Forge
  /// The branch that is applied.
  public var branch: String

  /// The documents that are there already, and are not written.
  public var kept: Set<Document> = []

  /// A document that may be there before.
  public enum Document: Hashable, Sendable {
    case settings, catalog
  }

  /// Whose continuous integration plans and applies.
  public enum Forge: String, Hashable, Sendable, CaseIterable {
    case github, gitlab, forgejo, gitea, none
  }

  public init(
    name: String, path: String = "fleet", panelURL: String? = nil, egg: EggReference? = nil, eggName: String? = nil,
    image: String? = nil, startup: String? = nil, owner: UserID? = nil, nodes: [NodeID] = [],
    sizes: [ObservedNode] = [], variables: [OfferedVariable]? = nil, forge: Forge = .none, branch: String = "main"
  ) {
    self.name = name
    self.path = path
    self.panelURL = panelURL
    self.egg = egg
    self.eggName = eggName
    self.image = image
    self.startup = startup
    self.owner = owner
    self.nodes = nodes
    self.sizes = sizes
    self.variables = variables
    self.forge = forge
    self.branch = branch
  }
}

/// A file of a new fleet's repository.
public struct ScaffoldFile: Hashable, Sendable {
  /// Below the repository's root: `fleet/fleet.yaml`.
  public let path: String
  /// UTF-8 with LF.
  public let text: String

  public init(_ path: String, _ text: String) {
    self.path = path
    self.text = text
  }
}
