/// What a request has to pass before an endpoint sees it, in the panel's order (`panel-behaviour`, section 1).
struct RequestGuard: Sendable {
  let request: Request
  let route: Route
  let key: Key
  let user: User
  private let input: Input

  /// Token, body, address: what is checked before a request is counted.
  init(_ request: Request, _ route: Route, _ state: PanelState) throws(Refusal) {
    guard let key = state.key(of: request), let user = state.users[key.owner] else { throw .unauthenticated }
    do {
      input = try readInput(of: request)
    } catch {
      throw .malformedJSON
    }
    guard key.allowedIPs.isEmpty || key.allowedIPs.contains(where: { network($0, has: request.address) }) else {
      throw .forbidden(
        "This IP address (\(request.address)) does not have permission to access the API using these credentials.")
    }
    self.request = request
    self.route = route
    self.key = key
    self.user = user
  }

  /// Models, and who the caller is: what is checked before the request is counted from 1.12 on, and after it up to 1.11.
  func identify(_ state: PanelState, _ found: [String]) throws(Refusal) -> Call {
    let (models, texts) = try state.bind(route, found)
    if route.isApplication {
      guard user.isRootAdmin else { throw .forbidden("This account does not have permission to access the API.") }
    } else {
      try requireClientKey()
    }
    return Call(
      request: request, input: input.all, query: input.query, key: key, user: user, models: models, texts: texts)
  }

  /// Permissions: what is checked once the request has been counted.
  func permit(_ call: Call, _ state: PanelState) throws(Refusal) {
    switch route.access {
    case .application(let permission, let resource):
      guard key.may(permission, resource) else { throw .notPermitted }
    case .account: break
    case .serverInAnyState: _ = try accessibleServer(of: call, state)
    case .usableServer: try state.requireUsable(try accessibleServer(of: call, state))
    case .websocket: try state.requireWatchable(try accessibleServer(of: call, state), by: user)
    }
  }

  private func requireClientKey() throws(Refusal) {
    guard key.reach == .client else {
      throw .forbidden(
        "You are attempting to use an application API key on an endpoint that requires a client API key.")
    }
  }

  /// Only owners and root admins see a server; others are told that there is none.
  private func accessibleServer(of call: Call, _ state: PanelState) throws(Refusal) -> Server {
    let server = try state.server(of: call)
    guard server.owner == user.id || user.isRootAdmin else {
      throw .notFound("The requested resource does not exist on this server.")
    }
    return server
  }
}

extension PanelState {
  /// The key whose token the request bears.
  func key(of request: Request) -> Key? {
    guard let header = request.headers["authorization"], header.lowercased().hasPrefix("bearer ") else { return nil }
    let token = header.dropFirst("bearer ".count)
    return keys.first { $0.token == token }
  }
}

/// Whether an address lies in a network, or is the address.
private func network(_ network: String, has address: String) -> Bool {
  let parts = network.split(separator: "/").map(String.init)
  guard parts.count == 2, let bits = UInt32(parts[1]), bits <= 32 else { return network == address }
  func number(_ text: String) -> UInt32? {
    isIPv4(text) ? text.split(separator: ".").compactMap { UInt32($0) }.reduce(0) { $0 << 8 | $1 } : nil
  }
  guard let base = number(parts[0]), let asked = number(address) else { return false }
  let mask: UInt32 = bits == 0 ? 0 : ~0 << (32 - bits)
  return base & mask == asked & mask
}
