public import Planner

/// What can be bought, as forms offer it.
public struct Offers: Hashable, Sendable {
  /// By size.
  public let tiers: [TierOffer]
  /// By name.
  public let addons: [AddonOffer]

  public struct TierOffer: Hashable, Sendable {
    public let name: String
    public let resources: Resources
    /// Whether new orders may have it.
    public let isOffered: Bool
  }

  public struct AddonOffer: Hashable, Sendable {
    public let name: String
    /// The tiers that it goes with; nil for all.
    public let tiers: Set<String>?
    public let isRepeatable: Bool
  }

  init(of catalog: Catalog) {
    tiers = catalog.tiers
      .map { TierOffer(name: $0.key.text, resources: $0.value.resources, isOffered: $0.value.availability == .offered) }
      .sorted { ($0.resources.memory.count, $0.name) < ($1.resources.memory.count, $1.name) }
    addons = catalog.addons
      .map { addon in
        AddonOffer(
          name: addon.key.text, tiers: addon.value.tiers.map { Set($0.map(\.text)) },
          isRepeatable: addon.value.repetition == .repeatable)
      }
      .sorted { $0.name < $1.name }
  }
}
