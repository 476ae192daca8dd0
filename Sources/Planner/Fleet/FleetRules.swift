/// A fleet's settings and catalog, read once, for whoever looks at one order's document after the other.
public struct FleetRules: Sendable {
  private let files: [FleetFile]
  private let folder: String
  private let settings: ParsedDocument<FleetSettings>
  private let catalog: ParsedDocument<Catalog>

  /// - Parameters:
  ///   - files: `fleet.yaml` and `catalog.yaml`, whatever is wrong with them.
  ///   - environment: as for ``readFleet(_:in:revision:environment:)``.
  public init(_ files: [FleetFile], in folder: String, environment: [String: String]) {
    let listing = FleetListing(files.map { FleetListing.Entry($0) }, in: folder)
    (self.files, self.folder) = (files, folder)
    catalog = readCatalog(listing.catalog.map { files[$0] }, in: listing)
    settings = readSettings(listing.settings.map { files[$0] }, in: listing, environment: environment)
  }

  /// What would be wrong with an order's document in this fleet, whatever is wrong with others.
  public func problems(of file: FleetFile) -> [Diagnostic] {
    let all = files + [file]
    let listing = FleetListing(all.map { FleetListing.Entry($0) }, in: folder)
    var documents = FleetDocuments(keeping: .problems)
    for number in listing.orders {
      documents.addOrder(all[number], in: listing, catalog: catalog.value, settings: settings.value)
    }
    let contents = FleetContents(listing, settings: settings, catalog: catalog, documents: documents)
    return contents.diagnostics.filter { $0.path == file.path }
  }
}
