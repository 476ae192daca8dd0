/// `POST /servers/{server}/reinstall`: also lifts a suspension (scenario 34).
@Sendable func reinstallServer(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  try reinstall(call.id(.server), in: &world, answer: .noContent)
}

/// Nobody sees the change before the daemon has answered, and nobody sees it at all where the daemon failed: the panel
/// asks it in the middle of a transaction.
func reinstall(_ id: Int, in world: inout PanelState, answer: Reply) throws(Refusal) -> Reply {
  guard let server = world.servers[id] else { throw .modelNotFound }
  return .ask(
    DaemonQuestion(node: server.node, operation: .reinstall) { verdict, world throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: world.randomness.uuid()) }
      guard var server = world.servers[id] else { return answer }
      server.status = .installing
      world.save(server)
      world.beginInstallation(of: server, .again)
      return answer
    })
}
