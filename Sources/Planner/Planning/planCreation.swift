extension PlanDraft {
  /// Plans a server for an order that has none, or says what the order waits for.
  mutating func planCreation(of order: Order, _ servers: ServerIndex, because reason: Change.Reason) {
    if let obstacle = obstacle(to: order, servers) { return wait(order.id, for: obstacle, .creation) }
    let resolved = fleet.effectiveCatalog.resolve(order)
    guard let owner = ownerOfNew(order) else { return }
    let spec = resolved.newSpec(owner: owner)
    guard !isRefused(spec.startup, of: order, resolved, .creation) else { return }
    let nodes = candidates(for: order, under: fleet.settings.placement, among: observation.nodes ?? [])
    switch ledger.place(spec.build, among: nodes, by: fleet.settings.placement.strategy) {
    case .nowhere(let shortages): wait(order.id, for: .nowhereToPlace(shortages), .creation)
    case .placed(let placement):
      let server = NewServer(
        order: order.id, customer: order.customer?.value.id, spec: spec,
        customersVariables: resolved.customersVariables.byName, placement: placement)
      owners.linkUser(of: order)
      add(
        Change(
          order: order.id, kind: .create, reasons: [reason], server: nil, differences: [],
          actions: [.createServer(server)],
          notes: fleet.namedEgg(of: order.tier.value).map { [.madeByEgg($0)] } ?? [], soldNow: resolved.sold),
        of: order)
    }
  }

  /// What stands in the way before anything is computed.
  private func obstacle(to order: Order, _ servers: ServerIndex) -> Waiting.Reason? {
    if let namesake = servers.namesake(of: order.id) { return .externalIDTaken(by: namesake.id) }
    if fleet.catalog.tier(of: order).availability == .retired, fleet.results[order.id] == nil {
      return .tierRetired(order.tier.value)
    }
    let needed: Set<Permission> = [.nodes, .allocations, .eggGroups, .eggs]
    let missing = needed.intersection(observation.missingPermissions)
    return missing.isEmpty ? nil : .missingPermissions(missing.sorted())
  }

  /// Has an order wait whose customer is a panel user that cannot become one.
  mutating func waitForUser(_ user: UserID, _ obstacle: UserObstacle, _ order: Order, _ scope: Waiting.Scope) {
    guard let customer = order.customer?.value.id else { return }
    wait(order.id, for: .userNotLinkable(user, customer: customer, obstacle), scope)
  }

  private mutating func ownerOfNew(_ order: Order) -> Owner? {
    switch owners.owner(of: order, otherwise: fleet.settings.server.owner) {
    case .owner(let owner): return owner
    case .unreadable: wait(order.id, for: .missingPermissions([.users]), .creation)
    case .noSuchUser(let externalID): wait(order.id, for: .noSuchUser(externalID: externalID), .creation)
    case .notLinkable(let user, let obstacle): waitForUser(user, obstacle, order, .creation)
    case .conflict(let diagnostic):
      diagnostics.append(diagnostic)
      faulty.insert(order.id)
    case .toldElsewhere: faulty.insert(order.id)
    }
    return nil
  }
}
