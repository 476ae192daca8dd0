/// `POST /servers/{server}/reinstall`: also lifts a suspension (scenario 34). A daemon's failure undoes it exactly.
@Sendable func reinstallServer(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
  try reinstall(call.id(.server), in: &world, answer: .noContent)
}

func reinstall(_ id: Int, in world: inout World, answer: Reply) throws(Refusal) -> Reply {
  guard var server = world.servers[id] else { throw .modelNotFound }
  let former = server.status
  server.status = .installing
  world.save(server)
  return .ask(
    DaemonQuestion(node: server.node, operation: .reinstall) { verdict, world throws(Refusal) in
      guard var server = world.servers[id] else { return answer }
      if verdict == .accepted {
        world.beginInstallation(of: server, .again)
        return answer
      }
      server.status = former
      world.save(server)
      throw .daemon(verdict, requestID: world.randomness.uuid())
    })
}
