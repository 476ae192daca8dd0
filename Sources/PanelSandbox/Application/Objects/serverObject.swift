extension PanelState {
  /// A server as the Application API shows it, with the related objects asked for.
  ///
  /// Written by hand: a page of 500 is the hottest thing here.
  func serverObject(_ server: Server, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    var writer = JSONWriter(reserving: 1200)
    writer.raw(#"{"object":"server","attributes":"#)
    writeAttributes(of: server, to: &writer)
    if !includes.isEmpty {
      let related = try serverRelationships(server, includes, for: reader)
      if !related.isEmpty {
        writer.raw(#","relationships":"#)
        writer.write(.object(related))
      }
    }
    writer.raw("}}")
    return .encoded(writer.bytes)
  }

  /// The attributes without the closing brace.
  private func writeAttributes(of server: Server, to writer: inout JSONWriter) {
    writer.raw(#"{"id":"#)
    writer.write(server.id)
    writer.raw(#","external_id":"#)
    writer.write(server.externalID)
    writer.raw(#","uuid":"#)
    writer.write(server.uuid)
    writer.raw(#","identifier":"#)
    writer.write(server.identifier)
    writer.raw(#","name":"#)
    writer.write(server.name)
    writer.raw(#","description":"#)
    writer.write(server.description)
    writer.raw(#","status":"#)
    writer.write(server.status?.rawValue)
    writer.raw(#","suspended":"#)
    writer.write(server.isSuspended)
    writeLimits(of: server, to: &writer)
    writePlaces(of: server, to: &writer)
    writeContainer(of: server, to: &writer)
    writer.raw(#","updated_at":"#)
    writer.write(server.updatedAt.text)
    writer.raw(#","created_at":"#)
    writer.write(server.createdAt.text)
  }

  private func writeLimits(of server: Server, to writer: inout JSONWriter) {
    writer.raw(#","limits":{"memory":"#)
    writer.write(server.limits.memory)
    writer.raw(#","swap":"#)
    writer.write(server.limits.swap)
    writer.raw(#","disk":"#)
    writer.write(server.limits.disk)
    writer.raw(#","io":"#)
    writer.write(server.limits.io)
    writer.raw(#","cpu":"#)
    writer.write(server.limits.cpu)
    writer.raw(#","threads":"#)
    writer.write(server.limits.threads)
    writer.raw(#","oom_disabled":"#)
    writer.write(server.limits.oomDisabled)
    writer.raw(#"},"feature_limits":{"databases":"#)
    writer.write(server.databaseLimit)
    writer.raw(#","allocations":"#)
    writer.write(server.allocationLimit)
    writer.raw(#","backups":"#)
    writer.write(server.backupLimit)
    writer.raw("}")
  }

  private func writePlaces(of server: Server, to writer: inout JSONWriter) {
    writer.raw(#","user":"#)
    writer.write(server.owner)
    writer.raw(#","node":"#)
    writer.write(server.node)
    writer.raw(#","allocation":"#)
    writer.write(server.allocation)
    writer.raw(#","nest":"#)
    writer.write(server.nest)
    writer.raw(#","egg":"#)
    writer.write(server.egg)
  }

  private func writeContainer(of server: Server, to writer: inout JSONWriter) {
    writer.raw(#","container":{"startup_command":"#)
    writer.write(server.startup)
    writer.raw(#","image":"#)
    writer.write(server.image)
    writer.raw(#","installed":"#)
    writer.raw(server.isInstalled ? "1" : "0")
    writer.raw(#","environment":{"#)
    for variable in eggs[server.egg]?.variables ?? [] {
      writer.write(variable.environmentName)
      writer.raw(":")
      writer.write(server.value(of: variable))
      writer.raw(",")
    }
    writer.raw(#""STARTUP":"#)
    writer.write(server.startup)
    writer.raw(#","P_SERVER_LOCATION":"#)
    writer.write(nodes[server.node].flatMap { locations[$0.location] }?.short)
    writer.raw(#","P_SERVER_UUID":"#)
    writer.write(server.uuid)
    writer.raw(#","P_SERVER_ALLOCATION_LIMIT":"#)
    writer.write(server.allocationLimit)
    writer.raw("}}")
  }
}

extension Server {
  /// The stored value, or the egg's default where nothing is stored.
  func value(of variable: EggVariable) -> String { variables[variable.id] ?? variable.defaultValue }
}
