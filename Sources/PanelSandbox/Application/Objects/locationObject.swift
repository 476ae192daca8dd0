extension PanelState {
  /// A location as the Application API shows it.
  func locationObject(_ location: Location, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    var related = JSONObject()
    let itsNodes = nodes.all.filter { $0.location == location.id }
    if let inner = includes["nodes"] {
      related.append(
        "nodes",
        try relatedList(
          .nodes, itsNodes, reader,
          each: { row throws(Refusal) in
            try nodeObject(row, inner, for: reader)
          }))
    }
    if let inner = includes["servers"] {
      let rows = itsNodes.flatMap { node in servers.ofNode(node.id).compactMap { servers[$0] } }
      related.append("servers", try serverList(rows, inner, for: reader))
    }
    return .object(
      "location",
      [
        "id": .integer(location.id), "short": .string(location.short), "long": JSON(location.long),
        "updated_at": .string(location.updatedAt.text), "created_at": .string(location.createdAt.text),
      ], relationships: related)
  }
}
