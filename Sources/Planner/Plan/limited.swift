extension Plan {
  /// The part of the plan that is about some orders: for looking at, not for applying. The counts stay those of the whole.
  public func limited(to orders: Set<OrderID>) -> Plan {
    Plan(
      fleet: fleet, panel: panel, revision: revision, asOf: asOf, changes: changes.filter { orders.contains($0.order) },
      waiting: waiting.filter { orders.contains($0.order) }, vanished: vanished.filter { orders.contains($0.order) },
      orphans: orphans.filter { orders.contains($0.order) },
      notices: notices.filter { notice in notice.order.map(orders.contains) ?? true }, refusals: refusals,
      diagnostics: diagnostics, faulty: faulty, counts: counts,
      pending: pending.filter { orders.contains($0.order) }, waitingBefore: waitingBefore, panelReserve: panelReserve,
      panelLimit: panelLimit,
      held: held.filter { orders.contains($0.order) }, acceptance: acceptance)
  }

  /// The plan with its changes sorted into what this revision brings and what was pending before: what the plan of `base` holds
  /// too, to the digest. Orders that waited for the same before are counted alone. For looking at, not for applying.
  ///
  /// - Parameter rules: what the revision makes of the rules that its reviewers rely on.
  public func brought(beyond base: Plan, rules: [Notice] = []) -> Plan {
    let before = Set(base.changes.map(\.digest))
    let waited = Set(base.waiting)
    let waiting = waiting.filter { !waited.contains($0) }
    return Plan(
      fleet: fleet, panel: panel, revision: revision, asOf: asOf,
      changes: changes.filter { !before.contains($0.digest) },
      waiting: waiting, vanished: vanished, orphans: orphans, notices: notices + rules, refusals: refusals,
      diagnostics: diagnostics, faulty: faulty, counts: counts, pending: changes.filter { before.contains($0.digest) },
      waitingBefore: self.waiting.count - waiting.count, panelReserve: panelReserve, panelLimit: panelLimit,
      held: held.filter { !base.held.contains($0) }, acceptance: acceptance)
  }

  /// The plan with more that its readers should know.
  public func noting(_ more: [Notice]) -> Plan {
    guard !more.isEmpty else { return self }
    return Plan(
      fleet: fleet, panel: panel, revision: revision, asOf: asOf, changes: changes, waiting: waiting,
      vanished: vanished,
      orphans: orphans, notices: notices + more, refusals: refusals, diagnostics: diagnostics, faulty: faulty,
      counts: counts, pending: pending, waitingBefore: waitingBefore, panelReserve: panelReserve,
      panelLimit: panelLimit, held: held, acceptance: acceptance)
  }
}
