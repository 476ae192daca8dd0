/// What a run that reads only some of the orders has to know of all the others: `results/open.yaml`.
///
/// A run that reads everything makes it anew; one that reads a part carries it on.
public struct OpenOrders: Hashable, Sendable {
  /// The commit whose documents the run was for.
  public let revision: String
  /// The day as of which it was made.
  public let asOf: Day
  /// How many orders have a living server.
  public let servers: Int
  /// Orders for which the next run has something to do, whatever their documents become, and why.
  public let open: [OrderID: Reason]
  /// Orders that are to be deleted, and the day from which their grace counts.
  public let terminating: [OrderID: Day]
  /// Orders that begin or end by themselves, and the first day on which a run has something to do for them.
  public let due: [OrderID: Day]
  /// The last day of which all orders are listed in `due`; nil where all are, of every day.
  public let through: Day?

  /// Why an order is open.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// The last attempt failed, or the installation did.
    case failed
    /// Whether the last attempt had any effect is not known.
    case unknown
    /// Its server is being installed.
    case installing
    /// A change was planned and not made, or a day that had to be recorded was not.
    case undone
    /// It waits for what no document says: room on a node, a panel user, an installation.
    case waiting
    /// The panel would refuse what its document says.
    case refused
  }

  public init(
    revision: String, asOf: Day, servers: Int, open: [OrderID: Reason] = [:], terminating: [OrderID: Day] = [:],
    due: [OrderID: Day] = [:], through: Day? = nil
  ) {
    self.revision = revision
    self.asOf = asOf
    self.servers = servers
    self.open = open
    self.terminating = terminating
    self.due = due
    self.through = through
  }

  /// Where it stands within the fleet's folder. No order's result can: those are one folder deeper.
  public static let path = "results/open.yaml"
}

/// The document as it was read, with the results that it is about.
public struct RecordedOpenOrders: Hashable, Sendable {
  public let orders: OpenOrders
  /// git's id of the tree of `results/` without this document: 40 hexadecimal digits.
  public let results: String

  public init(_ orders: OpenOrders, over results: String) {
    self.orders = orders
    self.results = results
  }
}

extension OpenOrders {
  /// The orders that a run on some day has to look at, beside those whose documents changed.
  ///
  /// - Parameter policy: as the fleet's settings have it now.
  public func toLookAt(asOf day: Day, under policy: FleetSettings.Policy) -> Set<OrderID> {
    var orders = Set(open.keys)
    for (order, since) in terminating where since.adding(days: policy.terminateAfterDays) <= day {
      orders.insert(order)
    }
    for (order, first) in due where first <= day { orders.insert(order) }
    return orders
  }

  /// Whether it says all that a run on some day has to know: it was made on an earlier day or on the same, and lists what is due by then.
  public func covers(_ day: Day) -> Bool { asOf <= day && through.map { day <= $0 } ?? true }

  /// What a run leaves that looked at some orders only.
  ///
  /// - Parameters:
  ///   - part: what it left of these.
  ///   - orders: those.
  ///   - living: how many of them had a living server before.
  /// - Returns: nil where too many are open for a document.
  public func carriedOn(by part: OpenOrders, lookingAt orders: Set<OrderID>, livingBefore living: Int) -> OpenOrders? {
    func others<Value>(_ entries: [OrderID: Value]) -> [OrderID: Value] { entries.filter { !orders.contains($0.key) } }
    return OpenOrders(
      revision: part.revision, asOf: part.asOf, servers: max(0, servers - living) + part.servers,
      open: others(open).merging(part.open) { $1 },
      terminating: others(terminating).merging(part.terminating) { $1 },
      due: others(due).merging(part.due) { $1 }, through: [through, part.through].compactMap(\.self).min()
    ).limited
  }

  /// So many days and orders it lists: what is due later, a run that reads everything will find.
  private static let mostDue = 5000
  /// Where more are open, a run of a part would be none.
  private static let mostOpen = 20_000

  /// The same with no more than a document holds; nil where too many orders are open.
  var limited: OpenOrders? {
    guard open.count + terminating.count <= Self.mostOpen else { return nil }
    var (due, through) = (due, through)
    if due.count > Self.mostDue {
      let cut = due.values.sorted()[Self.mostDue].adding(days: -1)
      through = min(through ?? cut, cut)
    }
    if let through { due = due.filter { $0.value <= through } }
    return OpenOrders(
      revision: revision, asOf: asOf, servers: servers, open: open, terminating: terminating, due: due,
      through: through)
  }
}
