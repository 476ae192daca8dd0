extension Fleet {
  /// The eggs that tiers of the catalog have: their own, and the fleet's where one has none of its own.
  public var eggs: Set<EggReference> { Set(catalog.tiers.values.map(egg)) }

  /// The egg of a tier's servers.
  func egg(of tier: Tier) -> EggReference { tier.egg?.value ?? settings.server.egg }

  /// The egg of a tier where servers of more than one are sold, so that it has to be said which is meant; else nil.
  func namedEgg(of tier: TierName) -> EggID? {
    guard let tier = catalog.tiers[tier], Set(eggs.map(\.id)).count > 1 else { return nil }
    return egg(of: tier).id
  }

  /// What is wrong where the panel has no such egg, at each place that names it; none where no document does.
  public func noSuchEgg(_ egg: EggReference) -> [Diagnostic] {
    let places = catalog.tiers.values.compactMap(\.egg).filter { $0.value == egg }.map(\.place)
    return [settings.noSuchEgg(egg)].compactMap(\.self)
      + places.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.map { .noSuchEgg(egg, at: .init($0)) }
  }
}

extension Fleet {
  /// The tier of an order where that tier has an egg of its own.
  func eggTier(of order: Order) -> TierName? {
    catalog.tier(of: order).egg == nil ? nil : order.tier.value
  }

  /// Where an order's egg is written in the catalog; nil where it is the fleet's.
  func eggPlace(of order: Order) -> Place? { catalog.tier(of: order).egg?.place }

  /// Where an order's image is written.
  func imagePlace(of order: Order) -> Place { (catalog.tier(of: order).image ?? settings.server.image).place }
}
