/// Looks for add-ons that together add exactly what is wanted.
struct AddonSearch {
  /// Add-ons that change a limit, by name.
  private let addons: [(name: AddonName, addon: Addon, adds: LimitNumbers)]
  private var triesLeft = 50_000
  private var found: [[AddonName]] = []

  /// - Parameter ignored: fields that do not count.
  init(_ catalog: Catalog, ignoring ignored: Set<Field>) {
    addons = catalog.addons.sorted { $0.key.text < $1.key.text }
      .map { (name: $0, addon: $1, adds: LimitNumbers($1.resources, io: $1.io, ignoring: ignored)) }
      .filter { !$0.adds.areZero }
  }

  /// Every choice that adds up, until there were too many tries.
  mutating func choices(adding wanted: LimitNumbers, to tier: TierName) -> [[AddonName]] {
    found = []
    search(from: 0, for: wanted, on: tier, with: [])
    return found
  }

  private mutating func search(
    from index: Int, for rest: LimitNumbers, on tier: TierName, with chosen: [AddonName]
  ) {
    if rest.areZero { return found.append(chosen) }
    guard index < addons.count, triesLeft > 0, chosen.count < 1_000 else { return }
    triesLeft -= 1
    let (name, addon, adds) = addons[index]
    if addon.tiers?.contains(tier) ?? true, let less = rest.without(adds) {
      switch addon.repetition {
      case .once: search(from: index + 1, for: less, on: tier, with: chosen + [name])
      case .repeatable: search(from: index, for: less, on: tier, with: chosen + [name])
      }
    }
    search(from: index + 1, for: rest, on: tier, with: chosen)
  }
}
