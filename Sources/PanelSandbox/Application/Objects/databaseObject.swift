extension PanelState {
  /// A server's database; the endpoint and the include call it by different names.
  func databaseObject(
    _ row: ServerDatabase, _ name: String, _ includes: Includes, for reader: Reader
  ) -> JSON {
    var related = JSONObject()
    if includes["password"] != nil {
      related.append("password", .object("database_password", ["password": .string(row.password)]))
    }
    if includes["host"] != nil {
      related.append("host", reader.related(.databaseHosts) { databaseHosts[row.host].map(databaseHostObject) })
    }
    return .object(
      name,
      [
        "id": .integer(row.id), "server": .integer(row.server), "host": .integer(row.host),
        "database": .string(row.name), "username": .string(row.username), "remote": .string(row.remote),
        "max_connections": .integer(row.maxConnections), "created_at": .string(row.createdAt.text),
        "updated_at": .string(row.updatedAt.text),
      ], relationships: related)
  }

  /// A server's databases as an include, where each is called `databases`.
  func serverDatabases(of server: Server, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    let rows = databases.all.filter { $0.server == server.id }
    return reader.related(.serverDatabases) {
      .list(rows.map { databaseObject($0, "databases", includes, for: reader) })
    }
  }

  private func databaseHostObject(_ host: DatabaseHost) -> JSON {
    .object(
      "database_host",
      [
        "id": .integer(host.id), "name": .string(host.name), "host": .string(host.host),
        "port": .integer(host.port), "username": .string(host.username), "node": JSON(host.node),
        "created_at": .string(host.createdAt.text), "updated_at": .string(host.updatedAt.text),
      ])
  }
}
