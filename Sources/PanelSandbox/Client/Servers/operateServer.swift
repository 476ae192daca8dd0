/// `GET /servers/{server}/resources`: remembered for 20 seconds; every daemon's failure is a 504.
@Sendable func showResources(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  let server = try world.server(of: call)
  if let seen = world.resourcesSeen[server.id], world.now < seen.at + 20_000 {
    return .json(resources(seen.state, uptime: seen.uptime, isSuspended: server.isSuspended))
  }
  return .ask(
    DaemonQuestion(node: server.node, operation: .resources) { verdict, world throws(Refusal) in
      if case .refused(let status) = verdict {
        let detail = Refusal.communicationFailure(status, requestID: world.randomness.uuid())
        throw Refusal(504, "DaemonConnectionException", detail, kind: .back)
      }
      guard verdict == .accepted else { throw .daemon(verdict, requestID: world.randomness.uuid()) }
      let power = world.power[server.id] ?? Power()
      let state = power.state(at: world.now)
      let uptime = power.uptime(at: world.now)
      world.resourcesSeen[server.id] = (world.now, state, uptime)
      return .json(resources(state, uptime: uptime, isSuspended: server.isSuspended))
    })
}

private func resources(_ state: Power.State, uptime: Int, isSuspended: Bool) -> JSON {
  let runs = state == .running
  return .object(
    "stats",
    [
      "current_state": .string(state.rawValue), "is_suspended": .bool(isSuspended),
      "resources": [
        "memory_bytes": .integer(runs ? 123_456_789 : 0), "cpu_absolute": runs ? .number(4.217) : 0,
        "disk_bytes": 5_242_880, "network_rx_bytes": .integer(runs ? 1024 : 0),
        "network_tx_bytes": .integer(runs ? 2048 : 0), "uptime": .integer(uptime),
      ],
    ])
}

/// `POST /servers/{server}/power`: 204 means accepted, not done.
@Sendable func sendPowerSignal(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  try call.validate([("signal", ["required", "string", "in:start,stop,restart,kill"])], in: world)
  let server = try world.server(of: call)
  guard let signal = call.text("signal").flatMap(Power.Signal.init(rawValue:)) else {
    throw .unexpected("ErrorException")
  }
  return .ask(
    DaemonQuestion(node: server.node, operation: .power) { verdict, world throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: world.randomness.uuid()) }
      world.power[server.id, default: Power()].receive(signal, at: world.now)
      return .noContent
    })
}

/// `POST /servers/{server}/command`
@Sendable func sendCommand(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  try call.validate([("command", ["required", "string", "min:1"])], in: world)
  let server = try world.server(of: call)
  return .ask(
    DaemonQuestion(node: server.node, operation: .command) { verdict, world throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: world.randomness.uuid()) }
      guard (world.power[server.id] ?? Power()).state(at: world.now) != .offline else {
        throw Refusal(502, "HttpException", "Server must be online in order to send commands.")
      }
      return .noContent
    })
}

/// `GET /servers/{server}/websocket`: where the daemon would be listened to; nothing listens there.
@Sendable func openWebsocket(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  let server = try world.server(of: call)
  guard let node = world.nodes[server.node] else { throw .modelNotFound }
  let scheme = node.scheme == "https" ? "wss" : "ws"
  let socket = "\(scheme)://\(node.fqdn):\(node.daemonListen)/api/servers/\(server.uuid)/ws"
  return .json(["data": ["token": .string(world.randomness.word(64)), "socket": .string(socket)]])
}

/// `GET /servers/{server}/files/list`: no files are kept here, but the daemon is asked.
@Sendable func listFiles(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  let server = try world.server(of: call)
  return .ask(
    DaemonQuestion(node: server.node, operation: .files) { verdict, world throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: world.randomness.uuid()) }
      return .json(.list([]))
    })
}
