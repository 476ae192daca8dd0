/// What a node lacks now for a server that was to be made there, beside all else that a plan puts on it; nil where it has room.
public func shortage(
  on node: NodeID, for limits: ServerSpec.Build, of order: OrderID, from observation: Observation, with plan: Plan
) -> NodeShortage? {
  var ledger = CapacityLedger(of: observation)
  let servers = Dictionary(observation.servers.map { ($0.id, $0) }) { first, _ in first }
  for change in plan.changes where change.order != order {
    for action in change.actions {
      switch action {
      case .createServer(let server) where server.placement.node == node:
        _ = ledger.place(server.spec.build, among: [node], by: .pack)
      case .updateBuild(let build):
        guard let server = change.server.flatMap({ servers[$0.id] }), server.node == node else { continue }
        _ = ledger.grow(from: server.spec.build, to: build, on: node)
      case .createServer, .createUser, .linkUser, .link, .updateDetails, .updateStartup, .suspend, .unsuspend, .delete:
        continue
      }
    }
  }
  switch ledger.place(limits, among: [node], by: .pack) {
  case .placed: return nil
  case .nowhere(let shortages): return shortages.first
  }
}
