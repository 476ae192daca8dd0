import Planner

/// A server as the Application API shows it (recordings 20-003, 21-001). Only what is used is read. As an object it is passed on without
/// copying its many parts.
final class WireServer: WireItem {
  static let object = "server"

  struct Limits: Decodable {
    let memory: UInt32
    /// -1 means no limit.
    let swap: Int32
    let disk: UInt32
    let io: UInt32
    let cpu: UInt32
    /// Text, even for one thread (recording 30-055).
    let threads: String?
  }

  /// Null after an update that left them out (recordings 41-009, 41-010). The panel then allows any number of
  /// databases, and none of the others.
  struct FeatureLimits: Decodable {
    let databases: UInt32?
    let allocations: UInt32?
    let backups: UInt32?
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

  let id: UInt32
  let externalID: String?
  let uuid: String
  let identifier: String
  let name: String
  let description: String
  let status: String?
  let suspended: Bool
  let limits: Limits
  let featureLimits: FeatureLimits
  let user: UInt32
  let node: UInt32
  let allocation: UInt32
  let egg: UInt32
  let container: Container
  let createdAt: WireInstant
  let updatedAt: WireInstant
  let relationships: Relationships?

  private enum CodingKeys: String, CodingKey {
    case id, uuid, identifier, name, description, status, suspended, limits, user, node, allocation, egg, container
    case relationships
    case externalID = "external_id"
    case featureLimits = "feature_limits"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
  }

  var number: Int { Int(id) }

  var violation: WireViolation? {
    if let violation = WireViolation.inIdentity(uuid: uuid, identifier: identifier) { return violation }
    let numbers = WireViolation.inNumbers(["id": id, "user": user, "node": node, "allocation": allocation, "egg": egg])
    if let violation = numbers ?? violationInTexts { return violation }
    for allocation in relationships?.allocations?.items ?? [] {
      if let violation = allocation.violation { return violation.within("relationships.allocations") }
    }
    for variable in relationships?.variables?.items ?? [] {
      if let violation = variable.violation { return violation.within("relationships.variables") }
    }
    return nil
  }

  private var violationInTexts: WireViolation? {
    for (name, value) in container.environment.values {
      if let violation = WireViolation.inText(value, at: name) { return violation.within("container.environment") }
    }
    return WireViolation.inTexts([
      "name": name, "description": description, "external_id": externalID, "status": status,
      "limits.threads": limits.threads, "container.startup_command": container.command,
      "container.image": container.image,
    ])
  }

  /// As the planner's value.
  var observed: ObservedServer {
    ObservedServer(
      id: ServerID(number), uuid: uuid, identifier: identifier, externalID: externalID, status: ServerStatus(status),
      node: NodeID(Int(node)), allocation: AllocationID(Int(allocation)), address: address?.address,
      createdAt: createdAt.instant, updatedAt: updatedAt.instant, spec: spec,
      unseen: UnseenValues(container.environment.unseen))
  }

  /// The same with its address.
  var placed: PlacedServer { PlacedServer(server: observed, allocation: address) }

  /// Its address; nil where the answer does not show it.
  var address: Allocation? {
    relationships?.allocations?.items?.first { $0.id == allocation }?.allocation
  }

  private var spec: ServerSpec {
    ServerSpec(
      details: ServerSpec.Details(name: name, description: description, owner: .user(UserID(Int(user)))),
      build: ServerSpec.Build(
        memory: Mebibytes(Int(limits.memory)), swap: Mebibytes(Int(limits.swap)), disk: Mebibytes(Int(limits.disk)),
        io: Int(limits.io), cpu: Int(limits.cpu), threads: limits.threads,
        databases: featureLimits.databases.map { Int($0) }, backups: Int(featureLimits.backups ?? 0),
        allocations: Int(featureLimits.allocations ?? 0)),
      startup: ServerSpec.Startup(
        egg: EggID(Int(egg)), image: container.image, command: container.command,
        environment: container.environment.values),
      isSuspended: suspended)
  }
}

/// The container of a map; nil where it is empty and PHP therefore wrote an empty list.
func mapContainer<Key: CodingKey>(
  of decoder: any Decoder, keyedBy key: Key.Type
) throws -> KeyedDecodingContainer<Key>? {
  do {
    return try decoder.container(keyedBy: key)
  } catch DecodingError.typeMismatch(let type, let context) {
    guard let list = try? decoder.unkeyedContainer(), list.count == 0 else {
      throw DecodingError.typeMismatch(type, context)
    }
    return nil
  }
}
