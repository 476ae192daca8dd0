/// `DELETE /servers/{server}` and whatever stands behind it: only the very word `force` forces (scenarios 38, 39).
@Sendable func deleteServer(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  guard let server = world.servers[call.id(.server)] else { throw .modelNotFound }
  let isForced = call.texts.first == "force"
  return .ask(
    DaemonQuestion(node: server.node, operation: .delete) { verdict, world throws(Refusal) in
      guard isForced || verdict == .accepted || verdict == .refused(404) else {
        throw .daemon(verdict, requestID: world.randomness.uuid())
      }
      if let server = world.servers[server.id] { world.forget(server) }
      return .noContent
    })
}
