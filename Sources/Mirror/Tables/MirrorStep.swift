import Planner

/// What one transaction writes, as it is sent.
struct MirrorStep: Sendable {
  let next: NextPlace
  let rows: Rows
  /// JSON arrays of facts.
  let logs: [String]
  /// The orders that any of it is about; nil for all that there are.
  let touched: [OrderID]?

  /// The rows of orders, as JSON arrays.
  enum Rows: Sendable {
    /// `fleet.yaml` or `catalog.yaml` has errors: what is there stays.
    case unreadable
    /// - Parameter gone: orders that have no row any more.
    case some([String], gone: [OrderID])
    /// - Parameter orders: all others have no row any more.
    case all([String], orders: [OrderID])
  }
}
