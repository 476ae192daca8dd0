/// An API key, named by its kind.
struct Key: Sendable, Equatable {
  enum Reach: String, Sendable {
    /// `ptla_`: the Application API, with permissions per resource.
    case application
    /// `ptlc_`: the Client API, and for a root admin the Application API with all permissions.
    case client
  }

  var kind: String
  var token: String
  var reach: Reach
  var owner: Int
  /// 0 none, 1 read, 2 write, 3 both.
  var permissions: [String: Int]
  /// Addresses or networks (`203.0.113.0/24`); none: from anywhere.
  var allowedIPs: [String]

  /// Whether the key may do this with the resource. Account keys may do everything that their owner may.
  func may(_ permission: Permission, _ resource: Resource) -> Bool {
    reach == .client || (permissions[resource.rawValue] ?? 0) & permission.rawValue != 0
  }

  /// The token of a key of this kind: of the panel's shape, and the same on every machine.
  static func token(kind: String, reach: Reach) -> String {
    var seed: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in kind.utf8 { seed = (seed ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    var randomness = Randomness(seed: seed)
    return (reach == .application ? "ptla_" : "ptlc_") + randomness.word(11) + randomness.word(32)
  }
}

/// What application keys are given permissions for.
enum Resource: String, Sendable, CaseIterable {
  case servers, nodes, allocations, users, locations, nests, eggs
  case databaseHosts = "database_hosts"
  case serverDatabases = "server_databases"
}

/// The bits of a permission.
enum Permission: Int, Sendable {
  case read = 1
  case write = 2
}
