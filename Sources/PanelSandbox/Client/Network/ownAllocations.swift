/// `GET /servers/{server}/network/allocations`
@Sendable func listOwnAllocations(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  let rows = state.allocations.ofServer(server.id).compactMap { state.allocations[$0] }
  return .json(.list(rows.map { state.clientAllocationObject($0, of: server) }))
}

/// `POST /servers/{server}/network/allocations`: only where the panel assigns them by itself, which this one does not.
@Sendable func addOwnAllocation(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  if state.allocations.ofServer(server.id).count >= server.allocationLimit ?? 0 {
    throw .display("Cannot assign additional allocations to this server: limit has been reached.")
  }
  throw .display(
    "Server auto-allocation is not enabled for this instance.", code: "AutoAllocationNotEnabledException")
}

/// `POST /servers/{server}/network/allocations/{allocation}`
@Sendable func noteAllocation(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate([("notes", ["present", "nullable", "string", "max:256"])], in: state)
  let server = try state.server(of: call)
  guard var allocation = state.allocations[call.id(.allocation)] else { throw .modelNotFound }
  allocation.notes = call.text("notes")
  state.allocations.put(allocation)
  return .json(state.clientAllocationObject(allocation, of: server))
}

/// `POST /servers/{server}/network/allocations/{allocation}/primary`
@Sendable func makeAllocationPrimary(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  var server = try state.server(of: call)
  guard let allocation = state.allocations[call.id(.allocation)] else { throw .modelNotFound }
  server.allocation = allocation.id
  state.save(server)
  return .json(state.clientAllocationObject(allocation, of: server))
}

/// `DELETE /servers/{server}/network/allocations/{allocation}`
@Sendable func dropAllocation(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  let id = call.id(.allocation)
  if server.allocationLimit ?? 0 == 0 {
    throw .display("You cannot delete allocations for this server: no allocation limit is set.")
  }
  if server.allocation == id { throw .display("You cannot delete the primary allocation for this server.") }
  guard var allocation = state.allocations[id] else { throw .modelNotFound }
  allocation.server = nil
  allocation.notes = nil
  state.allocations.put(allocation)
  return .noContent
}
