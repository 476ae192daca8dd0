public import Intake
public import Planner

/// Where deliveries are taken in: intake, or in tests a stand-in.
public protocol OrderDesk: Sendable {
  /// Durable before it returns.
  func accept(_ delivery: ArrivedDelivery) async throws(IntakeFailure) -> IntakeAnswer
  func standing(of order: OrderID) async throws(IntakeFailure) -> OrderStanding?
  /// The deliveries that nothing comes of without a person, the oldest first.
  func needingPerson() async throws(IntakeFailure) -> [PersonsDelivery]
  func retry(_ delivery: String) async throws(IntakeFailure) -> Bool
  func discard(_ delivery: String, by: String) async throws(IntakeFailure) -> Bool
  func counts() async throws(IntakeFailure) -> IntakeCounts
}

extension OrderIntake: OrderDesk {}

/// What wakes the parts.
public struct Bells: Sendable {
  /// A delivery was accepted.
  public let delivered: @Sendable () async -> Void
  /// The shop's database has something new, perhaps of this order.
  public let called: @Sendable (OrderID?) async -> Void
  /// Somebody pushed.
  public let pushed: @Sendable () async -> Void

  public init(
    delivered: @escaping @Sendable () async -> Void, called: @escaping @Sendable (OrderID?) async -> Void,
    pushed: @escaping @Sendable () async -> Void
  ) {
    (self.delivered, self.called, self.pushed) = (delivered, called, pushed)
  }
}
