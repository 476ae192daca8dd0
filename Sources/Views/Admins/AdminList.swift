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

  public struct Count<Kind: Hashable & Sendable>: Hashable, Sendable {
    public let kind: Kind
    public let count: Int
  }

  public var pages: Int { max(1, (found + AdminQuery.pageSize - 1) / AdminQuery.pageSize) }
}

/// What is looked at together: an order, what is seen of it, what it needs.
struct JudgedOrder {
  let order: IndexedOrder
  let seen: BotState?
  let need: Need?
  /// Among all orders by their ids.
  var place = 0
}

extension FleetSnapshot {
  /// All orders as an administrator asks for them.
  ///
  /// - Parameter waits: orders of which intake knows that they wait, and for what.
  func adminList(_ query: AdminQuery, _ sightings: Sightings, _ waits: [OrderID: Wait]) -> AdminList {
    let judged = orders.all.enumerated().map { place, order -> JudgedOrder in
      let seen = sightings.state(of: order.status)
      let need = [
        order.need ?? waits[order.id]?.need(of: order.status),
        seenNeed(of: order, seen, sightings.sighting(of: order.status)?.reason),
      ].compactMap(\.self).min()
      return JudgedOrder(order: order, seen: seen, need: need, place: place)
    }
    let found = judged.filter(query.matcher()).sorted(by: query.comesBefore)
    let pages = max(1, (found.count + AdminQuery.pageSize - 1) / AdminQuery.pageSize)
    var shown = query
    shown.page = min(query.page, pages)
    let rows = found.dropFirst((shown.page - 1) * AdminQuery.pageSize).prefix(AdminQuery.pageSize)
    return AdminList(
      query: shown, rows: rows.map { AdminRow($0, sightings, waits[$0.order.id]) }, found: found.count,
      all: judged.count, needs: counts(judged.lazy.compactMap(\.need), Need.allCases),
      phases: counts(judged.lazy.map(\.order.status.phase), OrderStatus.Phase.allCases),
      seen: counts(judged.lazy.compactMap(\.seen), BotState.allCases), tiers: offers.tiers.map(\.name))
  }

  /// What a bot does is only what somebody has to look at where it is to run.
  func seenNeed(of order: IndexedOrder, _ seen: BotState?, _ reason: BotReason?) -> Need? {
    guard order.status.wish == .running, order.status.phase != .installing else { return nil }
    return Need(of: seen, reason)
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
  init(_ judged: JudgedOrder, _ sightings: Sightings, _ wait: Wait?) {
    let (order, status) = (judged.order, judged.order.status)
    self.order = order.id
    name = status.result?.applied?.spec[.name]
    (customer, tier, node) = (order.customer, order.tier, order.node)
    (phase, since) = (status.phase, status.result?.since)
    why = wait?.words(of: status) ?? status.whyNot
    (seen, seenAt, need) = (judged.seen, sightings.sighting(of: status)?.seenAt, judged.need)
  }
}

extension OrderStatus {
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
