internal import YAML

/// What an order buys.
struct Purchase {
  let tier: Located<TierName>
  let addons: [Located<AddonName>]
  let guilds: [String]
}

/// Reads tier, add-ons and guilds, and says what of it does not go together.
///
/// - Parameter catalog: Nil where it has errors itself; then nothing is compared with it.
func readPurchase(
  tier: Node?, addons addonsNode: Node?, guilds: Node?, from catalog: Catalog?, with reader: inout DocumentReader
) -> Purchase? {
  let tier = reader.located(tier) { text throws(ScalarError) in try parseKnownTier(text, in: catalog?.tiers) }
  let addons = readAddons(addonsNode, on: tier?.value, from: catalog, with: &reader)
  let guilds = readDistinct(guilds, what: "guild", with: &reader, parseGuild)
  guard let tier else { return nil }
  let purchase = Purchase(tier: tier, addons: addons, guilds: guilds.map(\.text))
  if let allowed = catalog?.guilds(for: purchase), allowed < guilds.count {
    reader.report(
      "too-many-guilds", "\(guilds.count) guilds are listed, but tier and add-ons allow \(allowed)",
      hint: "remove \(guilds.count - allowed), or choose a tier or add-on that allows more", at: guilds[allowed].node)
  }
  if let node = addonsNode, let priority = catalog?.priority(of: purchase), priority > 1000 {
    reader.report(
      "number-out-of-range",
      "tier and add-ons add up to a disk priority of \(priority), but the panel accepts at most 1000",
      at: node)
  }
  return purchase
}

private func readAddons(
  _ node: Node?, on tier: TierName?, from catalog: Catalog?, with reader: inout DocumentReader
) -> [Located<AddonName>] {
  var earlier: [AddonName] = []
  let addons = reader.list(node) { reader, node -> Located<AddonName>? in
    let read = reader.located(node) { text throws(ScalarError) in
      let name = try parseKnownAddon(text, in: catalog?.addons)
      if let addon = catalog?.addons[name] { try check(addon, called: name, on: tier, after: earlier) }
      return name
    }
    if let read { earlier.append(read.value) }
    return read
  }
  return addons ?? []
}

private func check(
  _ addon: Addon, called name: AddonName, on tier: TierName?, after earlier: [AddonName]
) throws(ScalarError) {
  if let tiers = addon.tiers, let tier, !tiers.contains(tier) {
    let names = tiers.map { quoted($0.text) }.sorted().joined(separator: ", ")
    throw ScalarError(
      "addon-not-for-tier", "the add-on \(quoted(name.text)) does not support the tier \(quoted(tier.text))",
      hint: "it supports \(names)")
  }
  guard earlier.contains(name) else { return }
  switch addon.repetition {
  case .repeatable: return
  case .once:
    throw ScalarError(
      "repeated-addon", "the add-on \(quoted(name.text)) can be ordered only once",
      hint: "remove it, or set `repeatable: true` in the catalog")
  }
}

extension Catalog {
  /// The disk priority of the server; nil where the catalog does not have what was bought.
  fileprivate func priority(of purchase: Purchase) -> Int? {
    guard let tier = tiers[purchase.tier.value] else { return nil }
    return purchase.addons.reduce(tier.io) { $0 + (addons[$1.value]?.io ?? 0) }
  }

  /// How many guilds the bot may serve; nil where the catalog does not have what was bought.
  fileprivate func guilds(for purchase: Purchase) -> Int? {
    guard let tier = tiers[purchase.tier.value] else { return nil }
    return purchase.addons.reduce(tier.guilds) { $0 + (addons[$1.value]?.guilds ?? 0) }
  }
}
