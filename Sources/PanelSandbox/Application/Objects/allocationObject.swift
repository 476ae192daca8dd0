extension PanelState {
  /// An allocation as the Application API shows it: whether it is assigned, not to whom.
  func allocationObject(_ allocation: Allocation, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    var related = JSONObject()
    if let inner = includes["node"] {
      related.append(
        "node",
        try relatedObject(.nodes, nodes[allocation.node], reader) { row throws(Refusal) in
          try nodeObject(row, inner, for: reader)
        })
    }
    if let inner = includes["server"] {
      related.append(
        "server",
        try relatedObject(.servers, allocation.server.flatMap { servers[$0] }, reader) { row throws(Refusal) in
          try serverObject(row, inner, for: reader)
        })
    }
    return .object(
      "allocation",
      [
        "id": .integer(allocation.id), "ip": .string(allocation.ip), "alias": JSON(allocation.alias),
        "port": .integer(allocation.port), "notes": JSON(allocation.notes),
        "assigned": .bool(allocation.server != nil),
      ], relationships: related)
  }

  /// Related allocations, or the null resource.
  func allocationList(_ rows: [Allocation], _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    try relatedList(
      .allocations, rows, reader,
      each: { row throws(Refusal) in
        try allocationObject(row, includes, for: reader)
      })
  }
}
