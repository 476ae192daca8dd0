/// `POST /nodes/{node}/allocations`: 204 without ids; what exists already is skipped (scenario 51).
@Sendable func createAllocations(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(
    [
      ("ip", ["required", "string"]), ("alias", ["sometimes", "nullable", "string", "max:191"]),
      ("ports", ["required", "array"]), ("ports.*", ["string"]),
    ], in: state)
  let addresses = try addresses(call.text("ip") ?? "")
  let node = call.id(.node)
  var wanted: [Int] = []
  for text in (call.field("ports")?.items ?? []).compactMap(\.text) { wanted += try ports(text) }
  for ip in addresses {
    for port in wanted where !state.allocations.exists(ip: ip, port: port, onNode: node) {
      let id = state.allocations.nextID
      state.allocations.put(Allocation(id: id, node: node, ip: ip, alias: call.text("alias"), port: port))
    }
  }
  return .noContent
}

/// `DELETE /nodes/{node}/allocations/{allocation}`
@Sendable func deleteAllocation(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = call.id(.allocation)
  guard state.allocations[id]?.server == nil else {
    throw .display(
      "A server is currently assigned to this allocation. An allocation can only be deleted if no server is "
        + "currently assigned.", code: "ServerUsingAllocationException")
  }
  state.allocations.remove(id)
  return .noContent
}

/// One port or a range of at most 1000, which may run backwards.
private func ports(_ text: String) throws(Refusal) -> ClosedRange<Int> {
  guard let mapping = PortMapping(text) else {
    throw .display(
      "The mapping provided for \(text) was invalid and could not be processed.", code: "InvalidPortMappingException")
  }
  if abs(mapping.last - mapping.first) >= 1000 {
    throw .display(
      "Adding more than 1000 ports in a single range at once is not supported.", code: "TooManyPortsInRangeException")
  }
  guard mapping.first > 1024, mapping.last <= 65535 else {
    throw .display(
      "Ports in an allocation must be greater than 1024 and less than or equal to 65535.",
      code: "PortOutOfRangeException")
  }
  return min(mapping.first, mapping.last)...max(mapping.first, mapping.last)
}

/// One address, or all of a network from /25 to /32.
private func addresses(_ text: String) throws(Refusal) -> [String] {
  let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
  guard parts.count == 2 else {
    if isIPv4(text) || isIPv6(text) { return [text] }
    throw unparsable(text)
  }
  guard let mask = Int(parts[1]), (25...32).contains(mask) else {
    throw .display("CIDR notation only allows masks between /25 and /32.", code: "CidrOutOfRangeException")
  }
  guard isIPv4(parts[0]) else { throw unparsable(text) }
  let bytes = parts[0].split(separator: ".").compactMap { UInt32($0) }
  let address = bytes.reduce(0) { $0 << 8 | $1 }
  let size = UInt32(1) << UInt32(32 - mask)
  let network = address & ~(size - 1)
  return (0..<size).map { offset in
    let number = network + offset
    return [24, 16, 8, 0].map { String(number >> $0 & 255) }.joined(separator: ".")
  }
}

private func unparsable(_ text: String) -> Refusal {
  .display("Could not parse provided allocation IP address (\(text)): Invalid IP address format")
}
