extension PlanDraft {
  /// Tells a server that an earlier run made and could not record from one that this fleet did not make, as far as anybody can tell.
  ///
  /// External ids are no proof: whoever may propose an order can name any server of the panel, and two fleets may name the same.
  ///
  /// A server that the order names by its uuid is told as that, also where a run that was killed had linked it already.
  mutating func judgeOrigin(of change: inout ServedChange, for order: Order) {
    if change.actions.contains(.link) { return change.link() }
    guard change.recorded?.livingServer == nil else { return }
    if order.server?.value == change.server.uuid { return change.link() }
    if isOwnMaking(change.server, of: order) { return }
    change.takeOver()
    if fleet.evidence.tooShortFor.contains(order.id), isAsOrdered(change.server, by: order) {
      change.notes.append(.originBeyondHistory)
    }
  }

  private func isOwnMaking(_ server: ObservedServer, of order: Order) -> Bool {
    guard let since = fleet.evidence.askedSince[order.id], since <= server.createdAt else { return false }
    return isAsOrdered(server, by: order)
  }

  /// Whether it is what a create would have made: in every field that the fleet decides, also those that the order ignores from then on,
  /// and on a node where it may be.
  private func isAsOrdered(_ server: ObservedServer, by order: Order) -> Bool {
    guard case .running = wanted(by: order, under: fleet.settings.policy, asOf: asOf.day) else { return false }
    let places = candidates(for: order, under: fleet.settings.placement, among: observation.nodes ?? [])
    guard places.contains(server.node) else { return false }
    let resolved = fleet.effectiveCatalog.resolve(order)
    let observed = server.spec.masked(to: resolved.environment)
    guard
      case .owner(let owner) = owners.owner(
        of: order, otherwise: fleet.settings.server.owner, current: observed.details.owner)
    else { return false }
    return resolved.spec(over: observed, owner: owner, isSuspended: false) == observed
  }
}
