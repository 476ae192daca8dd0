import HTTP

@testable import Panel
@testable import Planner

/// What a panel answers, from its bytes to the plan and the results that are made of it.
let panelTargets = [
  FuzzTarget(name: "servers") { bytes in
    guard let servers = items(WireServer.self, bytes, environment: .declared(["TIER", "FEATURES"])) else { return }
    requireWhole(observation(servers: servers.map(\.observed)), for: sampleFleet)
  },
  FuzzTarget(name: "nodes") { bytes in
    guard let nodes = items(WireNode.self, bytes) else { return }
    requireWhole(observation(nodes: nodes.map(\.observed)), for: sampleFleet)
  },
  FuzzTarget(name: "users") { bytes in
    guard let users = items(WireUser.self, bytes) else { return }
    requireWhole(observation(users: users.map(\.user)), for: sampleFleet)
  },
  FuzzTarget(name: "allocations") { bytes in
    guard let allocations = items(WireAllocation.self, bytes) else { return }
    requireWhole(observation(free: [NodeID(1): allocations.map(\.allocation)]), for: sampleFleet)
  },
  FuzzTarget(name: "egg") { bytes in
    guard let egg = item(WireEgg.self, bytes), let variables = egg.relationships.variables.items else { return }
    let read = Egg(id: EggID(15), variables: variables.map(\.variable), images: egg.images.all)
    requireWhole(observation(egg: read), for: sampleFleet)
  },
  FuzzTarget(name: "values") { bytes in
    // Bytes at random are seldom JSON: here they are the values in answers that are.
    let page = filledPage(serverTemplate, with: bytes.parts(30).map(\.text))
    let nodePage = filledPage(nodeTemplate, with: bytes.parts(30).reversed().map(\.text))
    guard let servers = items(WireServer.self, page, environment: .declared(["TIER", "FEATURES"])) else { return }
    let nodes = items(WireNode.self, nodePage)?.map(\.observed)
    let observed = observation(servers: servers.map(\.observed))
    requireWhole(observed, for: sampleFleet)
    if let nodes { requireWhole(observation(servers: observed.servers, nodes: nodes), for: sampleFleet) }
  },
  FuzzTarget(name: "server") { bytes in
    guard let server = item(WireServer.self, bytes, environment: .whole) else { return }
    let placed = server.placed
    if let address = placed.allocation?.address { requireHarmless(address) }
    require(!server.container.environment.values.keys.contains("STARTUP"), "the panel's own variable")
  },
  FuzzTarget(name: "errors") { bytes in
    guard bytes.count > 2 else { return }
    let statuses = [200, 301, 400, 401, 403, 404, 405, 409, 419, 422, 429, 500, 502, 503, 504, 599]
    let headers: HTTPHeaders = bytes[1] & 1 == 0 ? ["x-ratelimit-limit": "240"] : [:]
    let response = HTTPResponse(status: statuses[Int(bytes[0]) % 16], headers: headers, body: Array(bytes[2...]))
    let failure = readFailure(of: response, to: .get("servers", needs: .servers))
    requireHarmless(failure.description)
    require(failure.description.utf8.count < 12_000, "a description of \(failure.description.utf8.count) bytes")
    _ = advice(on: failure)
  },
  FuzzTarget(name: "limits") { bytes in
    var allowance = RequestAllowance()
    let reserve = Int(bytes.first ?? 20) % 101
    var passes: [RequestAllowance.Pass] = []
    var now = Duration.zero
    // As many steps as there are pairs of bytes; numbers are what the client lets through.
    for pair in zip(bytes, bytes.dropFirst()) {
      let number = Int(pair.1) << (Int(pair.0 >> 4) + 1)
      switch pair.0 & 7 {
      case 0, 1: if case .send(let pass) = allowance.enter(at: now, leaving: reserve) { passes.append(pass) }
      case 2: now += .milliseconds(number)
      case 3: if let pass = passes.popLast() { allowance.leave(pass, .left(number, of: 240), at: now) }
      case 4: if let pass = passes.popLast() { allowance.leave(pass, .left(0, of: number), at: now) }
      case 5: if let pass = passes.popLast() { allowance.leave(pass, .spent(.seconds(number)), at: now) }
      case 6: if let pass = passes.popLast() { allowance.leave(pass, .doubtful, at: now) }
      default: if let pass = passes.popLast() { allowance.leave(pass, number > 9 ? .unlimited : .uncounted, at: now) }
      }
    }
    if case .sleep(let duration) = allowance.enter(at: now, leaving: reserve) {
      require(duration > .zero, "a sleep of \(duration)")
    }
  },
  FuzzTarget(name: "panel-url") { bytes in
    guard let written = try? parsePanelURL(bytes.text), let url = try? PanelURL(written.url) else { return }
    guard url.description.hasPrefix("http:") else { return }
    let host = url.description.dropFirst("http://".count).prefix { $0 != "/" }.lowercased()
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    let isLoopback = name == "[::1]" || name == "localhost" || name.hasSuffix(".localhost") || name.hasPrefix("127.")
    require(isLoopback, "the panel's URL is http, so the key would be sent to \(host) in clear")
  },
]

private func response(_ bytes: [UInt8]) -> HTTPResponse {
  HTTPResponse(status: 200, headers: ["content-type": "application/json"], body: bytes)
}

private let call = APIRequest.get("servers", needs: .servers)

/// The items of a page, if they are what a walk through a list lets through.
private func items<Item: WireItem>(
  _ type: Item.Type, _ bytes: [UInt8], environment: EnvironmentReading = .declared([])
) -> [Item]? {
  do throws(PanelFailure) {
    let page = try decode(Page<Item>.self, from: response(bytes), to: call, environment: environment)
    let items = page.data.map(\.attributes)
    let isAscending = zip(items, items.dropFirst()).allSatisfy { $0.number < $1.number }
    return isAscending && items.allSatisfy { $0.violation == nil } ? items : nil
  } catch {
    requireHarmless(error.description)
    return nil
  }
}

private func item<Item: WireItem>(
  _ type: Item.Type, _ bytes: [UInt8], environment: EnvironmentReading = .declared([])
) -> Item? {
  do throws(PanelFailure) {
    return try decodeItem(type, from: response(bytes), to: call, environment: environment)
  } catch {
    requireHarmless(error.description)
    return nil
  }
}
