import Planner

/// An allocation as the Application API shows it (recording 51-029).
struct WireAllocation: WireItem {
  static let object = "allocation"

  let id: UInt32
  let ip: String
  let port: UInt16
  let assigned: Bool

  var number: Int { Int(id) }
  var flaw: WireViolation? { WireViolation.inNumbers(["id": id]) ?? WireViolation.inAddress(ip) }

  /// In the planner's words.
  var allocation: Allocation { Allocation(id: AllocationID(number), ip: ip, port: Int(port)) }
}
