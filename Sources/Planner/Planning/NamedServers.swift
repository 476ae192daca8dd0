/// The servers that orders name by their uuids, while a plan is being made.
struct NamedServers {
  /// The orders that are recorded with a server, by its uuid; empty where no order names one.
  private let recorded: [String: OrderID]
  /// The orders that name a server which another one names too, and which is neither's yet.
  private let contradicted: Set<OrderID>

  /// What an order has of servers.
  enum Finding {
    case none
    /// Its own, or the one that it names and gets.
    case server(ObservedServer)
    case obstacle(ServerObstacle, Waiting.Scope)
    /// Told at its place.
    case contradicted
  }

  init(recorded: [String: OrderID], contradicted: Set<OrderID>) {
    self.recorded = recorded
    self.contradicted = contradicted
  }

  /// The server that an order has, or is to have, or what is in the way.
  func finding(of order: Order, _ servers: ServerIndex, _ fleet: Fleet) -> Finding {
    let own = servers[order.id]
    guard let uuid = order.server?.value else { return own.map(Finding.server) ?? .none }
    if let own {
      // Whatever the order wants, nobody can say of which of the two.
      return own.uuid == uuid ? .server(own) : .obstacle(.orderHas(own.id), .everything)
    }
    if contradicted.contains(order.id) { return .contradicted }
    let lost = fleet.results[order.id]?.livingServer
    if let lost, lost.uuid != uuid { return .obstacle(.orderIsRecorded(with: lost.id), .creation) }
    guard let server = servers[uuid: uuid] else { return lost == nil ? .obstacle(.absent, .creation) : .none }
    if let externalID = server.externalID {
      guard lost == nil else { return .none }
      let other = OrderID(externalID).flatMap { fleet.knows($0) ? $0 : nil }
      return .obstacle(other.map { .belongs(server.id, to: $0) } ?? .hasAnotherID(server.id), .creation)
    }
    if let other = recorded[uuid], other != order.id { return .obstacle(.belongs(server.id, to: other), .creation) }
    return .server(server)
  }
}

extension PlanDraft {
  /// Finds out which servers orders name, and tells of those that several name.
  mutating func namedServers(_ servers: ServerIndex) -> NamedServers {
    let naming = fleet.soundOrders.filter { $0.server != nil }
    guard !naming.isEmpty else { return NamedServers(recorded: [:], contradicted: []) }
    let recorded = fleet.results.values.compactMap { result in result.livingServer.map { ($0.uuid, result.order) } }
    let others = (fleet.rest?.claims ?? []).filter { $0.server != nil && !fleet.unreadable.contains($0.order) }
    let claims = Dictionary(grouping: (naming.compactMap(OrderClaim.init) + others)) { $0.server?.value ?? "" }
    var contradicted: Set<OrderID> = []
    for (uuid, orders) in claims.sorted(by: { $0.key < $1.key }) where orders.count > 1 {
      // Of a server that is one's already, the others are told so.
      if let owner = servers[uuid: uuid]?.externalID, orders.contains(where: { $0.order.text == owner }) { continue }
      for order in orders {
        guard let other = orders.first(where: { $0.order != order.order }), let place = order.server?.place,
          let otherPlace = other.server?.place
        else { continue }
        contradicted.insert(order.order)
        diagnostics.append(.serverNamedTwice(by: other.order, at: otherPlace, and: place))
      }
    }
    return NamedServers(
      recorded: Dictionary(recorded) { min($0, $1) }.merging(fleet.rest?.recordedServers ?? [:]) { min($0, $1) },
      contradicted: contradicted)
  }

  /// Plans an order that names a server without external id, if it wants any.
  mutating func planNamed(_ order: Order, by server: ObservedServer, _ servers: ServerIndex) {
    switch wanted(by: order, under: fleet.settings.policy, asOf: asOf.day) {
    case .gone: return
    case .undecided(let reason): return wait(order.id, for: reason, .creation)
    case .running, .suspended, .asItIs: break
    }
    if let namesake = servers.namesake(of: order.id) {
      return wait(order.id, for: .externalIDTaken(by: namesake.id), .creation)
    }
    planExisting(order, by: server)
  }

  /// Has an order wait that names a server which cannot become its own, if it wants any.
  mutating func waitForServer(
    _ obstacle: ServerObstacle, _ order: Order, _ scope: Waiting.Scope, _ servers: ServerIndex
  ) {
    guard let uuid = order.server?.value else { return }
    if case .orderHas = obstacle { return wait(order.id, for: .serverNotLinkable(uuid: uuid, obstacle), scope) }
    switch wanted(by: order, under: fleet.settings.policy, asOf: asOf.day) {
    case .gone: return
    case .undecided(let reason): return wait(order.id, for: reason, scope)
    case .running, .suspended, .asItIs: break
    }
    if let lost = fleet.results[order.id]?.livingServer { vanished.append(vanished(order, lost, servers)) }
    wait(order.id, for: .serverNotLinkable(uuid: uuid, obstacle), scope)
  }
}

extension Fleet {
  /// Whether an order has a document, sound or not, or a result.
  fileprivate func knows(_ order: OrderID) -> Bool {
    unreadable.contains(order) || results[order] != nil || self.order(order) != nil
      || rest?.known.contains(order) == true
  }
}
