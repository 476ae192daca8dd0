/// A value in a document that is either declared there or left to the customer.
public enum Setting: Hashable, Sendable {
  /// The fleet decides; templates such as `{order}` are still in it.
  case declared(Template)
  /// `{ setBy: customer, initially: … }`: given once, when the server is made, and never looked at again.
  case leftToCustomer(initially: Template)

  /// Whether the fleet decides.
  var isDeclared: Bool {
    switch self {
    case .declared: true
    case .leftToCustomer: false
    }
  }

  /// The text that a new server gets.
  public var initial: Template {
    switch self {
    case .declared(let template), .leftToCustomer(let template): template
    }
  }
}

/// How many of something new one plan may make: a share of what is recorded, or a count. Never fewer than `floor`, or a
/// small fleet could not grow.
public enum Allowance: Hashable, Sendable {
  case share(percent: Int)
  case count(Int)

  /// What every plan may make, however small the fleet is.
  public static let floor = 20
  public static let standard = Allowance.share(percent: 30)

  /// How many are allowed in a fleet that has so many recorded servers.
  public func allowed(ofRecorded recorded: Int) -> Int {
    switch self {
    case .share(let percent): max(Self.floor, recorded * percent / 100)
    case .count(let count): max(Self.floor, count)
    }
  }
}
