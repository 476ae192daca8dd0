internal import YAML

/// Reads where new servers go.
func readPlacement(
  _ outer: Fields<SettingsKey>, with reader: inout SettingsReader
) -> FleetSettings.PlacementRule? {
  guard let fields: Fields<PlacementKey> = reader.fields(.placement, in: outer, coveredBy: [.node]) else { return nil }
  let strategy: FleetSettings.PlacementRule.Strategy? = reader.document.value(fields[.strategy], parseWord)
  let reserve = reader.document.value(fields[.reserve], parseShare)
  let candidates = readCandidates(fields, with: &reader)
  return candidates.map { .init(candidates: $0, strategy: strategy ?? .pack, reservePercent: reserve ?? 0) }
}

private enum PlacementKey: String, DocumentKey { case nodes, locations, strategy, reserve }

private func readCandidates(
  _ fields: Fields<PlacementKey>, with reader: inout SettingsReader
) -> FleetSettings.PlacementRule.Candidates? {
  if let node = fields[.locations] {
    if fields[.nodes] != nil {
      reader.document.report(
        "nodes-and-locations", "servers go to `nodes` or to `locations`, not to both", hint: "keep one of the two",
        at: node)
    }
    return readPanelIDs(node, what: "location", with: &reader.document).map { .locations($0) }
  }
  if let node = fields[.nodes] { return readPanelIDs(node, what: "node", with: &reader.document).map { .nodes($0) } }
  let node: NodeID? = reader.value(.nodes, in: fields, or: .node, parsePanelID)
  return node.map { .nodes([$0]) }
}

private func readPanelIDs<Subject>(
  _ node: Node, what: String, with reader: inout DocumentReader
) -> Set<PanelID<Subject>>? {
  guard let ids = reader.list(node, { reader, item -> PanelID<Subject>? in reader.value(item, parsePanelID) }) else {
    return nil
  }
  if reader.isEmpty(node) { reader.report("empty-list", "no \(what) is named here", at: node) }
  return Set(ids)
}
