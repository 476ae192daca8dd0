/// What an observation covers. Of what was not looked at nothing is concluded.
public enum ObservationScope: Hashable, Sendable {
  /// All servers, and all users where any order names one.
  case everything
  /// What concerns some orders, and little else.
  case part(PartialLook)
}

/// Whose servers were looked at where not all were.
public struct PartialLook: Hashable, Sendable {
  public let orders: Set<OrderID>
  /// Recorded servers of other orders, which tell whether this is the panel that they were made on.
  public let sample: [SampledServer]

  public init(orders: Set<OrderID>, sample: [SampledServer]) {
    self.orders = orders
    self.sample = sample
  }
}

/// A recorded server that is looked at although nothing is done about its order.
public struct SampledServer: Hashable, Sendable {
  public let order: OrderID
  public let uuid: String

  public init(order: OrderID, uuid: String) {
    self.order = order
    self.uuid = uuid
  }
}
