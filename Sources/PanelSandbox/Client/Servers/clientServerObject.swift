extension PanelState {
  /// A server as the Client API shows it, with its allocations and the variables that its owner may see.
  func clientServerObject(_ server: Server, for user: User, _ includes: Includes) -> JSON {
    let node = nodes[server.node]
    var attributes: JSONObject = [
      "server_owner": .bool(server.owner == user.id), "identifier": .string(server.identifier),
      "internal_id": .integer(server.id), "uuid": .string(server.uuid), "name": .string(server.name),
      "node": JSON(node?.name), "is_node_under_maintenance": .bool(node?.isUnderMaintenance ?? false),
      "sftp_details": ["ip": JSON(node?.fqdn), "port": JSON(node?.daemonSFTP)],
      "description": .string(server.description), "limits": clientLimits(server),
      "invocation": .string(startupCommand(of: server)), "docker_image": .string(server.image),
      "egg_features": eggs[server.egg]?.features ?? .null,
      "feature_limits": [
        "databases": JSON(server.databaseLimit), "allocations": JSON(server.allocationLimit),
        "backups": .integer(server.backupLimit),
      ],
      "status": JSON(server.status?.rawValue), "is_suspended": .bool(server.isSuspended),
      "is_installing": .bool(!server.isInstalled), "is_transferring": false,
    ]
    if series == .current {
      attributes.append("server_identifier", .string("serv_" + base32(server.uuid)))
      attributes.append("__deprecated_uuid_short", .string(server.identifier))
    }
    return .object("server", attributes, relationships: clientRelationships(server, includes))
  }

  private func clientLimits(_ server: Server) -> JSON {
    [
      "memory": .integer(server.limits.memory), "swap": .integer(server.limits.swap),
      "disk": .integer(server.limits.disk), "io": .integer(server.limits.io), "cpu": .integer(server.limits.cpu),
      "threads": JSON(server.limits.threads), "oom_disabled": .bool(server.limits.oomDisabled),
    ]
  }

  private func clientRelationships(_ server: Server, _ includes: Includes) -> JSONObject {
    let rows = allocations.ofServer(server.id).compactMap { allocations[$0] }
    var related: JSONObject = [
      "allocations": .list(rows.map { clientAllocationObject($0, of: server) }),
      "variables": .list(viewableVariables(of: server).map { clientVariableObject($0, of: server) }),
    ]
    if includes["egg"] != nil, let egg = eggs[server.egg] {
      related.append("egg", .object("egg", ["uuid": .string(egg.uuid), "name": .string(egg.name)]))
    }
    if includes["subusers"] != nil { related.append("subusers", .list([])) }
    return related
  }

  func clientAllocationObject(_ allocation: Allocation, of server: Server) -> JSON {
    .object(
      "allocation",
      [
        "id": .integer(allocation.id), "ip": .string(allocation.ip), "ip_alias": JSON(allocation.alias),
        "port": .integer(allocation.port), "notes": JSON(allocation.notes),
        "is_default": .bool(allocation.id == server.allocation),
      ])
  }

  func viewableVariables(of server: Server) -> [EggVariable] {
    (eggs[server.egg]?.variables ?? []).filter(\.isViewable)
  }

  func clientVariableObject(_ variable: EggVariable, of server: Server) -> JSON {
    .object(
      "egg_variable",
      [
        "name": .string(variable.name), "description": .string(variable.description),
        "env_variable": .string(variable.environmentName), "default_value": .string(variable.defaultValue),
        "server_value": JSON(server.variables[variable.id]), "is_editable": .bool(variable.isEditable),
        "rules": .string(variable.rules),
      ])
  }

  /// The startup command with the values of its variables; those that are hidden say so.
  func startupCommand(of server: Server) -> String {
    let allocation = allocations[server.allocation]
    var values = [
      "SERVER_MEMORY": String(server.limits.memory), "SERVER_IP": allocation?.ip ?? "",
      "SERVER_PORT": allocation.map { String($0.port) } ?? "",
    ]
    for variable in eggs[server.egg]?.variables ?? [] {
      values[variable.environmentName] = variable.isViewable ? server.value(of: variable) : "[hidden]"
    }
    var command = ""
    var rest = server.startup[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      let name = String(rest[open.upperBound..<close.lowerBound])
      command += rest[..<open.lowerBound] + (values[name] ?? "{{\(name)}}")
      rest = rest[close.upperBound...]
    }
    return command + rest
  }
}
