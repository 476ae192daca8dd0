/// Who bought: the external id of a panel user, and what is needed where no panel user has it yet.
public struct Customer: Hashable, Sendable {
  /// Matched exactly, case included.
  public let id: String
  /// The panel user who is to have the id as external id; nil where whoever has it is meant.
  public let user: UserID?
  /// What a new user is made of; nil where the user must exist.
  public var contact: Contact? { sharedContact?.value }
  private let sharedContact: Shared<Contact>?

  /// What the panel wants to know of a new user.
  public struct Contact: Hashable, Sendable {
    public let email: String
    public let name: String

    public init(email: String, name: String) {
      self.email = email
      self.name = name
    }
  }

  public init(id: String, user: UserID? = nil, contact: Contact? = nil) {
    self.id = id
    self.user = user
    sharedContact = contact.map { Shared($0) }
  }
}
