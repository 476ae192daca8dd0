import Planner

/// An allocation as the Application API shows it (recording 51-029).
struct WireAllocation: WireItem {
  static let object = "allocation"

  let id: Int
  let ip: String
  let port: Int
  let assigned: Bool

  var number: Int { id }

  /// In the planner's words.
  var allocation: Allocation { Allocation(id: AllocationID(id), ip: ip, port: port) }
}
