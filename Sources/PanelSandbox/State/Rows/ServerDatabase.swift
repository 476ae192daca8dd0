/// A database of a server.
struct ServerDatabase: Sendable, Identifiable, Equatable {
  var id: Int
  var server: Int
  var host: Int
  var name: String
  var username: String
  var remote: String
  var password: String
  var maxConnections: Int
  var createdAt: Moment
  var updatedAt: Moment
}

/// A machine that servers' databases are made on. The panel's API does not list them.
struct DatabaseHost: Sendable, Identifiable, Equatable {
  var id: Int
  var name: String
  var host: String
  var port: Int
  var username: String
  var node: Int?
  var createdAt: Moment
  var updatedAt: Moment
}
