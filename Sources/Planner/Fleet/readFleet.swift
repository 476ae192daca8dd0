/// What reading all of a fleet's documents came to.
public struct FleetReading: Sendable {
  /// Nil where `fleet.yaml` or `catalog.yaml` has errors, which holds back everyone.
  public let fleet: Fleet?
  /// Everything that is wrong with any document, sorted by path, line and column.
  public let diagnostics: [Diagnostic]
}

/// Reads a fleet's documents one after the other.
///
/// - Parameters:
///   - files: All that are below the fleet's folder.
///   - environment: The variables of the process and below them those of `.env.local`; empty ones count as unset.
public func readFleet(
  _ files: [FleetFile], in folder: String, revision: Revision, environment: [String: String]
) -> FleetReading {
  let listing = FleetListing(files.map { FleetListing.Entry($0) }, in: folder)
  let catalog = readCatalog(listing.catalog.map { files[$0] }, in: listing)
  let settings = readSettings(listing.settings.map { files[$0] }, in: listing, environment: environment)
  var documents = FleetDocuments(keeping: .everything)
  for number in listing.orders {
    documents.addOrder(files[number], in: listing, catalog: catalog.value, settings: settings.value)
  }
  for number in listing.results { documents.addResult(files[number], in: listing) }
  return joinFleet(
    FleetContents(
      listing, settings: settings, catalog: catalog, service: listing.service.map { readService(files[$0]) },
      openOrders: listing.openOrders.map { readOpenOrders(files[$0]) }, documents: consume documents), at: revision)
}

/// Puts together what was read file by file, in whatever order and on however many cores.
public func joinFleet(_ contents: consuming FleetContents, at revision: Revision) -> FleetReading {
  let diagnostics = contents.diagnostics
  guard let settings = contents.settings.value, let catalog = contents.catalog.value, !contents.isTooMuch else {
    return FleetReading(fleet: nil, diagnostics: diagnostics)
  }
  // A faulty order that claims the id of a sound one does not hold that one back; a faulty result does, for what the last
  // apply left is not known.
  var unreadable = contents.documents.orders.unreadable
  if !unreadable.isEmpty { unreadable.subtract(contents.documents.orders.sound.map(\.id)) }
  unreadable.formUnion(contents.documents.results.unreadable)
  unreadable.formUnion(contents.documents.unknown(behindConflictsIn: contents.listing))
  var fleet = Fleet(
    revision: revision, settings: settings, catalog: catalog, orders: contents.documents.orders.sorted(),
    results: contents.documents.results.takeByOrder(), unreadable: unreadable)
  fleet.service = contents.service
  return FleetReading(fleet: fleet, diagnostics: diagnostics)
}
