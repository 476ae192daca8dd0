/// Reads the name of a tier that the catalog has.
///
/// - Parameter tiers: Nil where the catalog could not be read, so that no tier is unknown.
func parseKnownTier(_ text: String, in tiers: [TierName: Tier]?) throws(ScalarError) -> TierName {
  let name = TierName(text)
  guard let tiers, tiers[name] == nil else { return name }
  throw ScalarError(
    "unknown-tier", "the catalog has no tier \(quoted(text))",
    hint: catalogHint(for: text, among: tiers.keys.lazy.map(\.text)))
}

/// Reads the name of an add-on that the catalog has.
///
/// - Parameter addons: Nil where the catalog could not be read, so that no add-on is unknown.
func parseKnownAddon(_ text: String, in addons: [AddonName: Addon]?) throws(ScalarError) -> AddonName {
  let name = AddonName(text)
  guard let addons, addons[name] == nil else { return name }
  throw ScalarError(
    "unknown-addon", "the catalog has no add-on \(quoted(text))",
    hint: catalogHint(for: text, among: addons.keys.lazy.map(\.text)))
}

/// A catalog of thousands is not searched for every name that it does not have: that would take longer than all else.
private func catalogHint(for text: String, among names: some Collection<String>) -> String? {
  names.count > 200 ? nil : hint(for: text, among: names.sorted())
}
