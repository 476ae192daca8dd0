/// All that was read of a fleet, document by document.
public struct FleetContents: Sendable {
  let listing: FleetListing
  let settings: ParsedDocument<FleetSettings>
  let catalog: ParsedDocument<Catalog>
  let service: ParsedDocument<ServiceSettings>?
  let openOrders: ParsedDocument<RecordedOpenOrders>?
  var documents: FleetDocuments

  /// - Parameters:
  ///   - service: what a server does for the fleet; nil where there is no such document. An error in it holds nobody back.
  ///   - openOrders: the record of open orders; nil where there is none. What it says is for whoever reads a part of the fleet.
  public init(
    _ listing: FleetListing, settings: ParsedDocument<FleetSettings>, catalog: ParsedDocument<Catalog>,
    service: ParsedDocument<ServiceSettings>? = nil, openOrders: ParsedDocument<RecordedOpenOrders>? = nil,
    documents: consuming FleetDocuments
  ) {
    self.listing = listing
    self.settings = settings
    self.catalog = catalog
    self.service = service
    self.openOrders = openOrders
    self.documents = documents
  }

  /// Everything that is wrong with any document, sorted by path, line and column.
  var diagnostics: [Diagnostic] {
    var whole = listing.diagnostics + settings.diagnostics + catalog.diagnostics
    if isTooMuch { whole.append(tooMuch) }
    whole += (service?.diagnostics ?? []) + (openOrders?.diagnostics ?? [])
    return (whole + documents.orders.diagnostics + documents.results.diagnostics).sorted(by: standsBefore)
  }
}

extension FleetContents {
  /// Whether what all orders' texts become is more than a plan can hold.
  var isTooMuch: Bool { documents.weight > TextLimit.fleet }

  private var tooMuch: Diagnostic {
    Diagnostic(
      .error, code: "too-much-text",
      "the names, descriptions and variables of all orders together have \(documents.weight) bytes; a plan holds at most "
        + "\(TextLimit.fleet)",
      hint: "shorten `environment` in fleet.yaml and the catalog: every order repeats it",
      path: visible(listing.path("fleet.yaml")))
  }
}

private func standsBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
  let (leftLine, rightLine) = (left.place?.line ?? 0, right.place?.line ?? 0)
  return (left.path, leftLine, left.place?.column ?? 0) < (right.path, rightLine, right.place?.column ?? 0)
}

/// What checking all of a fleet's documents came to.
public struct FleetCheck: Sendable {
  /// How many documents are sound; nil where `fleet.yaml` or `catalog.yaml` has errors, which holds back everyone.
  public let sound: (orders: Int, results: Int)?
  /// Everything that is wrong with any document, sorted by path, line and column.
  public let diagnostics: [Diagnostic]

  /// - Parameter contents: read to keep problems alone.
  public init(_ contents: FleetContents) {
    let isWhole = contents.settings.value != nil && contents.catalog.value != nil && !contents.isTooMuch
    let documents = contents.documents
    sound = isWhole ? (documents.orders.soundCount, documents.results.soundCount) : nil
    let contradictions = contradictions(among: documents.claims)
    diagnostics = (contents.diagnostics + contradictions).sorted(by: standsBefore)
  }

  /// Whether any document is not used.
  public var hasErrors: Bool { sound == nil || diagnostics.hasErrors }
}
