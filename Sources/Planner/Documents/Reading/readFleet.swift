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
    listing, revision: revision, settings: readSettings(of: listing, environment: environment), catalog: catalog,
    orders: listing.orders.map { readOrder($0, in: listing, catalog: catalog.value) },
    results: listing.results.map { readResult($0, in: listing) })
}

/// Puts together what was read file by file, in whatever order and on however many cores.
public func joinFleet(
  _ listing: FleetListing, revision: Revision, settings: Reading<FleetSettings>, catalog: Reading<Catalog>,
  orders: [Reading<Order>],
  results: [Reading<OrderResult>]
) -> FleetReading {
  var diagnostics = listing.diagnostics + settings.diagnostics + catalog.diagnostics
  let orders = sort(orders, &diagnostics)
  let results = sort(results, &diagnostics)
  diagnostics.sort(by: standsBefore)
  guard let settings = settings.value, let catalog = catalog.value else {
    return FleetReading(fleet: nil, diagnostics: diagnostics)
  }
  // A faulty order that claims the id of a sound one does not hold that one back; a faulty result does, for what the last
  // apply left is not known.
  var unreadable = orders.unreadable
  if !unreadable.isEmpty { unreadable.subtract(orders.sound.map(\.id)) }
  unreadable.formUnion(results.unreadable)
  unreadable.formUnion(listing.unknown(declared: orders.sound.map(\.id), recorded: results.sound.map(\.order)))
  let fleet = Fleet(
    revision: revision, settings: settings, catalog: catalog, orders: orders.sound.sorted { $0.id < $1.id },
    results: Dictionary(results.sound.map { ($0.order, $0) }) { first, _ in first }, unreadable: unreadable)
  return FleetReading(fleet: fleet, diagnostics: diagnostics)
}

/// Tells sound documents from faulty ones, of which only the orders that they are about are known.
private func sort<Value>(
  _ readings: [Reading<Value>], _ diagnostics: inout [Diagnostic]
) -> (sound: [Value], unreadable: Set<OrderID>) {
  var sound: [Value] = []
  var unreadable: Set<OrderID> = []
  sound.reserveCapacity(readings.count)
  for reading in readings {
    if let value = reading.value { sound.append(value) } else { unreadable.formUnion(reading.orders) }
    diagnostics += reading.diagnostics
  }
  return (sound, unreadable)
}

private func standsBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
  let (leftLine, rightLine) = (left.place?.line ?? 0, right.place?.line ?? 0)
  return (left.path, leftLine, left.place?.column ?? 0) < (right.path, rightLine, right.place?.column ?? 0)
}
