/// A row of the panel's nodes. Memory and disk are in MiB, the overallocations in percent (-1: see ``capacity(_:overallocate:)``).
struct Node: Sendable, Identifiable, Equatable {
  var id: Int
  var uuid: String
  var isPublic: Bool
  var name: String
  var description: String?
  var location: Int
  var fqdn: String
  var scheme: String
  var isBehindProxy: Bool
  var isUnderMaintenance: Bool
  var memory: Int
  var memoryOverallocate: Int
  var disk: Int
  var diskOverallocate: Int
  var uploadSize: Int
  var daemonListen: Int
  var daemonSFTP: Int
  var daemonBase: String
  /// The daemon's own credentials, told by the node's configuration.
  var daemonTokenID: String
  var daemonToken: String
  var createdAt: Moment
  var updatedAt: Moment

  /// How much a deploy may give away: -1 percent of overallocation is 99 percent, not unlimited (recording 31-001).
  static func capacity(_ size: Int, overallocate: Int) -> Double {
    Double(size) * (1 + Double(overallocate) / 100)
  }

  var memoryCapacity: Double { Self.capacity(memory, overallocate: memoryOverallocate) }
  var diskCapacity: Double { Self.capacity(disk, overallocate: diskOverallocate) }
}

/// A row of the panel's locations.
struct Location: Sendable, Identifiable, Equatable {
  var id: Int
  var short: String
  var long: String?
  var createdAt: Moment
  var updatedAt: Moment
}

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
