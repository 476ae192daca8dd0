/// All that was read of a fleet, document by document.
public struct FleetContents: Sendable {
  let listing: FleetListing
  let settings: ParsedDocument<FleetSettings>
  let catalog: ParsedDocument<Catalog>
  var documents: FleetDocuments

  public init(
    _ listing: FleetListing, settings: ParsedDocument<FleetSettings>, catalog: ParsedDocument<Catalog>,
    documents: consuming FleetDocuments
  ) {
    self.listing = listing
    self.settings = settings
    self.catalog = catalog
    self.documents = documents
  }

  /// Everything that is wrong with any document, sorted by path, line and column.
  var diagnostics: [Diagnostic] {
    var whole = listing.diagnostics + settings.diagnostics + catalog.diagnostics
    if isTooMuch { whole.append(tooMuch) }
    return (whole + documents.orders.diagnostics + documents.results.diagnostics).sorted(by: standsBefore)
  }
}

extension FleetContents {
  /// Whether what all orders' texts become is more than a plan can hold.
  var isTooMuch: Bool { documents.weight > TextLimit.fleet }

  private var tooMuch: Diagnostic {
    Diagnostic(
      .error, code: "too-much-text",
      "the names, descriptions and variables of all orders together come to \(documents.weight) bytes; a plan holds at most "
        + "\(TextLimit.fleet)",
      hint: "shorten what fleet.yaml and the catalog say in `environment`: each order has it once more",
      path: visible(listing.path("fleet.yaml")))
  }
}

private func standsBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
  let (leftLine, rightLine) = (left.place?.line ?? 0, right.place?.line ?? 0)
  return (left.path, leftLine, left.place?.column ?? 0) < (right.path, rightLine, right.place?.column ?? 0)
}
