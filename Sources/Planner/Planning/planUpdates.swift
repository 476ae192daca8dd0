extension PlanDraft {
  /// Plans what differs of a server that is to stay, and its suspension.
  ///
  /// A server that is to run is updated before it is resumed, one that is not is suspended before it is updated.
  ///
  /// - Returns: what was observed, masked to what the fleet decides.
  mutating func planUpdates(of order: Order, suspension: Suspension, _ change: inout ServedChange) -> ServerSpec {
    let declared = fleet.effectiveCatalog.resolve(order)
    noticeIgnored(by: order, declared, change)
    let eggTransition = eggTransition(of: order, declared, change)
    let spec = change.server.spec
    let resolved = declared.ignoring(order.ignored, on: spec)
      .withImage(for: eggTransition == .allowed ? observation.eggs[declared.egg] : nil, order, on: spec)
    let observed = spec.masked(to: resolved.environment)
    change.soldNow = resolved.sold
    change.customersFields = resolved.customersFields
    noticeMove(of: order, change.server)
    let desired = desiredSpec(of: order, resolved, observed)?
      .acceptingNormalization(to: observed, where: change.recorded?.applied)
    change.isOwnerKnown = desired != nil && !order.ignored.contains(.owner)
    if case .suspend(let reason) = suspension { planSuspend(reason, &change) }
    if eggTransition == .forbidden {
      let (old, new) = (observed.startup.egg, resolved.egg)
      wait(order.id, for: .eggChange(from: old, to: new), .updates)
    } else if let desired, desired != observed,
      let desired = permittedUpdate(of: order, resolved, eggTransition, from: observed, to: desired, change)
    {
      if observed.details.owner != desired.details.owner { change.explain(.transferred(to: order.customer?.value.id)) }
      addUpdates(from: observed, to: desired, resolved, &change)
      if eggTransition == .allowed {
        change.notes.append(.eggChanges(from: observed.startup.egg, to: desired.startup.egg))
      }
    }
    if case .resume = suspension, observed.isSuspended {
      change.actions.append(.unsuspend)
      change.add(.suspended, from: "yes", to: "no", because: .resumed)
    }
    change.differences.sort { $0.field < $1.field }
    return observed
  }

  /// Nil where nobody can say whom the server is to belong to.
  private mutating func desiredSpec(of order: Order, _ resolved: Desired, _ observed: ServerSpec) -> ServerSpec? {
    if order.ignored.contains(.owner) {
      return resolved.spec(over: observed, owner: observed.details.owner, isSuspended: observed.isSuspended)
    }
    switch owners.owner(of: order, otherwise: fleet.settings.server.owner, current: observed.details.owner) {
    case .owner(let owner): return resolved.spec(over: observed, owner: owner, isSuspended: observed.isSuspended)
    case .unreadable:
      notice(.customerNotChecked(.users), of: order.id)
      return resolved.spec(over: observed, owner: observed.details.owner, isSuspended: observed.isSuspended)
    case .noSuchUser(let externalID): wait(order.id, for: .noSuchUser(externalID: externalID), .updates)
    case .notLinkable(let user, let obstacle): waitForUser(user, obstacle, order, .updates)
    case .conflict(let diagnostic):
      diagnostics.append(diagnostic)
      faulty.insert(order.id)
    case .toldElsewhere: faulty.insert(order.id)
    }
    return nil
  }

  /// What may be made of a server now: what is desired, or that without its startup where the egg refuses a value that goes back with it;
  /// nil where nothing may be done.
  private mutating func permittedUpdate(
    of order: Order, _ resolved: Desired, _ eggTransition: EggTransition, from observed: ServerSpec,
    to desired: ServerSpec, _ change: ServedChange
  ) -> ServerSpec? {
    if observed.startup != desired.startup {
      if isRefused(desired.startup, of: order, resolved, .update) { return nil }
    }
    // Where an egg is put back, the values that the server had under it come back, which nobody can see before.
    if eggTransition == .allowed, let refused = refusedValue(of: resolved, on: change.server, to: desired) {
      let egg = desired.startup.egg
      wait(order.id, for: .eggRefusesValue(variable: refused.variable, rule: refused.rule, egg: egg), .updates)
      return nil
    }
    noticeUnknownNodes(order, from: observed.build, to: desired.build)
    guard let shortage = ledger.grow(from: observed.build, to: desired.build, on: change.server.node) else {
      return withoutRefusedStartup(desired, of: order, resolved, from: observed, change)
    }
    wait(order.id, for: .upgradeDoesNotFit(shortage), .updates)
    held.append(
      HeldUpdate(
        order: order.id, soldBefore: change.soldBefore, soldNow: change.soldNow,
        differences: change.differences(from: observed, to: desired), shortage: shortage))
    return nil
  }

  /// What was paid for does not wait for a value that only the customer can change: limits, name and owner go on without the startup.
  private mutating func withoutRefusedStartup(
    _ desired: ServerSpec, of order: Order, _ resolved: Desired, from observed: ServerSpec, _ change: ServedChange
  ) -> ServerSpec? {
    let initialValues = initialValues(of: resolved, from: observed, to: desired)
    let refused = refusedValue(on: change.server, from: observed, to: desired, filling: initialValues)
    guard let refused else { return desired }
    let egg = desired.startup.egg
    wait(order.id, for: .eggRefusesValue(variable: refused.variable, rule: refused.rule, egg: egg), .startup)
    var permitted = desired
    permitted.startup = observed.startup
    return permitted == observed ? nil : permitted
  }

  private func addUpdates(
    from observed: ServerSpec, to desired: ServerSpec, _ resolved: Desired, _ change: inout ServedChange
  ) {
    let found = change.differences(from: observed, to: desired)
    change.differences += found
    change.actions += updates(
      from: observed, to: desired, of: resolved, filling: initialValues(of: resolved, from: observed, to: desired))
    if found.contains(where: { overrides($0, by: resolved, on: change.server) }) { change.explain(.overridden) }
    if found.contains(where: { $0.cause != .drifted }) { change.explain(.amended) }
    if found.contains(where: { $0.cause == .drifted || $0.cause == .conflicting }) { change.explain(.drifted) }
    if observed.build != desired.build { change.notes.append(.buildAtNextStartIfDaemonIsDown) }
    if observed.startup != desired.startup { change.notes.append(.startupAtNextStart) }
    noteLostVariables(of: resolved, from: observed, to: desired, &change)
  }

  /// What a customer has in a variable that the new egg does not have is out of the bot's sight.
  private func noteLostVariables(
    of resolved: Desired, from observed: ServerSpec, to desired: ServerSpec, _ change: inout ServedChange
  ) {
    let egg = desired.startup.egg
    guard observed.startup.egg != egg, let checks = eggs[egg] else { return }
    let lost = resolved.customersVariables.keys.filter { !checks.knows($0) }
    if !lost.isEmpty { change.notes.append(.customersVariablesNotInEgg(lost, egg)) }
  }

  /// Whether a difference takes from the customer what he decided until now: a value that this fleet never set.
  ///
  /// A variable that has its egg's default was decided by nobody, unless some document says that it is the customer's.
  private func overrides(_ difference: Difference, by resolved: Desired, on server: ObservedServer) -> Bool {
    guard difference.old == .hidden else { return false }
    switch difference.field {
    case .name, .description: return true
    case .variable(let name):
      if resolved.overridden.contains(name) { return true }
      let variable = observation.eggs[server.spec.startup.egg]?.variables.first { $0.name == name }
      return variable?.defaultValue != server.spec.startup.environment[name]
    case .owner, .memory, .swap, .disk, .io, .cpu, .threads, .databases, .backups, .allocations, .egg, .image, .command,
      .suspended:
      return false
    }
  }

  /// What a customer's variable gets where it has no value. One that the customer emptied stays empty if the egg allows it;
  /// another egg has variables of which the customer knows nothing yet.
  private func initialValues(of resolved: Desired, from observed: ServerSpec, to desired: ServerSpec) -> [String:
    String]
  {
    guard observed.startup != desired.startup else { return [:] }
    let egg = desired.startup.egg
    let customers = resolved.customersVariables
    guard observed.startup.egg == egg, let checks = eggs[egg] else { return customers.byName }
    let others = customers.overlaid(with: desired.startup.environment).byName
    return customers.filter { checks.requires($0.key, beside: others) }.byName
  }

  /// Where nodes cannot be read, nobody can say whether an upgrade fits.
  private mutating func noticeUnknownNodes(_ order: Order, from old: ServerSpec.Build, to new: ServerSpec.Build) {
    guard observation.nodes == nil, new.memory > old.memory || new.disk > old.disk else { return }
    notice(.nodesNotChecked(.nodes), of: order.id)
  }

  private mutating func noticeMove(of order: Order, _ server: ObservedServer) {
    guard let pinned = order.node?.value, pinned != server.node else { return }
    notice(.moveByHand(from: server.node, to: pinned), of: order.id)
  }
}
