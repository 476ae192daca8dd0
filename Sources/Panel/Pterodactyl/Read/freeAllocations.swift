import Planner

/// The addresses of a node that no server has, in the order in which to use them.
func freeAllocations(on node: NodeID, over connection: PanelConnection) async throws(PanelFailure) -> [Allocation] {
  // `0`, `false` and nothing all mean "of no server" (recording 51-033).
  let call = APIRequest.get("nodes/\(node)/allocations", ["filter%5Bserver_id%5D=false"], needs: .allocations)
  let found = try await ListWalk<WireAllocation>(call, over: connection).items { $0 }
  if found.contains(where: \.assigned) {
    throw .unreadable(
      .never,
      PanelFailure.Unreadable(
        call: call.name, field: "assigned", problem: "is true though only free ones were asked for"))
  }
  return found.map(\.allocation).sorted()
}
