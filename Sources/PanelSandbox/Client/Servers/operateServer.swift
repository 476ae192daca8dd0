/// `GET /servers/{server}/resources`: remembered for 20 seconds; every daemon's failure is a 504.
@Sendable func showResources(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  if let seen = state.resourcesSeen[server.id], state.now < seen.at + 20_000 {
    return .json(resources(seen.state, uptime: seen.uptime, isSuspended: server.isSuspended))
  }
  return .ask(
    DaemonQuestion(node: server.node, operation: .resources) { verdict, state throws(Refusal) in
      if case .refused(let status) = verdict {
        let detail = Refusal.communicationFailure(status, requestID: state.randomness.uuid())
        throw Refusal(504, "DaemonConnectionException", detail, kind: .back)
      }
      guard verdict == .accepted else { throw .daemon(verdict, requestID: state.randomness.uuid()) }
      let power = state.process(of: server.id)
      let runState = power.state
      let uptime = power.uptime(at: state.now)
      state.resourcesSeen[server.id] = (state.now, runState, uptime)
      return .json(resources(runState, uptime: uptime, isSuspended: server.isSuspended))
    })
}

private func resources(_ runState: Power.State, uptime: Int, isSuspended: Bool) -> JSON {
  let runs = runState == .running || runState == .starting && uptime > 0
  return .object(
    "stats",
    [
      "current_state": .string(runState.rawValue), "is_suspended": .bool(isSuspended),
      "resources": [
        "memory_bytes": .integer(runs ? 123_456_789 : 0), "cpu_absolute": runs ? .number(4.217) : 0,
        "disk_bytes": 5_242_880, "network_rx_bytes": .integer(runs ? 1024 : 0),
        "network_tx_bytes": .integer(runs ? 2048 : 0), "uptime": .integer(uptime),
      ],
    ])
}

/// `POST /servers/{server}/power`: 204 means accepted, not done.
@Sendable func sendPowerSignal(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate([("signal", ["required", "string", "in:start,stop,restart,kill"])], in: state)
  let server = try state.server(of: call)
  guard let signal = call.text("signal").flatMap(Power.Signal.init(rawValue:)) else {
    throw .unexpected("ErrorException")
  }
  return .ask(
    DaemonQuestion(node: server.node, operation: .power) { verdict, state throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: state.randomness.uuid()) }
      state.receive(signal, server.id)
      state.log("server:power.\(signal.rawValue)", server.id, by: call)
      return .noContent
    })
}

/// `POST /servers/{server}/command`
@Sendable func sendCommand(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate([("command", ["required", "string", "min:1"])], in: state)
  let server = try state.server(of: call)
  return .ask(
    DaemonQuestion(node: server.node, operation: .command) { verdict, state throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: state.randomness.uuid()) }
      guard state.process(of: server.id).state != .offline else {
        throw Refusal(502, "HttpException", "Server must be online in order to send commands.")
      }
      state.log("server:console.command", server.id, by: call, properties: ["command": JSON(call.text("command"))])
      return .noContent
    })
}

/// `GET /servers/{server}/websocket`: where the daemon would be listened to; nothing listens there.
@Sendable func openWebsocket(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  guard let node = state.nodes[server.node] else { throw .modelNotFound }
  let scheme = node.scheme == "https" ? "wss" : "ws"
  let socket = "\(scheme)://\(node.fqdn):\(node.daemonListen)/api/servers/\(server.uuid)/ws"
  return .json(["data": ["token": .string(state.randomness.word(64)), "socket": .string(socket)]])
}

/// `GET /servers/{server}/files/list`: no files are kept here, but the daemon is asked.
@Sendable func listFiles(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  return .ask(
    DaemonQuestion(node: server.node, operation: .files) { verdict, state throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: state.randomness.uuid()) }
      return .json(.list([]))
    })
}
