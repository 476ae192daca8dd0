import Planner

/// A node as the Application API shows it (recording 51-001).
struct WireNode: WireItem {
  static let object = "node"

  let id: Int
  let name: String
  let location: Int
  let isPublic: Bool
  let isInMaintenance: Bool
  let memory: Int
  let memoryOverallocate: Int
  let disk: Int
  let diskOverallocate: Int

  private enum CodingKeys: String, CodingKey {
    case id, name, memory, disk
    case location = "location_id"
    case isPublic = "public"
    case isInMaintenance = "maintenance_mode"
    case memoryOverallocate = "memory_overallocate"
    case diskOverallocate = "disk_overallocate"
  }

  var number: Int { id }

  /// In the planner's words.
  var observed: ObservedNode {
    ObservedNode(
      id: NodeID(id), name: name, location: LocationID(location), visibility: isPublic ? .public : .private,
      operation: isInMaintenance ? .inMaintenance : .inService,
      memory: ObservedNode.Capacity(size: Mebibytes(memory), overallocate: memoryOverallocate),
      disk: ObservedNode.Capacity(size: Mebibytes(disk), overallocate: diskOverallocate))
  }
}
