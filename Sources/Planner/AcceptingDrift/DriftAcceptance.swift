internal import YAML

/// The edits that make an order say what its server is already.
struct DriftAcceptance {
  private(set) var draft: OrderDraft
  private let asked: AskedOfServer
  /// Nil where the key may not read them.
  private let users: [PanelUser]?
  private var server: ObservedServer { asked.server }
  private var fleet: Fleet { asked.fleet }

  init(_ draft: OrderDraft, of server: ObservedServer, in fleet: Fleet, users: [PanelUser]?, day: Day) {
    self.draft = draft
    self.users = users
    asked = AskedOfServer(server: server, fleet: fleet, day: day)
  }

  /// Pins the order to the node that its server is on.
  mutating func takePin() -> Bool {
    let node = server.node
    return draft.apply([.set(.node, plain: node.description)]) { $0.node?.value == node }
  }

  /// Has the order buy what gives the limits that the panel has, where that is sold.
  mutating func takeLimits(_ drift: [Difference]) {
    guard !drift.isEmpty else { return }
    let order = draft.order
    var wanted = asked.spec(by: order)
    for difference in drift { wanted.take(difference.field, from: server.spec) }
    guard let other = fleet.catalog.alternative(to: order, for: wanted.build, ignoring: order.ignored) else { return }
    var edits: [TextEdit] = []
    if other.tier != order.tier.value { edits.append(.set(.tier, other.tier.text)) }
    if other.addons != order.addons.map(\.value) { edits.append(.set(.addons, other.addons.map(\.text))) }
    _ = draft.apply(edits) { [asked] in asked.spec(by: $0).build == wanted.build }
  }

  /// Makes one field what the panel has, if it is not yet.
  ///
  /// - Returns: what stands in the way.
  mutating func take(_ difference: Difference) -> AcceptedDrift.Obstacle? {
    let field = difference.field
    if difference.old == .hidden { return .hidden }
    guard field == .owner || asked.values(by: draft.order)[field] != difference.old.text else { return nil }
    switch field {
    case .name: return write([.set(.name, server.spec.details.name)], field)
    case .description: return write([.set(.description, server.spec.details.description)], field)
    case .owner: return takeOwner()
    case .memory, .swap, .disk, .io, .cpu, .threads, .databases, .backups, .allocations: return .notSold
    case .egg, .image, .command: return .decidedForAll
    case .variable(let name): return takeVariable(name, difference.old.text)
    case .suspended: return takeSuspension()
    }
  }

  private mutating func takeOwner() -> AcceptedDrift.Obstacle? {
    guard case .user(let id) = server.spec.details.owner else { return .unwritable }
    guard let users else { return .unknownOwner(id) }
    if let name = users.first(where: { $0.id == id })?.externalID {
      return draft.apply([.set(.customer, name)]) { $0.customer?.value.id == name } ? nil : .unwritable
    }
    guard id == fleet.settings.server.owner else { return .namelessOwner(id) }
    return draft.apply([.remove(path: [OrderKey.customer.rawValue])]) { $0.customer == nil } ? nil : .unwritable
  }

  private mutating func takeVariable(_ name: String, _ observed: String?) -> AcceptedDrift.Obstacle? {
    guard let observed else { return .unset }
    // A list of the order that the variable is made of, rather than a value that would hide it from then on.
    if let edit = listEdit(for: name, observed), write([edit], .variable(name)) == nil { return nil }
    return write([.set(variable: name, observed)], .variable(name))
  }

  private func listEdit(for variable: String, _ observed: String) -> TextEdit? {
    guard case .declared(let template)? = fleet.setting(of: variable, for: draft.order), template.parts.count == 1,
      case .word(let word)? = template.parts.first
    else { return nil }
    let items = observed.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    switch word {
    case .features: return .set(.features, observed.isEmpty ? [] : items)
    case .guilds: return .set(.guilds, observed.isEmpty ? [] : items)
    case .guild: return .set(.guilds, [observed] + draft.order.guilds.dropFirst().filter { $0 != observed })
    case .order, .customer, .tier, .addons, .maxGuilds: return nil
    }
  }

  private mutating func takeSuspension() -> AcceptedDrift.Obstacle? {
    let isSuspended = server.spec.isSuspended
    let state: Order.State = isSuspended ? .suspended : .active
    let isTaken = draft.apply([.set(.state, plain: state.rawValue)]) { [asked] order in
      switch asked.wanted(by: order) {
      case .running: !isSuspended
      case .suspended: isSuspended
      case .asItIs, .undecided, .gone: false
      }
    }
    if isTaken { return nil }
    switch asked.wanted(by: draft.order) {
    case .suspended(let cause): return .suspendedFor(cause.reason)
    case .gone: return .suspendedFor(.terminated(since: nil))
    case .running, .asItIs, .undecided: return .unwritable
    }
  }

  /// Edits the order where the field then is what the panel has, and nothing else of the server is to be another.
  private mutating func write(_ edits: [TextEdit], _ field: Field) -> AcceptedDrift.Obstacle? {
    var wish = asked.values(by: draft.order)
    wish[field] = FieldValues(server.spec)[field]
    return draft.apply(edits) { [asked, wish] in asked.values(by: $0) == wish } ? nil : .unwritable
  }
}

/// What an order asks of its server, in one fleet on one day.
private struct AskedOfServer {
  let server: ObservedServer
  let fleet: Fleet
  let day: Day

  func wanted(by order: Order) -> Intent { Planner.wanted(by: order, under: fleet.settings.policy, asOf: day) }

  func values(by order: Order) -> FieldValues { FieldValues(spec(by: order)) }

  /// All but the owner, whom the panel alone knows.
  func spec(by order: Order) -> ServerSpec {
    let isSuspended =
      switch wanted(by: order) {
      case .running: false
      case .suspended, .gone: true
      case .asItIs, .undecided: server.spec.isSuspended
      }
    return fleet.effectiveCatalog.resolve(order).ignoring(order.ignored, on: server.spec)
      .spec(over: server.spec, owner: server.spec.details.owner, isSuspended: isSuspended)
  }
}

extension Fleet {
  /// Who decides a variable of an order, and how; nil where nothing declares it.
  fileprivate func setting(of variable: String, for order: Order) -> Setting? {
    var layers = [settings.server.environment, catalog.tier(of: order).environment]
    layers += order.addons.compactMap { catalog.addons[$0.value]?.environment }
    layers.append(order.environment)
    return layers.reversed().lazy.compactMap { $0[variable]?.value }.first
  }
}
