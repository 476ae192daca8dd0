extension PanelState {
  /// The related objects of a server. Unknown names are ignored; `transfer` breaks the panel (scenario 16).
  func serverRelationships(
    _ server: Server, _ includes: Includes, for reader: Reader
  ) throws(Refusal) -> JSONObject {
    if includes["transfer"] != nil || includes["variables"]?["parent"] != nil { throw .unexpected("TypeError") }
    var related = JSONObject()
    if let inner = includes["allocations"] {
      let rows = allocations.ofServer(server.id).compactMap { allocations[$0] }
      related.append("allocations", try allocationList(rows, inner, for: reader))
    }
    if let inner = includes["user"] {
      related.append(
        "user",
        try relatedObject(.users, users[server.owner], reader) { row throws(Refusal) in
          try userObject(row, inner, for: reader)
        })
    }
    if includes["subusers"] != nil {
      related.append("subusers", reader.related(.users) { .list([]) })
    }
    if let inner = includes["nest"] {
      related.append(
        "nest",
        try relatedObject(.nests, nests[server.nest], reader) { row throws(Refusal) in
          try nestObject(row, inner, for: reader)
        })
    }
    if let inner = includes["egg"] {
      related.append(
        "egg",
        try relatedObject(.eggs, eggs[server.egg], reader) { row throws(Refusal) in
          try eggObject(row, inner, for: reader)
        })
    }
    if includes["variables"] != nil { related.append("variables", serverVariables(server)) }
    if let inner = includes["location"] {
      let location = nodes[server.node].flatMap { locations[$0.location] }
      related.append(
        "location",
        try relatedObject(.locations, location, reader) { row throws(Refusal) in
          try locationObject(row, inner, for: reader)
        })
    }
    if let inner = includes["node"] {
      related.append(
        "node",
        try relatedObject(.nodes, nodes[server.node], reader) { row throws(Refusal) in
          try nodeObject(row, inner, for: reader)
        })
    }
    if let inner = includes["databases"] {
      related.append("databases", try serverDatabases(of: server, inner, for: reader))
    }
    return related
  }

  /// A related row as an object, or the null resource.
  func relatedObject<Row>(
    _ resource: Resource, _ row: Row?, _ reader: Reader, _ object: (Row) throws(Refusal) -> JSON
  ) throws(Refusal) -> JSON {
    guard reader.key.may(.read, resource), let row else { return Reader.nullResource }
    return try object(row)
  }

  /// Related rows as a list, or the null resource.
  func relatedList<Row>(
    _ resource: Resource, _ rows: [Row], _ reader: Reader, each object: (Row) throws(Refusal) -> JSON
  ) throws(Refusal) -> JSON {
    guard reader.key.may(.read, resource) else { return Reader.nullResource }
    var objects: [JSON] = []
    for row in rows { objects.append(try object(row)) }
    return .list(objects)
  }

  private func serverVariables(_ server: Server) -> JSON {
    .list(
      (eggs[server.egg]?.variables ?? []).map { variable in
        var attributes = eggVariableAttributes(variable)
        attributes.append("server_value", JSON(server.variables[variable.id]))
        return .object("server_variable", attributes)
      })
  }
}
