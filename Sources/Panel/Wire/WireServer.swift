import Planner

/// A server as the Application API shows it (recordings 20-003, 21-001). Only what is used is read.
struct WireServer: WireItem {
  static let object = "server"

  struct Limits: Decodable {
    let memory: Int
    let swap: Int
    let disk: Int
    let io: Int
    let cpu: Int
    /// Text, also for one thread (recording 30-055).
    let threads: String?
  }

  /// Null after an update that left them out (recordings 41-009, 41-010); it counts as none.
  struct FeatureLimits: Decodable {
    let databases: Int?
    let allocations: Int?
    let backups: Int?
  }

  struct Container: Decodable {
    let command: String
    let image: String
    let environment: WireEnvironment

    private enum CodingKeys: String, CodingKey {
      case command = "startup_command"
      case image, environment
    }
  }

  struct Relationships: Decodable {
    let allocations: WireRelated<WireAllocation>?
    let variables: WireRelated<WireVariable>?
  }

  let id: Int
  let externalID: String?
  let uuid: String
  let identifier: String
  let name: String
  let description: String
  let status: String?
  let suspended: Bool
  let limits: Limits
  let featureLimits: FeatureLimits
  let user: Int
  let node: Int
  let allocation: Int
  let egg: Int
  let container: Container
  let createdAt: WireInstant
  let relationships: Relationships?

  private enum CodingKeys: String, CodingKey {
    case id, uuid, identifier, name, description, status, suspended, limits, user, node, allocation, egg, container
    case relationships
    case externalID = "external_id"
    case featureLimits = "feature_limits"
    case createdAt = "created_at"
  }

  var number: Int { id }

  /// In the planner's words.
  var observed: ObservedServer {
    ObservedServer(
      id: ServerID(id), uuid: uuid, identifier: identifier, externalID: externalID, status: ServerStatus(status),
      node: NodeID(node), allocation: AllocationID(allocation), createdAt: createdAt.instant, spec: spec)
  }

  /// Its address; nil where the answer does not show it.
  var address: Allocation? {
    relationships?.allocations?.items?.first { $0.id == allocation }?.allocation
  }

  private var spec: ServerSpec {
    ServerSpec(
      details: ServerSpec.Details(name: name, description: description, owner: .user(UserID(user))),
      build: ServerSpec.Build(
        memory: Mebibytes(limits.memory), swap: Mebibytes(limits.swap), disk: Mebibytes(limits.disk), io: limits.io,
        cpu: limits.cpu, threads: limits.threads, databases: featureLimits.databases ?? 0,
        backups: featureLimits.backups ?? 0, allocations: featureLimits.allocations ?? 0),
      startup: ServerSpec.Startup(
        egg: EggID(egg), image: container.image, command: container.command,
        environment: container.environment.values),
      isSuspended: suspended)
  }
}
