import Panel
import Planner

/// A power signal that somebody asked for.
struct PowerDeed: Sendable, Hashable {
  let order: OrderID
  let server: String
  let signal: PowerSignal
  /// An administrator's name, or `customer`.
  let by: String
  let at: Instant
  /// Whether the panel took it.
  let isSent: Bool

  /// Who asked, where it was no administrator.
  static let customer = "customer"
}
