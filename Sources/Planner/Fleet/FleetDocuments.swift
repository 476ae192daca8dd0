/// The orders and results of a fleet as they are read, whichever comes first.
public struct FleetDocuments: Sendable {
  var orders: DocumentBatch<Order>
  var results: DocumentBatch<OrderResult>
  /// What the texts of all sound orders come to.
  private(set) var weight = 0
  /// What sound orders say that others may contradict; gathered only where the orders themselves are not kept.
  private(set) var claims: [OrderClaim] = []
  private let kept: Kept
  private var terms = Pool<Shared<Order.Terms>>()
  private var features = Pool<[String]>()
  private var specs = SpecPools()
  /// What orders are weighed by; made when the first one is.
  private var effectiveCatalog: EffectiveCatalog?

  /// What is kept of documents that were read.
  public enum Kept: Sendable {
    case everything
    /// How many are sound, and what is wrong with the others: enough for whoever checks documents.
    case problems
  }

  public init(keeping kept: Kept) {
    self.kept = kept
    orders = DocumentBatch(keeping: kept)
    results = DocumentBatch(keeping: kept)
  }

  /// Reads one more order.
  ///
  /// - Parameters:
  ///   - catalog: the same for each order. Nil where the catalog itself has errors; then nothing is said about tiers and add-ons.
  ///   - settings: the same for each order. Nil where they have errors; then nothing is said about what the order's texts become.
  public mutating func addOrder(
    _ file: FleetFile, in listing: FleetListing, catalog: Catalog?, settings: FleetSettings?
  ) {
    let reading = readOrder(file, in: listing, catalog: catalog)
    guard let order = reading.value, let catalog, let settings else { return orders.add(reading) }
    let effectiveCatalog = effectiveCatalog ?? EffectiveCatalog(in: catalog, under: settings)
    self.effectiveCatalog = effectiveCatalog
    switch weighTexts(of: order, in: effectiveCatalog) {
    case .bearable(let bytes):
      weight += bytes
      if kept == .problems, let claim = OrderClaim(order) { claims.append(claim) }
      orders.add(kept == .everything ? .sound(order.sharing(&terms, &features)) : reading)
    case .tooMuch(let diagnostics): orders.add(.faulty(diagnostics, about: [order.id]))
    }
  }

  /// Reads one more result.
  public mutating func addResult(_ file: FleetFile, in listing: FleetListing) {
    let reading = readResult(file, in: listing)
    guard kept == .everything, let result = reading.value else { return results.add(reading) }
    results.add(.sound(result.sharing(&specs)))
  }

  /// Takes over all that others hold.
  public mutating func take(_ others: inout FleetDocuments) {
    orders.take(&others.orders)
    results.take(&others.results)
    weight += others.weight
    claims += others.claims
  }

  /// The orders of which something that is in the way hides what they say, or what was recorded of them.
  func unknown(behindConflictsIn listing: FleetListing) -> Set<OrderID> {
    listing.unknown(declared: orders.sound.lazy.map(\.id), recorded: results.sound.lazy.map(\.order))
  }
}
