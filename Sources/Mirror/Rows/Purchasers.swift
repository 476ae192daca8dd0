import History
import Planner

/// Whose each order is, as its documents named it last, also where they are gone.
struct Purchasers: Sendable {
  private var customers: [OrderID: String] = [:]

  subscript(order: OrderID) -> String? { customers[order] }

  mutating func know(_ order: OrderID, _ customer: String?) { customers[order] = customer }

  /// Notes what an event says. An address is nobody's id here.
  mutating func note(_ event: HistoryEvent, of order: OrderID) {
    switch event.kind {
    case .asked, .edited, .moved: know(order, event.customer.flatMap { $0.contains("@") ? nil : $0 })
    case .removed, .catalog, .settings, .created, .linked, .adopted, .updated, .suspended, .resumed, .deleted,
      .driftReverted, .installed, .failed, .repaired, .terminating, .orphaned, .reprieved, .suspendedByHand,
      .byHandEnded, .recordRemoved:
      break
    }
  }
}
