public import Planner

/// What a shop's database has of orders and customers: two views with fixed columns.
public protocol Shop: Sendable {
  /// The row of one order; nil where there is none.
  func row(of order: OrderID) async throws(ShopFailure) -> ShopRow?
  /// All rows, in whatever order, one page after the other: `take` is called for each page, and ends the reading by throwing.
  func rows(_ take: @Sendable ([ShopRow]) async throws(ShopFailure) -> Void) async throws(ShopFailure)
  /// The sign-in of a customer, where the shop says so; nil where it does not.
  func user(of customer: String) async throws(ShopFailure) -> String?
  /// The customers whom a sign-in is, where the shop says so; none where it does not.
  func customers(of user: String) async throws(ShopFailure) -> [String]
}

/// One row of the view of orders.
public enum ShopRow: Hashable, Sendable {
  case order(IncomingOrder)
  /// The row says what no order can; `order` as it stands there, whatever it is.
  case unreadable(order: String, [BodyProblem])
}

/// Why a shop's database does not answer. The words hold no address and no password.
public struct ShopFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence without its full stop, and what to do.
  public let description: String
  /// Whether the same is worth trying again: the connection failed, the server restarts.
  public let isPassing: Bool

  public init(_ description: String, isPassing: Bool) {
    self.description = description
    self.isPassing = isPassing
  }
}
