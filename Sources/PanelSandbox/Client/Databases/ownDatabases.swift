/// `GET /servers/{server}/databases`
@Sendable func listOwnDatabases(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  let includes = call.includes
  let rows = world.databases.all.filter { $0.server == call.id(.namedServer) }
  return .json(.list(rows.map { world.clientDatabaseObject($0, includes) }))
}

/// `POST /servers/{server}/databases`: on the host that the panel chooses.
@Sendable func createOwnDatabase(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(
    [
      ("database", ["required", "alpha_dash", "min:1", "max:48"]),
      ("remote", ["required", "string", "regex:/^[0-9%.]{1,15}$/"]),
    ], in: world)
  let server = try world.server(of: call)
  let row = try world.addDatabase(
    named: call.text("database") ?? "", remote: call.text("remote") ?? "%",
    host: world.databaseHosts.ids.first ?? 1, to: server)
  return .json(world.clientDatabaseObject(row, Includes(.string("password"))))
}

/// `POST /servers/{server}/databases/{database}/rotate-password`
@Sendable func rotateOwnPassword(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  var row = try world.ownDatabase(call)
  row.password = world.randomness.word(24)
  world.databases.put(row)
  return .json(world.clientDatabaseObject(row, Includes(.string("password"))))
}

/// `DELETE /servers/{server}/databases/{database}`
@Sendable func deleteOwnDatabase(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  world.databases.remove(try world.ownDatabase(call).id)
  return .noContent
}

extension PanelState {
  fileprivate func ownDatabase(_ call: Call) throws(Refusal) -> ServerDatabase {
    let name = call.texts[0]
    guard
      let row = databases.all.first(where: { $0.server == call.id(.namedServer) && $0.hashedID == name })
    else { throw .modelNotFound }
    return row
  }

  fileprivate func clientDatabaseObject(_ row: ServerDatabase, _ includes: Includes) -> JSON {
    var related = JSONObject()
    if includes["password"] != nil {
      related.append("password", .object("database_password", ["password": .string(row.password)]))
    }
    let host = databaseHosts[row.host]
    return .object(
      "server_database",
      [
        "id": .string(row.hashedID), "host": ["address": JSON(host?.host), "port": JSON(host?.port)],
        "name": .string(row.name), "username": .string(row.username), "connections_from": .string(row.remote),
        "max_connections": .integer(row.maxConnections),
      ], relationships: related)
  }
}

extension ServerDatabase {
  /// The Client API does not tell ids but a word made of them.
  fileprivate var hashedID: String {
    var randomness = Randomness(seed: UInt64(id))
    return randomness.word(8)
  }
}
