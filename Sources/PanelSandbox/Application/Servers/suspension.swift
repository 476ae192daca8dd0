/// `POST /servers/{server}/suspend`
@Sendable func suspendServer(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  try setSuspension(call, in: &world, to: .suspended)
}

/// `POST /servers/{server}/unsuspend`
@Sendable func unsuspendServer(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  try setSuspension(call, in: &world, to: nil)
}

/// Nothing is done, and no daemon asked, if the server is so already. After a daemon's failure the status is put
/// back; a failed suspend leaves null whatever it was before (scenario 31).
private func setSuspension(_ call: Call, in world: inout PanelState, to status: ServerStatus?) throws(Refusal) -> Reply
{
  guard var server = world.servers[call.id(.server)] else { throw .modelNotFound }
  guard server.isSuspended != (status == .suspended) else { return .noContent }
  server.status = status
  world.save(server)
  let id = server.id
  return .ask(
    DaemonQuestion(node: server.node, operation: .sync) { verdict, world throws(Refusal) in
      if verdict == .accepted { return .noContent }
      if var server = world.servers[id] {
        server.status = status == .suspended ? nil : .suspended
        world.save(server)
      }
      throw .daemon(verdict, requestID: world.randomness.uuid())
    })
}
