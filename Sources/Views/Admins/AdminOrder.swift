public import Health
public import History
public import Planner

/// An order with everything that is known of it.
public struct AdminOrder: Sendable {
  public let row: AdminRow
  public let path: String?
  /// The document's text; nil where there is none that can be read.
  public let document: String?
  public let quote: Order.Quote?
  public let payment: Order.Payment?
  public let state: Order.State?
  public let addons: [String]
  public let features: [String]
  public let guilds: [String]
  public let note: String?
  public let isProtected: Bool
  public let lastDay: Day?
  public let deletion: Day?
  public let server: OrderResult.Server?
  /// Its page on the panel.
  public let page: String?
  public let limits: Limits?
  public let usage: Usage?
  public let chart: [ChartPoint]
  /// In what the documents ask for something else than was left.
  public let differences: [OrderStatus.Difference]
  public let failure: OrderResult.Failure?
  /// What to do about the failure.
  public let advice: String?
  /// What git has applied last, and when.
  public let applied: OrderResult.Applied?
  public let sighting: BotSighting?
  public let power: PowerOffer
  public let deeds: [Deed]
  public let timeline: [HistoryEvent]
  public let isTimelineMissing: Bool
}

/// What an administrator may do to an order's document.
public enum Deed: String, Hashable, Sendable, CaseIterable {
  /// Accepted and paid: a server is made for it.
  case provision
  case purchase
  case suspend, resume, terminate, reprieve
}

extension Deed {
  /// What makes a difference to an order as it stands.
  static func possible(with order: Order, _ status: OrderStatus) -> [Deed] {
    switch order.state {
    case .terminated: return status.phase == .terminated || status.phase == .closed ? [] : [.reprieve]
    case .active, .suspended: break
    }
    var deeds: [Deed] = [.purchase]
    if order.quote != .accepted || order.payment != .confirmed { deeds.append(.provision) }
    deeds.append(order.state == .suspended ? .resume : .suspend)
    if !order.isProtected { deeds.append(.terminate) }
    return deeds
  }
}
