public import EggRules

/// The recipe that a server is made by, as the panel has it.
public struct Egg: Hashable, Sendable {
  public let id: EggID
  public let variables: [EggVariable]
  /// The images that it offers; nil where only the variables could be read.
  public let images: [String]?

  public init(id: EggID, variables: [EggVariable], images: [String]?) {
    self.id = id
    self.variables = variables
    self.images = images
  }
}

/// A user of the panel.
public struct PanelUser: Hashable, Sendable {
  public let id: UserID
  public let externalID: String?
  public let email: String
  public let username: String
  /// First and last name; nil where they were not read.
  public let name: String?
  /// Whether the panel lets them do everything.
  public let isAdministrator: Bool

  public init(
    id: UserID, externalID: String?, email: String, username: String, name: String? = nil,
    isAdministrator: Bool = false
  ) {
    self.id = id
    self.externalID = externalID
    self.email = email
    self.username = username
    self.name = name
    self.isAdministrator = isAdministrator
  }
}
