public import Health
public import Planner

/// An order as administrators see it in a list.
public struct AdminRow: Hashable, Sendable {
  public let order: OrderID
  public let name: String?
  public let customer: String?
  public let tier: String?
  public let phase: OrderStatus.Phase
  /// Why it is not what was asked for, in a line.
  public let why: String?
  public let since: Day?
  public let seen: BotState?
  public let seenAt: Instant?
  public let node: Int?
  public let need: Need?
}

/// A page of the list, and what there is in all.
public struct AdminList: Hashable, Sendable {
  public let query: AdminQuery
  public let rows: [AdminRow]
  /// How many the query finds.
  public let found: Int
  public let all: Int
  /// Of all orders, whatever the query.
  public let needs: [Count<Need>]
  public let phases: [Count<OrderStatus.Phase>]
  public let seen: [Count<BotState>]
  public let tiers: [String]
  /// Nodes that the panel cannot reach, with how many bots of theirs are to run, and are not seen.
  public let lostNodes: [Count<Int>]
  /// The node that most of the looping bots are on, where they are many: what they have in common may be there.
  public let loops: Loops?

  /// Bots that crash again and again, so many that they are no longer each its customer's business.
  public struct Loops: Hashable, Sendable {
    public let count: Int
    /// The node that most of them are on, and how many; nil where all are on one, for the fleet has no other.
    public let most: Count<Int>?
    /// From how many on.
    public static let many = 5
  }

  public struct Count<Kind: Hashable & Sendable>: Hashable, Sendable {
    public let kind: Kind
    public let count: Int
  }

  public var pages: Int { max(1, (found + AdminQuery.pageSize - 1) / AdminQuery.pageSize) }
}

/// What a list looks at of each order: as little as that takes, for there are many.
struct JudgedOrder {
  /// Among all orders, which are sorted by their ids.
  let place: Int
  let seen: BotState?
  let need: Need?
}

extension FleetSnapshot {
  /// All orders as an administrator asks for them.
  ///
  /// - Parameter waits: orders of which intake knows that they wait, and for what.
  func adminList(_ query: AdminQuery, _ sightings: Sightings, _ waits: [OrderID: Wait]) -> AdminList {
    let judged = judge(sightings, waits)
    let found = query.sorted(judged.filter(query.matcher(of: orders)), by: orders)
    let pages = max(1, (found.count + AdminQuery.pageSize - 1) / AdminQuery.pageSize)
    var shown = query
    shown.page = min(query.page, pages)
    let page = found.dropFirst((shown.page - 1) * AdminQuery.pageSize).prefix(AdminQuery.pageSize)
    return AdminList(
      query: shown,
      rows: page.map { judged in
        let order = orders.all[judged.place]
        return AdminRow(order, seen: judged.seen, need: judged.need, sightings, waits[order.id])
      }, found: found.count, all: judged.count, needs: counts(judged.lazy.compactMap(\.need), Need.allCases),
      phases: counts(orders.keys.lazy.map(\.phase), OrderStatus.Phase.allCases),
      seen: counts(judged.lazy.compactMap(\.seen), BotState.allCases), tiers: offers.tiers.map(\.name),
      lostNodes: byNode(judged.lazy.filter { isLost($0, sightings) }), loops: loops(judged))
  }

  private func isLost(_ judged: JudgedOrder, _ sightings: Sightings) -> Bool {
    let keys = orders.keys[judged.place]
    guard judged.seen == .unknown, keys.isToRun, let server = keys.server else { return false }
    return sightings[server]?.reason == .nodeUnreachable
  }

  private func loops(_ judged: [JudgedOrder]) -> AdminList.Loops? {
    let looping = judged.filter { $0.seen == .crashLoop }
    guard looping.count >= AdminList.Loops.many else { return nil }
    let hasOneNode = Set(orders.keys.lazy.map(\.node).filter { $0 != .min }).count == 1
    let most = byNode(looping).max { $0.count < $1.count }
    return AdminList.Loops(count: looping.count, most: hasOneNode ? nil : most)
  }

  /// How many are on each node, sorted by node.
  private func byNode(_ judged: some Sequence<JudgedOrder>) -> [AdminList.Count<Int>] {
    var counts: [Int: Int] = [:]
    for one in judged { counts[orders.keys[one.place].node, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { AdminList.Count(kind: $0.key, count: $0.value) }
  }

  /// What is seen of each order, and what it needs.
  private func judge(_ sightings: Sightings, _ waits: [OrderID: Wait]) -> [JudgedOrder] {
    var waiting: [Int: Need] = [:]
    for (id, wait) in waits {
      guard let place = orders.place(of: id) else { continue }
      waiting[place] = wait.need(of: orders.all[place].status)
    }
    return orders.keys.enumerated().map { place, order in
      let sighting = order.server.flatMap { sightings[$0] }
      let seen = sighting?.state(asOf: sightings.now)
      let needs = [
        order.need ?? waiting[place], order.isToRun ? Need(of: seen, sighting?.reason) : nil,
      ]
      return JudgedOrder(place: place, seen: seen, need: needs.compactMap(\.self).min())
    }
  }

  /// What a bot does is only what somebody has to look at where it is to run.
  func seenNeed(of order: IndexedOrder, _ seen: BotState?, _ reason: BotReason?) -> Need? {
    order.status.isToRun ? Need(of: seen, reason) : nil
  }
}

private func counts<Kind: Hashable & Sendable>(
  _ kinds: some Sequence<Kind>, _ all: [Kind]
) -> [AdminList.Count<Kind>] {
  var counts: [Kind: Int] = [:]
  for kind in kinds { counts[kind, default: 0] += 1 }
  return all.compactMap { kind in counts[kind].map { AdminList.Count(kind: kind, count: $0) } }
}

extension AdminRow {
  init(_ order: IndexedOrder, seen: BotState?, need: Need?, _ sightings: Sightings, _ wait: Wait?) {
    let status = order.status
    self.order = order.id
    name = status.result?.applied?.spec[.name]
    (customer, tier, node) = (order.customer, order.tier, order.node)
    (phase, since) = (status.phase, status.result?.since)
    why = wait?.words(of: status) ?? status.whyNot
    (self.seen, seenAt, self.need) = (seen, sightings.sighting(of: status)?.seenAt, need)
  }
}

extension OrderStatus {
  /// Whether its bot ought to be seen running.
  var isToRun: Bool { wish == .running && phase != .installing }

  /// Why it is not what was asked for, in a line; nil where it is.
  var whyNot: String? {
    if let failure = result?.failure { return failure.message }
    switch wish {
    case .waiting(let reason): return reason.words
    case .suspended(let reason): return reason.words
    case .running, .gone, .unknown: return nil
    }
  }
}
