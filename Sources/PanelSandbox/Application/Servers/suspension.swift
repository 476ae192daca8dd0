/// `POST /servers/{server}/suspend`
@Sendable func suspendServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try setSuspension(call, in: &state, to: .suspended)
}

/// `POST /servers/{server}/unsuspend`
@Sendable func unsuspendServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try setSuspension(call, in: &state, to: nil)
}

/// Nothing is done, and no daemon asked, if the server is so already. After a daemon's failure the status is put
/// back; a failed suspend leaves null whatever it was before (scenario 31).
private func setSuspension(_ call: Call, in state: inout PanelState, to status: ServerStatus?) throws(Refusal) -> Reply
{
  guard var server = state.servers[call.id(.server)] else { throw .modelNotFound }
  guard server.isSuspended != (status == .suspended) else { return .noContent }
  server.status = status
  state.save(server)
  let id = server.id
  return .ask(
    DaemonQuestion(node: server.node, operation: .sync) { verdict, state throws(Refusal) in
      if verdict == .accepted {
        // The daemon stops what it is told is suspended.
        if status == .suspended { state.receive(.stop, id) }
        return .noContent
      }
      if var server = state.servers[id] {
        server.status = status == .suspended ? nil : .suspended
        state.save(server)
      }
      throw .daemon(verdict, requestID: state.randomness.uuid())
    })
}

/// `DELETE /servers/{server}` and whatever stands behind it: only the very word `force` forces (scenarios 38, 39).
@Sendable func deleteServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard let server = state.servers[call.id(.server)] else { throw .modelNotFound }
  let isForced = call.texts.first == "force"
  return .ask(
    DaemonQuestion(node: server.node, operation: .delete) { verdict, state throws(Refusal) in
      guard isForced || verdict == .accepted || verdict == .refused(404) else {
        throw .daemon(verdict, requestID: state.randomness.uuid())
      }
      if let server = state.servers[server.id] { state.forget(server) }
      return .noContent
    })
}

/// `POST /servers/{server}/reinstall`: also lifts a suspension (scenario 34).
@Sendable func reinstallServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try reinstall(call.id(.server), in: &state, answer: .noContent)
}

/// Nobody sees the change before the daemon has answered, and nobody sees it at all where the daemon failed: the panel
/// asks it in the middle of a transaction.
func reinstall(
  _ id: Int, in state: inout PanelState, answer: Reply,
  noting note: @escaping @Sendable (inout PanelState) -> Void = { _ in }
) throws(Refusal) -> Reply {
  guard let server = state.servers[id] else { throw .modelNotFound }
  return .ask(
    DaemonQuestion(node: server.node, operation: .reinstall) { verdict, state throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: state.randomness.uuid()) }
      guard var server = state.servers[id] else { return answer }
      server.status = .installing
      state.save(server)
      state.receive(.kill, id)
      state.beginInstallation(of: server, .again)
      note(&state)
      return answer
    })
}
