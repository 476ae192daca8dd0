import Planner

/// How much of the panel a plan is made from.
struct PlanExtent {
  /// Nil for everything.
  private let part: Part?
  /// Why it is everything, where somebody might have expected less.
  let notices: [Notice]

  private struct Part {
    let orders: Set<OrderID>
    let sample: [SampledServer]
    let trusted: TrustedResults
  }

  private init(_ part: Part?, because why: Notice.WholeLook? = nil) {
    self.part = part
    notices = why.map { [Notice(order: nil, kind: .lookedAtEverything($0))] } ?? []
  }

  /// As much as was read.
  static let everything = PlanExtent(nil)

  /// - Parameter why: nil where nobody wonders.
  static func everything(because why: Notice.WholeLook?) -> PlanExtent { PlanExtent(nil, because: why) }

  /// Some orders, and a sample of the fleet's other recorded servers.
  init(_ orders: Set<OrderID>, of fleet: Fleet, trusting trusted: TrustedResults) {
    self.init(Part(orders: orders, sample: fleet.sample(beside: orders, trusting: trusted), trusted: trusted))
  }

  /// As much of a fleet as is looked at.
  func of(_ fleet: Fleet) -> Fleet {
    guard let part else { return fleet }
    return fleet.narrowed(to: part.orders, sample: part.sample, trusting: part.trusted)
  }
}

extension PlanRequest {
  /// Decides how much is looked at, where all was read: the orders that differ from the base, those that somebody asked for by name, and those whose results
  /// wait beside the branch, for only the panel says whether they are believed.
  func extent(
    of fleet: Fleet, since base: Fleet?, trusting trusted: TrustedResults, waiting: WaitingRecords?
  ) -> PlanExtent {
    // What was narrowed when it was read stays as it is.
    guard !looksAtEverything, fleet.rest == nil else { return .everything }
    let isWorthTelling = look == .changed || isCheaperToLook(at: 1, among: fleet.recordedServers)
    guard let base else { return .everything(because: isWorthTelling ? .base : nil) }
    switch fleetDifference(from: base, to: fleet) {
    case .everything(let document): return .everything(because: isWorthTelling ? .init(document) : nil)
    case .orders(let changed):
      var orders = changed.union(self.orders)
      for (order, claimed) in waiting?.results ?? [:] where fleet.results[order] != claimed { orders.insert(order) }
      guard look == .changed || isCheaperToLook(at: orders.count, among: fleet.recordedServers) else {
        return .everything
      }
      return PlanExtent(orders, of: fleet, trusting: trusted)
    }
  }
}

extension Notice.WholeLook {
  /// Nil for a document of one order.
  fileprivate init?(_ document: DeclaringDocument) {
    switch document {
    case .order: return nil
    case .catalog: self = .catalog
    case .settings: self = .settings
    }
  }
}
