/// `GET /servers/{server}/databases`
@Sendable func listOwnDatabases(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let includes = call.includes
  let rows = state.databases.all.filter { $0.server == call.id(.namedServer) }
  return .json(.list(rows.map { state.clientDatabaseObject($0, includes) }))
}

/// `POST /servers/{server}/databases`: on the host that the panel chooses.
@Sendable func createOwnDatabase(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(
    [
      ("database", ["required", "alpha_dash", "min:1", "max:48"]),
      ("remote", ["required", "string", "regex:/^[0-9%.]{1,15}$/"]),
    ], in: state)
  let server = try state.server(of: call)
  let row = try state.addDatabase(
    named: call.text("database") ?? "", remote: call.text("remote") ?? "%",
    host: state.databaseHosts.ids.first ?? 1, to: server)
  return .json(state.clientDatabaseObject(row, Includes(.string("password"))))
}

/// `POST /servers/{server}/databases/{database}/rotate-password`
@Sendable func rotateOwnPassword(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  var row = try state.ownDatabase(call)
  row.password = state.randomness.word(24)
  state.databases.put(row)
  return .json(state.clientDatabaseObject(row, Includes(.string("password"))))
}

/// `DELETE /servers/{server}/databases/{database}`
@Sendable func deleteOwnDatabase(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  state.databases.remove(try state.ownDatabase(call).id)
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
