/// Who bought: the external id of a panel user, and what is needed to make that user where there is none.
public struct Customer: Hashable, Sendable {
  /// Matched exactly, case included.
  public let id: String
  /// From an order whose `customer` is a mapping; nil where the user must exist.
  public let contact: Contact?

  /// What the panel wants to know of a new user.
  public struct Contact: Hashable, Sendable {
    public let email: String
    public let name: String

    public init(email: String, name: String) {
      self.email = email
      self.name = name
    }
  }

  public init(id: String, contact: Contact? = nil) {
    self.id = id
    self.contact = contact
  }
}
