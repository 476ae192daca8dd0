import EggRules

/// A plan in the making: what is gathered order by order.
struct PlanDraft {
  let fleet: Fleet
  let trusted: TrustedResults
  let observation: Observation
  let asOf: Instant
  /// Orders whose servers run again although somebody suspended them by hand.
  let resume: Set<OrderID>
  var ledger: CapacityLedger
  var owners: OwnerResolver
  var changes: [Change] = []
  var waiting: [Waiting] = []
  var vanished: [Vanished] = []
  var orphans: [Orphan] = []
  var notices: [Notice] = []
  var refusals: [Refusal] = []
  var diagnostics: [Diagnostic] = []
  var held: [HeldUpdate] = []
  /// Orders whose values the panel would refuse: nothing is done to their servers.
  var faulty: Set<OrderID> = []
  /// Orders under whose external ids the panel has another server than the recorded one.
  var identityMismatch: Set<OrderID> = []
  /// What the egg refuses and was told already.
  var toldRefusals: Set<RefusalKey> = []
  let eggs: [EggID: EggChecks]

  init(fleet: Fleet, trusted: TrustedResults, observation: Observation, asOf: Instant, resume: Set<OrderID> = []) {
    self.fleet = fleet
    self.trusted = trusted
    self.observation = observation
    self.asOf = asOf
    self.resume = resume
    eggs = observation.eggs.mapValues(EggChecks.init)
    ledger = CapacityLedger(of: observation)
    let customers = fleet.claims.compactMap(\.customer)
    let contradictions = contradictions(among: customers, users: observation.users)
    diagnostics = contradictions.diagnostics
    owners = OwnerResolver(
      of: observation, customers: customers.map(\.value), contradicted: contradictions.customers)
    owners.withoutStandard = ownerIsAbsent
  }

  mutating func wait(_ order: OrderID, for reason: Waiting.Reason, _ scope: Waiting.Scope) {
    waiting.append(Waiting(order: order, reason: reason, scope: scope))
  }

  mutating func notice(_ kind: Notice.Kind, of order: OrderID?) {
    notices.append(Notice(order: order, kind: kind))
  }

  /// Adds a change, and the user that it needs made.
  mutating func add(_ change: Change, of order: Order) {
    changes.append(change)
    if change.actions.contains(where: \.needsNewUser) { owners.makeUser(of: order) }
  }

  /// A fleet without a panel cannot have been observed, and is not planned.
  var panel: FleetSettings.PanelAddress {
    guard let panel = fleet.settings.panel else { preconditionFailure("planned without a panel") }
    return panel
  }

  /// The finished plan.
  func finished(foreign: Int) -> Plan {
    Plan(
      fleet: fleet.settings.name, panel: panel.url, revision: fleet.revision, asOf: asOf.day,
      changes: changes + owners.creations.map { Change(creating: $0.user, for: $0.order) }
        + owners.links.map { Change(linking: $0.link, for: $0.order) }, waiting: waiting,
      vanished: vanished, orphans: orphans, notices: notices, refusals: refusals, diagnostics: diagnostics,
      faulty: faulty,
      counts: .init(
        orders: fleet.orders.count + (fleet.rest?.orders ?? 0), servers: observation.servers.count,
        users: observation.scope == .everything ? observation.users?.count : nil, inStep: inStep, foreign: foreign,
        unreadable: fleet.unreadable.union(faulty).count, notLookedAt: fleet.rest?.orders),
      panelReserve: panel.reservePercent, panelLimit: observation.requestsPerMinute, held: held)
  }

  /// Orders of which there is nothing to tell but notices.
  private var inStep: Int {
    var told = faulty
    told.formUnion(changes.lazy.map(\.order))
    told.formUnion(waiting.lazy.map(\.order))
    told.formUnion(vanished.lazy.map(\.order))
    told.formUnion(identityMismatch)
    told.formUnion(fleet.unreadable)
    return fleet.orders.count { !told.contains($0.id) }
  }
}

extension Change {
  fileprivate init(creating user: NewUser, for order: OrderID) {
    self.init(
      order: order, kind: .createUser, reasons: [.ordered], server: nil, differences: [], actions: [.createUser(user)],
      notes: [.panelMailsNewUser(email: user.email)]
        + (emailVerdict(user.email) == .right ? [] : [.newerPanelsRefuseEmail]))
  }
}

extension Change {
  fileprivate init(linking link: UserLink, for order: OrderID) {
    self.init(
      order: order, kind: .linkUser, reasons: [.ordered], server: nil, differences: [], actions: [.linkUser(link)])
  }
}

extension Action {
  /// Whether it names an owner whom the same plan creates.
  fileprivate var needsNewUser: Bool {
    switch self {
    case .createServer(let server): server.spec.details.owner.isNew
    case .updateDetails(let update): update.owner.isNew
    case .createUser, .linkUser, .link, .updateBuild, .updateStartup, .suspend, .unsuspend, .delete: false
    }
  }
}

extension Update<Owner> {
  fileprivate var isNew: Bool {
    switch self {
    case .set(let owner): owner.isNew
    case .keep: false
    }
  }
}
