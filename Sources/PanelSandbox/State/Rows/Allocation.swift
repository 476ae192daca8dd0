/// A row of the panel's allocations: an address and port of a node, with at most one server.
struct Allocation: Sendable, Identifiable, Equatable {
  var id: Int
  var node: Int
  var ip: String
  var alias: String?
  var port: Int
  var notes: String?
  var server: Int?
}
