/// The servers, with the indexes that spare every request a walk over all of them.
struct ServerTable: Sendable {
  private var table = Table<Server>()
  private var byExternalID: [String: Int] = [:]
  private var byIdentifier: [String: SortedIDs] = [:]
  private var byOwner: [Int: SortedIDs] = [:]
  private var byNode: [Int: SortedIDs] = [:]
  private var loads: [Int: NodeLoad] = [:]

  var count: Int { table.count }
  var ids: SortedIDs { table.ids }
  var nextID: Int { table.nextID }
  var all: [Server] { table.all }

  subscript(id: Int) -> Server? { table[id] }

  /// The server with this external id as the database compares text.
  func withExternalID(_ externalID: String) -> Server? {
    byExternalID[collated(externalID)].flatMap { table[$0] }
  }

  /// The server that the Client API means: by uuid, or by the identifier of exactly eight characters.
  func named(_ name: String) -> Server? {
    guard let ids = byIdentifier[String(name.prefix(8)).lowercased()] else { return nil }
    return ids.lazy.compactMap { table[$0] }.first { name.count == 8 || $0.uuid == name.lowercased() }
  }

  func ofOwner(_ user: Int) -> SortedIDs { byOwner[user] ?? SortedIDs() }
  func ofNode(_ node: Int) -> SortedIDs { byNode[node] ?? SortedIDs() }

  /// What the servers of a node were promised, whatever their status.
  func load(ofNode node: Int) -> NodeLoad { loads[node] ?? NodeLoad() }

  mutating func reserve(_ capacity: Int) {
    table.reserve(capacity)
    byExternalID.reserveCapacity(capacity)
    byIdentifier.reserveCapacity(capacity)
  }

  /// Inserts a server, or replaces the one with its id.
  mutating func put(_ server: Server) {
    if let former = table[server.id] { unindex(former) }
    table.put(server)
    if let externalID = server.externalID { byExternalID[collated(externalID)] = server.id }
    byIdentifier[server.identifier, default: SortedIDs()].insert(server.id)
    byOwner[server.owner, default: SortedIDs()].insert(server.id)
    byNode[server.node, default: SortedIDs()].insert(server.id)
    loads[server.node, default: NodeLoad()].memory += server.limits.memory
    loads[server.node, default: NodeLoad()].disk += server.limits.disk
  }

  mutating func remove(_ id: Int) {
    if let former = table.remove(id) { unindex(former) }
  }

  private mutating func unindex(_ server: Server) {
    if let externalID = server.externalID { byExternalID[collated(externalID)] = nil }
    byIdentifier[server.identifier]?.remove(server.id)
    byOwner[server.owner]?.remove(server.id)
    byNode[server.node]?.remove(server.id)
    loads[server.node]?.memory -= server.limits.memory
    loads[server.node]?.disk -= server.limits.disk
  }
}

/// Sums over the servers of a node, in MiB.
struct NodeLoad: Sendable, Equatable {
  var memory = 0
  var disk = 0
}
