import Planner

/// A node as the Application API shows it (recording 51-001).
struct WireNode: WireItem {
  static let object = "node"

  let id: UInt32
  let name: String
  let location: UInt32
  let isPublic: Bool
  let isInMaintenance: Bool
  let memory: UInt32
  let memoryOverallocate: Int32
  let disk: UInt32
  let diskOverallocate: Int32

  private enum CodingKeys: String, CodingKey {
    case id, name, memory, disk
    case location = "location_id"
    case isPublic = "public"
    case isInMaintenance = "maintenance_mode"
    case memoryOverallocate = "memory_overallocate"
    case diskOverallocate = "disk_overallocate"
  }

  var number: Int { Int(id) }
  var violation: WireViolation? {
    WireViolation.inTexts(["name": name]) ?? WireViolation.inNumbers(["id": id, "location_id": location])
  }

  /// As the planner's value.
  var observed: ObservedNode {
    ObservedNode(
      id: NodeID(number), name: name, location: LocationID(Int(location)), visibility: isPublic ? .public : .private,
      operation: isInMaintenance ? .inMaintenance : .inService,
      memory: ObservedNode.Capacity(size: Mebibytes(Int(memory)), overallocate: Int(memoryOverallocate)),
      disk: ObservedNode.Capacity(size: Mebibytes(Int(disk)), overallocate: Int(diskOverallocate)))
  }
}

/// An allocation as the Application API shows it (recording 51-029).
struct WireAllocation: WireItem {
  static let object = "allocation"

  let id: UInt32
  let ip: String
  let port: UInt16
  let assigned: Bool

  var number: Int { Int(id) }
  var violation: WireViolation? { WireViolation.inNumbers(["id": id]) ?? WireViolation.inAddress(ip) }

  /// As the planner's value.
  var allocation: Allocation { Allocation(id: AllocationID(number), ip: ip, port: Int(port)) }
}
