/// A tier and add-ons that an order could have instead of its own.
struct Alternative: Hashable {
  let tier: TierName
  let addons: [AddonName]
}

extension Catalog {
  /// What would have to be bought for exactly these limits; nil where it is not sold.
  ///
  /// Of several the one that is nearest to what the order has: its own tier first, then the fewest add-ons that come or go. Add-ons
  /// that change no limit stay.
  ///
  /// - Parameter ignored: fields that are as they are whatever is bought.
  func alternative(to order: Order, for limits: ServerSpec.Build, ignoring ignored: Set<Field>) -> Alternative? {
    let own = order.addons.map(\.value)
    let wanted = LimitNumbers(limits, ignoring: ignored)
    var search = AddonSearch(self, ignoring: ignored)
    let kept = own.filter { name in
      addons[name].map { LimitNumbers($0.resources, io: $0.io, ignoring: ignored).areZero } ?? false
    }
    var found: [Alternative] = []
    for name in tiers.keys.sorted(by: { $0.text < $1.text }) {
      guard let tier = tiers[name], tier.availability == .offered || name == order.tier.value,
        ignored.contains(.threads) || tier.threads == limits.threads,
        let rest = wanted.without(LimitNumbers(tier.resources, io: tier.io, ignoring: ignored))
      else { continue }
      for choice in search.choices(adding: rest, to: name) {
        let alternative = Alternative(tier: name, addons: own.merged(with: choice + kept))
        // A sum that matches is not enough: an add-on cannot raise a limit that is unlimited.
        let sold = build(of: tier, with: alternative.addons.compactMap { addons[$0] })
        if LimitNumbers(sold, ignoring: ignored) == wanted, allows(alternative, guilds: order.guilds.count) {
          found.append(alternative)
        }
      }
    }
    return found.min { $0.distance(from: order) < $1.distance(from: order) }
  }

  private func allows(_ alternative: Alternative, guilds: Int) -> Bool {
    let chosen = alternative.addons.compactMap { addons[$0] }
    guard chosen.allSatisfy({ $0.tiers?.contains(alternative.tier) ?? true }) else { return false }
    return guilds <= chosen.reduce(tiers[alternative.tier]?.guilds ?? 0) { $0 + $1.guilds }
  }
}

extension Alternative {
  /// How much another purchase it is.
  fileprivate func distance(from order: Order) -> (Int, Int, String) {
    var rest = order.addons.map(\.value)
    var coming = 0
    for addon in addons {
      if let index = rest.firstIndex(of: addon) { rest.remove(at: index) } else { coming += 1 }
    }
    let name = ([tier.text] + addons.map(\.text)).joined(separator: "\n")
    return (tier == order.tier.value ? 0 : 1, coming + rest.count, name)
  }
}

extension [AddonName] {
  /// The elements that are wanted, in their present order, followed by the other wanted ones.
  fileprivate func merged(with wanted: [AddonName]) -> [AddonName] {
    var open = wanted
    var merged: [AddonName] = []
    for addon in self {
      guard let index = open.firstIndex(of: addon) else { continue }
      open.remove(at: index)
      merged.append(addon)
    }
    return merged + open
  }
}
