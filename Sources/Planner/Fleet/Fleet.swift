/// All declared documents at one commit, and what the last apply recorded; or those of some orders, with what the rest comes to.
public struct Fleet: Sendable {
  public let revision: Revision
  public let settings: FleetSettings
  public let catalog: Catalog
  /// Sorted by id; each id once.
  public let orders: [Order]
  /// What the results files say.
  public private(set) var results: [OrderID: OrderResult]
  /// Orders whose document or result has an error: nothing is done to their servers, and nothing is concluded from their absence.
  public let unreadable: Set<OrderID>
  /// What git tells beside what is written in the documents.
  public private(set) var evidence: GitEvidence
  /// What the orders come to that it leaves out; nil for a whole fleet.
  public let rest: FleetRest?
  /// What a server does for the fleet, as its documents were read; nil where there is no such document, and in every fleet that is made for
  /// planning: no plan depends on it.
  public internal(set) var service: ParsedDocument<ServiceSettings>?
  /// The catalog under the settings, as it is sold.
  let effectiveCatalog: EffectiveCatalog
  private let declared = MadeOnce<Set<OrderID>>()

  public init(
    revision: Revision, settings: FleetSettings, catalog: Catalog, orders: [Order], results: [OrderID: OrderResult],
    unreadable: Set<OrderID>, evidence: GitEvidence = GitEvidence(), rest: FleetRest? = nil
  ) {
    self.revision = revision
    self.settings = settings
    self.catalog = catalog
    self.orders = orders
    self.results = results
    self.unreadable = unreadable
    self.evidence = evidence
    self.rest = rest
    effectiveCatalog = EffectiveCatalog(in: catalog, under: settings)
  }

  /// An order by its id; nil where no sound document declares it.
  public func order(_ id: OrderID) -> Order? { orders.first { $0.id == id } }

  /// The same documents, with other results in the place of those of their orders.
  public func recording(_ newer: [OrderResult]) -> Fleet {
    var fleet = forPlanning
    for result in newer { fleet.results[result.order] = result }
    return fleet
  }

  /// The same documents, beside what another revision records.
  public func recorded(as results: [OrderID: OrderResult]) -> Fleet {
    var fleet = forPlanning
    fleet.results = results
    return fleet
  }

  /// The same documents, with what git tells of them.
  public func knowing(_ evidence: GitEvidence) -> Fleet {
    var fleet = forPlanning
    fleet.evidence = evidence
    return fleet
  }

  private var forPlanning: Fleet {
    var fleet = self
    fleet.service = nil
    return fleet
  }

  /// The orders that by their recorded days are to be deleted by now: of these it matters when the branch came to say so.
  public func dueTerminations(asOf day: Day) -> [Order] {
    soundOrders.filter { order in
      guard order.state == .terminated, !order.isProtected, let result = results[order.id], result.livingServer != nil,
        let since = result.terminatingSince
      else { return false }
      return since.adding(days: settings.policy.terminateAfterDays) <= day
    }
  }

  /// The orders that have a server on the panel of which nothing is recorded, each with it. One that names its server says itself whence
  /// it is.
  public func unrecorded(among servers: [ObservedServer]) -> [(order: Order, server: ObservedServer)] {
    let open = soundOrders.filter { results[$0.id]?.livingServer == nil }
    guard !open.isEmpty else { return [] }
    let found = ServerIndex(servers)
    return open.compactMap { order in
      guard let server = found[order.id], order.server?.value != server.uuid else { return nil }
      return (order, server)
    }
  }

  /// The orders that something may be done for.
  var soundOrders: some Sequence<Order> { orders.lazy.filter { !unreadable.contains($0.id) } }

  /// The results of living servers whose orders have no file any more, sorted by order.
  var removed: [OrderResult] {
    let declared = declaredIDs
    return results.values
      .filter { !declared.contains($0.order) && $0.livingServer != nil }
      .sorted { $0.order < $1.order }
  }

  /// The ids of all orders, also of those that cannot be read.
  var declaredIDs: Set<OrderID> { declared.value { Set(orders.lazy.map(\.id)).union(unreadable) } }
}
