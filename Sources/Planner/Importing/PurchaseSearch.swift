/// Finds what has to be bought for exactly some limits.
struct PurchaseSearch {
  private let catalog: Catalog
  private var found: [ServerSpec.Build: [Change.Sold]] = [:]
  /// By the tier that they go with, the choices of add-ons that change no limit, but guilds or variables.
  private let extras: [TierName: [[AddonName]]]

  init(_ catalog: Catalog) {
    self.catalog = catalog
    extras = Dictionary(uniqueKeysWithValues: catalog.tiers.keys.map { ($0, catalog.extras(with: $0)) })
  }

  /// Every tier with add-ons that gives these limits, by name. Which add-ons that change no limit go with it, the variables have to tell.
  mutating func purchases(giving limits: ServerSpec.Build) -> [Change.Sold] {
    if let known = found[limits] { return known }
    let purchases = limits.databases == nil ? [] : search(limits)
    found[limits] = purchases
    return purchases
  }

  private func search(_ limits: ServerSpec.Build) -> [Change.Sold] {
    let wanted = LimitNumbers(limits, ignoring: [])
    var search = AddonSearch(catalog, ignoring: [])
    var purchases: [Change.Sold] = []
    for (name, tier) in catalog.tiers.sorted(by: { $0.key.text < $1.key.text }) where tier.threads == limits.threads {
      guard let rest = wanted.without(LimitNumbers(tier.resources, io: tier.io, ignoring: [])) else { continue }
      for choice in search.choices(adding: rest, to: name) {
        // What adds up may still be another thing: an add-on raises nothing that has no limit.
        guard build(of: tier, with: choice.compactMap { catalog.addons[$0] }) == limits else { continue }
        purchases += (extras[name] ?? [[]]).map { Change.Sold(tier: name, addons: choice + $0) }
      }
    }
    return purchases
  }

  /// The purchase whose limits are nearest to these: with the fewest that differ, and of those with the smallest steps.
  func nearest(to limits: ServerSpec.Build) -> LeftServer.Nearest? {
    var purchases = catalog.tiers.keys.map { Change.Sold(tier: $0, addons: []) }
    for (name, addon) in catalog.addons {
      purchases += catalog.tiers.keys.filter { addon.tiers?.contains($0) ?? true }
        .map { Change.Sold(tier: $0, addons: [name]) }
    }
    return purchases.map { distance(from: limits, to: $0) }
      .min { ($0.gaps.count, $0.steps, $0.sold.description) < ($1.gaps.count, $1.steps, $1.sold.description) }
      .map { LeftServer.Nearest(sold: $0.sold, differences: $0.gaps) }
  }

  private func distance(
    from limits: ServerSpec.Build, to sold: Change.Sold
  ) -> (sold: Change.Sold, gaps: [LeftServer.Gap], steps: Double) {
    guard let tier = catalog.tiers[sold.tier] else { return (sold, [], .infinity) }
    let given = build(of: tier, with: sold.addons.compactMap { catalog.addons[$0] })
    let gaps = Field.buildTexts(of: limits).compactMap { field, text -> LeftServer.Gap? in
      guard let other = Field.buildTexts(of: given).first(where: { $0.field == field })?.text, other != text else {
        return nil
      }
      return .init(field: field, server: field.said(text), sold: field.said(other))
    }
    let steps = zip(limits.amounts, given.amounts).reduce(0.0) { sum, pair in
      let (one, other) = (Double(pair.0.amount), Double(pair.1.amount))
      return sum + abs(one - other) / max(abs(one), abs(other), 1)
    }
    return (sold, gaps, steps)
  }
}

extension Catalog {
  /// Choices of add-ons that change no limit, none first: each alone and together, and the repeatable ones several times, as far as that
  /// is not too much to look through.
  fileprivate func extras(with tier: TierName) -> [[AddonName]] {
    var choices: [[AddonName]] = [[]]
    for (name, addon) in addons.sorted(by: { $0.key.text < $1.key.text }) where addon.changesNoLimit {
      guard addon.tiers?.contains(tier) ?? true, addon.guilds > 0 || !addon.environment.isEmpty else { continue }
      let times = addon.repetition == .repeatable ? 4 : 1
      guard choices.count * (times + 1) <= 64 else { break }
      choices = choices.flatMap { choice in (0...times).map { choice + Array(repeating: name, count: $0) } }
    }
    return choices
  }
}

extension Addon {
  fileprivate var changesNoLimit: Bool { LimitNumbers(resources, io: io, ignoring: []).areZero }
}

extension Field {
  /// Limits in the words that people read.
  fileprivate static func buildTexts(of limits: ServerSpec.Build) -> [(field: Field, text: String)] {
    table.compactMap { row in
      guard case .build(let slot) = row.place else { return nil }
      return (row.field, slot.text(in: limits))
    }
  }
}
