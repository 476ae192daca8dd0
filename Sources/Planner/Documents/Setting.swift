/// A value in a document that is either declared there or left to the customer.
public enum Setting: Hashable, Sendable {
  /// The fleet decides; templates such as `{order}` are still in it.
  case declared(Template)
  /// `{ setBy: customer, initially: … }`: given once, when the server is made, and never looked at again.
  case leftToCustomer(initially: Template)

  /// The text that a new server gets.
  public var initial: Template {
    switch self {
    case .declared(let template), .leftToCustomer(let template): template
    }
  }
}
