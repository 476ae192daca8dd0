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
        "nodes-and-locations", "use either `nodes` or `locations`, not both", hint: "keep one of the two",
        at: node)
    }
    let locations: [LocationID: SettingsPlaces.Source]? = readPanelIDs(
      node, what: "location", with: &reader.document)
    reader.places.locations = locations ?? [:]
    return locations.map { .locations(Set($0.keys)) }
  }
  if let node = fields[.nodes] {
    let nodes: [NodeID: SettingsPlaces.Source]? = readPanelIDs(node, what: "node", with: &reader.document)
    reader.places.nodes = nodes ?? [:]
    return nodes.map { .nodes(Set($0.keys)) }
  }
  let node: NodeID? = reader.value(.nodes, in: fields, or: .node, parsePanelID)
  if let node { reader.places.nodes = [node: reader.source(.nodes, in: fields, or: .node)] }
  return node.map { .nodes([$0]) }
}

private func readPanelIDs<Subject>(
  _ node: Node, what: String, with reader: inout DocumentReader
) -> [PanelID<Subject>: SettingsPlaces.Source]? {
  let ids = reader.list(node) { reader, item -> Located<PanelID<Subject>>? in reader.located(item, parsePanelID) }
  guard let ids else { return nil }
  if reader.isEmpty(node) { reader.report("empty-list", "the list names no \(what)", at: node) }
  return Dictionary(ids.map { ($0.value, SettingsPlaces.Source($0.place)) }) { first, _ in first }
}
