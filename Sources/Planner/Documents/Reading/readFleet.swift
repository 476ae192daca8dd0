/// What reading all of a fleet's documents came to.
public struct FleetReading: Sendable {
  /// Nil where `fleet.yaml` or `catalog.yaml` has errors, which holds back everyone.
  public let fleet: Fleet?
  /// Everything that is wrong with any document, sorted by path, line and column.
  public let diagnostics: [Diagnostic]
}

/// Reads a fleet's documents one after the other.
///
/// - Parameter environment: The variables of the process and below them those of `.env.local`; empty ones count as unset.
public func readFleet(_ listing: FleetListing, revision: Revision, environment: [String: String]) -> FleetReading {
  let catalog = readCatalog(of: listing)
  return joinFleet(
    revision: revision, settings: readSettings(of: listing, environment: environment), catalog: catalog,
    orders: listing.orders.map { readOrder($0, in: listing, catalog: catalog.value) },
    results: listing.results.map { readResult($0, in: listing) })
}

/// Puts together what was read file by file, in whatever order and on however many cores.
public func joinFleet(
  revision: Revision, settings: Reading<FleetSettings>, catalog: Reading<Catalog>, orders: [Reading<Order>],
  results: [Reading<OrderResult>]
) -> FleetReading {
  var diagnostics = settings.diagnostics + catalog.diagnostics
  diagnostics += orders.lazy.flatMap(\.diagnostics)
  diagnostics += results.lazy.flatMap(\.diagnostics)
  diagnostics.sort(by: standsBefore)
  guard let settings = settings.value, let catalog = catalog.value else {
    return FleetReading(fleet: nil, diagnostics: diagnostics)
  }
  let sound = orders.compactMap(\.value).sorted { $0.id < $1.id }
  let fleet = Fleet(
    revision: revision, settings: settings, catalog: catalog, orders: sound,
    results: Dictionary(results.compactMap(\.value).map { ($0.order, $0) }) { first, _ in first },
    unreadable: unreadable(orders, results, sound: Set(sound.map(\.id))))
  return FleetReading(fleet: fleet, diagnostics: diagnostics)
}

/// The orders that a faulty document is about. A faulty order that claims the id of a sound one does not hold that one
/// back; a faulty result does, for what the last apply left is not known.
private func unreadable(
  _ orders: [Reading<Order>], _ results: [Reading<OrderResult>], sound: Set<OrderID>
) -> Set<OrderID> {
  var unreadable: Set<OrderID> = []
  for order in orders where order.value == nil { unreadable.formUnion(order.orders.filter { !sound.contains($0) }) }
  for result in results where result.value == nil { unreadable.formUnion(result.orders) }
  return unreadable
}

private func standsBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
  let (leftLine, rightLine) = (left.place?.line ?? 0, right.place?.line ?? 0)
  return (left.path, leftLine, left.place?.column ?? 0) < (right.path, rightLine, right.place?.column ?? 0)
}
