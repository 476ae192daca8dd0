/// What apply would do, and what it would not: sorted on creation, so that every reader sees one order.
public struct Plan: Hashable, Sendable {
  /// The fleet's name.
  public let fleet: String
  /// The panel's URL.
  public let panel: String
  public let revision: Revision
  /// The day as of which it was made, in UTC.
  public let asOf: Day
  public let changes: [Change]
  public let waiting: [Waiting]
  public let vanished: [Vanished]
  public let orphans: [Orphan]
  public let notices: [Notice]
  public let refusals: [Refusal]
  /// Problems in documents that only the panel's answers show.
  public let diagnostics: [Diagnostic]
  /// The orders that those problems are in; nothing is done to their servers.
  public let faulty: Set<OrderID>
  public let counts: Counts
  /// Changes that another revision's plan holds too: what was pending before this one. Told, and not among `changes`.
  public let pending: [Change]
  /// How many orders of another revision's plan wait for the same as before; they are not among `waiting`.
  public let waitingBefore: Int
  /// Percent of the panel's request limit that apply leaves to people.
  public let panelReserve: Int
  /// How many requests of one user the panel answers in a minute; nil where it does not tell.
  public let panelLimit: Int?
  /// Updates for which nodes have no room; they wait.
  public let held: [HeldUpdate]
  /// What `apply --accept` takes: it covers all changes that apply would make, also where only some are shown, and the orders that are gone.
  public let acceptance: Digest

  /// How many orders and servers there are beside those that are listed.
  public struct Counts: Hashable, Sendable {
    public let orders: Int
    /// Servers that the panel has, ours and foreign; of a look at some orders those that were looked at.
    public let servers: Int
    /// Users that the panel has; nil where no order names one, they may not be read, or not all were.
    public let users: Int?
    /// Orders that need nothing.
    public let inStep: Int
    /// Servers that no order and no result names.
    public let foreign: Int
    /// Orders whose documents have errors.
    public let unreadable: Int
    /// Orders of the fleet that were not looked at: nothing at all is said of them. Nil where everything was.
    public let notLookedAt: Int?

    public init(
      orders: Int, servers: Int, users: Int?, inStep: Int, foreign: Int, unreadable: Int, notLookedAt: Int? = nil
    ) {
      self.orders = orders
      self.servers = servers
      self.users = users
      self.inStep = inStep
      self.foreign = foreign
      self.unreadable = unreadable
      self.notLookedAt = notLookedAt
    }
  }

  public init(
    fleet: String, panel: String, revision: Revision, asOf: Day, changes: [Change], waiting: [Waiting],
    vanished: [Vanished], orphans: [Orphan], notices: [Notice], refusals: [Refusal], diagnostics: [Diagnostic],
    faulty: Set<OrderID>, counts: Counts, pending: [Change] = [],
    waitingBefore: Int = 0,
    panelReserve: Int = FleetSettings.PanelAddress.usualReserve, panelLimit: Int? = nil, held: [HeldUpdate] = [],
    acceptance: Digest? = nil
  ) {
    self.fleet = fleet
    self.panel = panel
    self.revision = revision
    self.asOf = asOf
    self.changes = changes.sorted()
    self.waiting = waiting.sorted { $0.order < $1.order }
    self.vanished = vanished.sorted { $0.order < $1.order }
    self.orphans = orphans.sorted { $0.order < $1.order }
    self.notices = notices.sorted { ($0.order?.text ?? "") < ($1.order?.text ?? "") }
    self.refusals = refusals.sorted()
    self.diagnostics = diagnostics
    self.faulty = faulty
    self.counts = counts
    self.pending = pending.sorted()
    self.waitingBefore = waitingBefore
    self.panelReserve = panelReserve
    self.panelLimit = panelLimit
    self.held = held.sorted { $0.order < $1.order }
    self.acceptance = acceptance ?? acceptanceDigest(of: self.changes, refusals)
  }

  /// Covers the digests of all changes.
  public var digest: Digest { planDigest(of: changes.map(\.digest.description)) }

  /// Whether there is nothing to do.
  public var isEmpty: Bool { changes.isEmpty }

  /// Whether limits refuse it that an operator may answer with `acceptance`.
  public var isAcceptable: Bool { !refusals.isEmpty && refusals.allSatisfy { $0.remedy == .acceptable } }

  /// What the catalog's edits come to, each with all of its orders.
  public var catalogEdits: [CatalogEdit] { Planner.catalogEdits(in: changes, held) }

  /// What stands on the branch of waiting results and is not taken over.
  public var leftBehind: [Notice] {
    notices.filter { notice in
      switch notice.kind {
      case .leftBehind, .moreLeftBehind: true
      case .moveByHand, .imageNotOffered, .ruleNotJudged, .installFailed, .reinstallFailed, .installOverdue,
        .terminationDue, .protected, .customerNotChecked, .nodesNotChecked, .belowReserve, .ignored, .nothingToIgnore,
        .clocksDiffer, .suspendedByHand, .recordEdit, .ruleEdit, .refusalLifted, .lookedAtEverything:
        false
      }
    }
  }

  /// The orders whose servers somebody suspended on the panel, as far as it matters.
  public var suspendedByHand: Set<OrderID> {
    notices.reduce(into: []) { orders, notice in
      if case .suspendedByHand = notice.kind, let order = notice.order { orders.insert(order) }
    }
  }

  /// The clocks, where they are too far apart.
  public var clockGap: ClockGap? {
    for notice in notices { if case .clocksDiffer(let gap) = notice.kind { return gap } }
    return nil
  }

  /// The orders that have to be compared again after a run of it, as the others are in step still. Nil for all of them: which users the
  /// panel has decides whose an order's server is to be, and customers have several orders.
  ///
  /// - Parameters:
  ///   - orders: those whose servers were looked at again.
  ///   - results: what the run records.
  public func unsettled(lookedAt orders: Set<OrderID>, recorded results: [OrderResult]) -> Set<OrderID>? {
    guard !changes.contains(where: \.kind.isOfUser) else { return nil }
    return told.union(orders).union(results.lazy.map(\.order))
  }

  /// The orders of which it tells anything at all. What is held waits, and a plan to apply has nothing pending.
  private var told: Set<OrderID> {
    var told = faulty
    told.formUnion(changes.lazy.map(\.order))
    told.formUnion(waiting.lazy.map(\.order))
    told.formUnion(vanished.lazy.map(\.order))
    told.formUnion(notices.lazy.compactMap(\.order))
    return told
  }

  /// How many changes of a kind there are.
  public func count(of kind: Change.Kind) -> Int { changes.count { $0.kind == kind } }
}

/// The plan's digest, and where orders are gone one that covers them as well: no change does.
private func acceptanceDigest(of changes: [Change], _ refusals: [Refusal]) -> Digest {
  let plan = planDigest(of: changes.map(\.digest.description))
  for case .fleetShrank(let gone, _, _) in refusals {
    return Digest(
      of: .object([
        .init("format", .string("botfleet.acceptance/1")), .init("plan", .string(plan.description)),
        .init("gone", .array(gone.sorted().map { .string($0.text) })),
      ]))
  }
  return plan
}

/// The version of what a plan's digest covers. That a saved plan's form has the same word is by chance.
private let planDigestFormat = "botfleet.plan/1"

/// The digest of a plan with these changes' digests, in its order.
public func planDigest(of changes: [String]) -> Digest {
  Digest(
    of: .object([
      .init("format", .string(planDigestFormat)), .init("changes", .array(changes.map { .string($0) })),
    ]))
}
