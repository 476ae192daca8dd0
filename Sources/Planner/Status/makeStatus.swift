/// Where the orders of a fleet stand on a day, as far as documents and results tell. A pure function, which asks no panel.
public func makeStatus(of fleet: Fleet, asOf day: Day) -> FleetStatus {
  let ids = fleet.declaredIDs.union(fleet.results.keys)
  let orders = Dictionary(fleet.orders.map { ($0.id, $0) }) { first, _ in first }
  return FleetStatus(
    fleet: fleet.settings.name, revision: fleet.revision, asOf: day, policy: fleet.settings.policy,
    orders: ids.sorted().map { status(of: $0, orders[$0], in: fleet, asOf: day) })
}

/// Where one order of the fleet stands.
public func makeStatus(of order: Order, in fleet: Fleet, asOf day: Day) -> OrderStatus {
  status(of: order.id, order, in: fleet, asOf: day)
}

private func status(of id: OrderID, _ order: Order?, in fleet: Fleet, asOf day: Day) -> OrderStatus {
  let result = fleet.results[id]
  let order = fleet.unreadable.contains(id) ? nil : order
  let intent = order.map { wanted(by: $0, under: fleet.settings.policy, asOf: day) }
  let desired = order.map { fleet.effectiveCatalog.resolve($0) }
  let deletion = result.flatMap { result -> Day? in
    guard result.livingServer != nil, order?.isProtected != true, intent == .gone, let since = result.terminatingSince
    else { return nil }
    return since.adding(days: fleet.settings.policy.terminateAfterDays)
  }
  let phase = phase(of: order, intent, result, isUnreadable: fleet.unreadable.contains(id), in: fleet)
  return OrderStatus(
    id: id, order: order, result: result, phase: phase,
    wish: order.map { wish(of: $0, desired, intent, result, in: fleet) } ?? .unknown,
    differences: differences(order, desired, intent, result, under: fleet.settings.policy), limits: desired?.build,
    customersVariables: desired?.customersVariables.byName ?? [:], deletion: deletion)
}

private func phase(
  of order: Order?, _ intent: Intent?, _ result: OrderResult?, isUnreadable: Bool, in fleet: Fleet
) -> OrderStatus.Phase {
  if isUnreadable { return .unreadable }
  guard let order, let intent else { return result?.livingServer == nil ? .terminated : .orphan }
  guard let result, result.livingServer != nil else {
    switch intent {
    case .gone: return result?.phase == .terminated ? .terminated : .closed
    case .suspended(.cancelled): return .closed
    case .running:
      if result?.failure != nil { return .failed }
      return fleet.isRetired(order, result) ? .waiting : .new
    case .suspended, .asItIs, .undecided: return .waiting
    }
  }
  if result.phase == .failed { return .failed }
  if intent == .gone, !order.isProtected { return .terminating }
  switch result.phase {
  case .installing: return .installing
  case .running: return .running
  case .suspended: return .suspended
  case .failed: return .failed
  case .terminated: return .terminated
  }
}

private func wish(
  of order: Order, _ desired: Desired?, _ intent: Intent?, _ result: OrderResult?, in fleet: Fleet
) -> OrderStatus.Wish {
  let hasServer = result?.livingServer != nil
  switch intent {
  case nil: return .unknown
  case .gone: return .gone
  case .running:
    if !hasServer, fleet.isRetired(order, result) { return .waiting(.tierRetired(order.tier.value)) }
    guard let desired, let held = heldEggChange(of: order, desired, result) else { return .running }
    return .waiting(held)
  case .asItIs(let reason), .undecided(let reason): return .waiting(reason)
  case .suspended(let cause):
    guard !hasServer else { return .suspended(cause.reason) }
    switch cause {
    case .cancelled: return .suspended(cause.reason)
    case .overdue: return .waiting(.overdue)
    case .refunded: return .waiting(.refunded)
    case .inOrder: return .waiting(.suspendedInOrder)
    case .ended(let until): return .waiting(.ended(until: until))
    }
  }
}

extension Fleet {
  /// Whether an order buys what is sold to nobody new.
  fileprivate func isRetired(_ order: Order, _ result: OrderResult?) -> Bool {
    result == nil && catalog.tier(of: order).availability != .offered
  }
}

/// The change of the egg that the documents ask for and the order does not allow: while it waits, only the suspension is updated.
private func heldEggChange(of order: Order, _ desired: Desired, _ result: OrderResult?) -> Waiting.Reason? {
  guard order.eggChange == .wait, !order.ignored.contains(.egg), let result, result.livingServer != nil,
    let applied = result.applied, let recorded = applied.spec[.egg], let number = Int(recorded),
    desired.egg != EggID(number), desired.egg.description != applied.asked[.egg] ?? recorded
  else { return nil }
  return .eggChange(from: EggID(number), to: desired.egg)
}

/// In what the documents ask for something else than was left. The owner is left out: only the panel knows who that is.
private func differences(
  _ order: Order?, _ desired: Desired?, _ intent: Intent?, _ result: OrderResult?, under policy: FleetSettings.Policy
) -> [OrderStatus.Difference] {
  guard let order, let desired, let intent, let result, let applied = result.applied, result.livingServer != nil else {
    return []
  }
  switch intent {
  case .gone:
    // The first apply that sees the termination suspends; what it counts from is not recorded before.
    let recorded = applied.spec[.suspended]
    guard !order.isProtected, result.terminatingSince == nil, recorded != "yes" else { return [] }
    return [.init(field: .suspended, recorded: recorded, desired: "yes")]
  case .undecided: return []
  case .running, .suspended, .asItIs: break
  }
  let isEggHeld = heldEggChange(of: order, desired, result) != nil
  let isKeptSuspended = keptSuspension(of: order, result, under: policy) != nil
  let leftAlone = desired.customersFields.union(order.ignored).union([.owner])
  let wished = FieldValues(desired.newSpec(owner: .user(UserID(0)))).without(leftAlone)
  return wished.fields.compactMap { field in
    guard var value = wished[field] else { return nil }
    let recorded = applied.spec[field]
    if isEggHeld, field != .suspended { return nil }
    if field == .suspended {
      if isKeptSuspended { return nil }
      switch intent {
      case .running: value = "no"
      case .suspended: value = "yes"
      case .asItIs, .gone, .undecided: return nil
      }
    }
    guard value != applied.asked[field] ?? recorded else { return nil }
    return .init(field: field, recorded: recorded, desired: value)
  }
}
