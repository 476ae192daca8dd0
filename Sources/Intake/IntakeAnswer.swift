public import Planner

/// What whoever delivers is told.
public enum IntakeAnswer: Hashable, Sendable {
  /// It is on disk and will be worked on: 202.
  case begun(OrderStanding)
  /// It was there already, or changes nothing: 200.
  case same(OrderStanding)
  /// The delivery's id was used for something else, or the order is another customer's: 409. With a sentence.
  case conflict(String)
  /// The fleet cannot have such an order: 422. With what `validate` says of its document.
  case invalid([Diagnostic])
  /// Nobody knows whose order it is: 422. With a sentence.
  case incomplete(String)
}

/// Why nothing was accepted: 503. The sender may try again.
public enum IntakeFailure: Error, Hashable, Sendable {
  /// The disk did not take it.
  case store(String)
  case shop(ShopFailure)
}

extension IntakeFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .store(let why): why
    case .shop(let failure): "the shop's database does not answer: \(failure.description)"
    }
  }
}

/// Something that came in, read.
public struct ArrivedDelivery: Hashable, Sendable {
  /// The sender's id for it; nil where the way that it came has none.
  public let id: String?
  public let way: Way
  public let order: IncomingOrder
  /// The administrator who asks for it; nil where the shop itself does.
  public let by: String?

  /// How it came.
  public enum Way: String, Hashable, Sendable, CaseIterable {
    /// A signed delivery.
    case hook
    /// `PUT /api/orders/{id}`.
    case put
    /// `POST /api/admin/deployments/provision`.
    case provision
    /// A row of the shop's database, of which a wake-up call told.
    case call
    /// A row that the sweep found.
    case sweep
  }

  public init(id: String?, way: Way, order: IncomingOrder, by: String? = nil) {
    self.id = id
    self.way = way
    self.order = order
    self.by = by
  }
}
