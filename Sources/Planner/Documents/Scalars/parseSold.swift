/// Reads the name of a tier that the catalog has.
///
/// - Parameter tiers: Nil where the catalog could not be read, so that no tier is unknown.
func parseKnownTier(_ text: String, in tiers: [TierName: Tier]?) throws(Misreading) -> TierName {
  let name = TierName(text)
  guard let tiers, tiers[name] == nil else { return name }
  throw Misreading(
    "unknown-tier", "the catalog has no tier \(quoted(text))",
    hint: hint(for: text, among: tiers.keys.map(\.text).sorted()))
}

/// Reads the name of an add-on that the catalog has.
///
/// - Parameter addons: Nil where the catalog could not be read, so that no add-on is unknown.
func parseKnownAddon(_ text: String, in addons: [AddonName: Addon]?) throws(Misreading) -> AddonName {
  let name = AddonName(text)
  guard let addons, addons[name] == nil else { return name }
  throw Misreading(
    "unknown-addon", "the catalog has no add-on \(quoted(text))",
    hint: hint(for: text, among: addons.keys.map(\.text).sorted()))
}
