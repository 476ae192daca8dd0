/// The endpoints on servers' databases.
let databaseRoutes: [Route] = [
  Route(
    "GET", "api/application/servers/{server}/databases", .application(.read, .serverDatabases), listServerDatabases),
  Route(
    "GET", "api/application/servers/{server}/databases/{database}", .application(.read, .serverDatabases),
    showServerDatabase),
  Route(
    "POST", "api/application/servers/{server}/databases", .application(.write, .serverDatabases),
    createServerDatabase),
  Route(
    "POST", "api/application/servers/{server}/databases/{database}/reset-password",
    .application(.write, .serverDatabases), resetDatabasePassword),
  Route(
    "DELETE", "api/application/servers/{server}/databases/{database}", .application(.write, .serverDatabases),
    deleteServerDatabase),
]

/// `GET /servers/{server}/databases`: not paged.
@Sendable func listServerDatabases(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let rows = state.databases.all.filter { $0.server == call.id(.server) }
  let includes = call.includes
  return .json(.list(rows.map { state.databaseObject($0, "server_database", includes, for: Reader(key: call.key)) }))
}

/// `GET /servers/{server}/databases/{database}`
@Sendable func showServerDatabase(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard let row = state.databases[call.id(.database)] else { throw .modelNotFound }
  let includes = call.includes
  return .json(state.databaseObject(row, "server_database", includes, for: Reader(key: call.key)))
}

/// `POST /servers/{server}/databases`: the limit of the server holds for admins too.
@Sendable func createServerDatabase(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(
    [
      ("database", ["required", "alpha_dash", "min:1", "max:48"]),
      ("remote", ["required", "string", "regex:/^[0-9%.]{1,15}$/"]),
      ("host", ["required", "integer", "exists:database_hosts,id"]),
    ],
    names: [
      "host": "Database Host Server ID", "remote": "Remote Connection String", "database": "Database Name",
    ], in: state)
  guard let server = state.servers[call.id(.server)] else { throw .modelNotFound }
  let row = try state.addDatabase(
    named: call.text("database") ?? "", remote: call.text("remote") ?? "%", host: call.number("host") ?? 1,
    to: server)
  // A row that was just made does not know its own default yet (recording 46-002).
  var object = state.databaseObject(row, "server_database", call.includes, for: Reader(key: call.key))
  if case .object(var whole) = object, case .object(var attributes)? = whole["attributes"] {
    attributes["max_connections"] = .null
    whole["attributes"] = .object(attributes)
    object = .object(whole)
  }
  return .created(
    object, at: "\(call.request.base)/api/application/servers/\(server.id)/databases/\(row.id)")
}

/// `POST /servers/{server}/databases/{database}/reset-password`
@Sendable func resetDatabasePassword(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard var row = state.databases[call.id(.database)] else { throw .modelNotFound }
  row.password = state.randomness.word(24)
  row.updatedAt = state.now
  state.databases.put(row)
  return .noContent
}

/// `DELETE /servers/{server}/databases/{database}`
@Sendable func deleteServerDatabase(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  state.databases.remove(call.id(.database))
  return .noContent
}

extension PanelState {
  /// Makes a database on a host, named after its server, unless the server has as many as it may.
  mutating func addDatabase(
    named name: String, remote: String, host: Int, to server: Server
  ) throws(Refusal) -> ServerDatabase {
    let count = databases.all.count { $0.server == server.id }
    if let limit = server.databaseLimit, count >= limit {
      throw .display(
        "Operation aborted: creating a new database would put this server over the defined limit.",
        code: "TooManyDatabasesException")
    }
    let whole = String("s\(server.id)_\(name)".prefix(48))
    if databases.all.contains(where: { $0.server == server.id && collated($0.name) == collated(whole) }) {
      throw .display(
        "A database with that name already exists for this server.", code: "DuplicateDatabaseNameException")
    }
    let row = ServerDatabase(
      id: databases.nextID, server: server.id, host: host, name: whole,
      username: "u\(server.id)_\(randomness.word(10))", remote: remote, password: randomness.word(24),
      maxConnections: 0, createdAt: now, updatedAt: now)
    databases.put(row)
    return row
  }
}
