import Synchronization

/// What a fleet sells: each tier, with each list of add-ons that somebody bought, is worked out once.
final class Offers: Sendable {
  let catalog: Catalog
  let settings: FleetSettings
  private let known = Mutex<[Change.Sold: Offer]>([:])

  /// More lists of add-ons than people buy: whoever makes up more has them worked out each time.
  private static let most = 1_000

  init(in catalog: Catalog, under settings: FleetSettings) {
    self.catalog = catalog
    self.settings = settings
  }

  /// What an order buys. It was read against this catalog.
  func offer(of order: Order) -> Offer {
    let sold = Change.Sold(tier: order.tier.value, addons: order.addons.map(\.value))
    return known.withLock { known in
      if let offer = known[sold] { return offer }
      let offer = Offer(sold, tier: catalog.tier(of: order), in: catalog, under: settings)
      if known.count < Self.most { known[sold] = offer }
      return offer
    }
  }
}
