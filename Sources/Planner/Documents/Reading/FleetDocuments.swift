/// The orders and results of a fleet as they are read, whichever comes first.
public struct FleetDocuments: Sendable {
  var orders: Readings<Order>
  var results: Readings<OrderResult>

  /// What is kept of documents that were read.
  public enum Kept: Sendable {
    case everything
    /// How many are sound, and what is wrong with the others: enough for whoever checks documents.
    case problems
  }

  public init(keeping kept: Kept) {
    orders = Readings(keeping: kept)
    results = Readings(keeping: kept)
  }

  /// Reads one more order.
  ///
  /// - Parameter catalog: Nil where the catalog itself has errors; then nothing is said about tiers and add-ons.
  public mutating func addOrder(_ file: FleetFile, in listing: FleetListing, catalog: Catalog?) {
    orders.add(readOrder(file, in: listing, catalog: catalog))
  }

  /// Reads one more result.
  public mutating func addResult(_ file: FleetFile, in listing: FleetListing) {
    results.add(readResult(file, in: listing))
  }

  /// Takes over all that others hold.
  public mutating func take(_ others: inout FleetDocuments) {
    orders.take(&others.orders)
    results.take(&others.results)
  }

  /// The orders of which something that is in the way hides what they say, or what was recorded of them.
  func unknown(behindObstaclesIn listing: FleetListing) -> Set<OrderID> {
    listing.unknown(declared: orders.sound.lazy.map(\.id), recorded: results.sound.lazy.map(\.order))
  }
}
