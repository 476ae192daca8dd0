import Synchronization

/// A catalog under a fleet's settings: what each tier comes to, with each list of add-ons that somebody bought, is worked out once.
final class EffectiveCatalog: Sendable {
  /// As its document says.
  let declared: Catalog
  let settings: FleetSettings
  private let known = Mutex<[Change.Sold: EffectiveTier]>([:])

  /// More lists of add-ons than people buy: whoever makes up more has them worked out each time.
  private static let most = 200

  init(in catalog: Catalog, under settings: FleetSettings) {
    declared = catalog
    self.settings = settings
  }

  /// The tier that an order buys, with its add-ons. The order was read against this catalog.
  func tier(of order: Order) -> EffectiveTier {
    let sold = Change.Sold(tier: order.tier.value, addons: order.addons.map(\.value))
    return known.withLock { known in
      if let tier = known[sold] { return tier }
      let tier = EffectiveTier(sold, tier: declared.tier(of: order), in: declared, under: settings)
      if known.count < Self.most { known[sold] = tier }
      return tier
    }
  }
}
