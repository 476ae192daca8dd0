extension PanelState {
  /// A node as the Application API shows it.
  func nodeObject(_ node: Node, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    var attributes = nodeAttributes(node)
    attributes.append("allocated_resources", allocatedResources(of: node))
    return .object("node", attributes, relationships: try nodeRelationships(node, includes, for: reader))
  }

  /// A node as an update shows it (recording 51-062) .
  func updatedNodeObject(_ node: Node, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    var attributes = nodeAttributes(node)
    attributes.append("mounts", [])
    attributes.append("allocated_resources", allocatedResources(of: node))
    return .object("node", attributes, relationships: try nodeRelationships(node, includes, for: reader))
  }

  /// A node as the search for deployable ones shows it: the sums come as text (recording 51-015).
  func deployableNodeObject(_ node: Node, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    let load = servers.load(ofNode: node.id)
    var attributes = nodeAttributes(node)
    attributes.append("sum_memory", .string(String(load.memory)))
    attributes.append("sum_disk", .string(String(load.disk)))
    attributes.append("allocated_resources", allocatedResources(of: node))
    return .object("node", attributes, relationships: try nodeRelationships(node, includes, for: reader))
  }

  private func allocatedResources(of node: Node) -> JSON {
    let load = servers.load(ofNode: node.id)
    return ["memory": .integer(load.memory), "disk": .integer(load.disk)]
  }

  private func nodeAttributes(_ node: Node) -> JSONObject {
    [
      "id": .integer(node.id), "uuid": .string(node.uuid), "public": .bool(node.isPublic),
      "name": .string(node.name), "description": JSON(node.description), "location_id": .integer(node.location),
      "fqdn": .string(node.fqdn), "scheme": .string(node.scheme), "behind_proxy": .bool(node.isBehindProxy),
      "maintenance_mode": .bool(node.isUnderMaintenance), "memory": .integer(node.memory),
      "memory_overallocate": .integer(node.memoryOverallocate), "disk": .integer(node.disk),
      "disk_overallocate": .integer(node.diskOverallocate), "upload_size": .integer(node.uploadSize),
      "daemon_listen": .integer(node.daemonListen), "daemon_sftp": .integer(node.daemonSFTP),
      "daemon_base": .string(node.daemonBase), "created_at": .string(node.createdAt.text),
      "updated_at": .string(node.updatedAt.text),
    ]
  }

  private func nodeRelationships(
    _ node: Node, _ includes: Includes, for reader: Reader
  ) throws(Refusal) -> JSONObject {
    var related = JSONObject()
    if let inner = includes["allocations"] {
      let rows = allocations.ofNode(node.id).compactMap { allocations[$0] }
      related.append("allocations", try allocationList(rows, inner, for: reader))
    }
    if let inner = includes["location"] {
      let location = locations[node.location]
      related.append(
        "location",
        try relatedObject(.locations, location, reader) { row throws(Refusal) in
          try locationObject(row, inner, for: reader)
        })
    }
    if let inner = includes["servers"] {
      let rows = servers.ofNode(node.id).compactMap { servers[$0] }
      related.append("servers", try serverList(rows, inner, for: reader))
    }
    return related
  }
}
