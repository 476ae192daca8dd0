import Planner

/// What a run touched on the panel, as far as its answers tell.
struct Touched {
  var orders: Set<OrderID> = []
  /// The servers of these orders, where they are known.
  var uuids: Set<String> = []
  /// Those of the servers that are certainly there, so that nobody has to look for their orders one by one.
  private var there: Set<String> = []
  /// Customers whose users were made or linked.
  var customers: [Customer] = []

  init(by outcomes: [(change: Change, outcome: Outcome)], of all: [Order]) {
    var buyers: Set<OrderID> = []
    for (change, outcome) in outcomes {
      switch outcome {
      case .skipped: continue
      case .applied(let server?, _), .installFailed(let server, _): there.insert(server.uuid)
      case .applied(nil, _), .failed, .unknown, .contradicted: break
      }
      guard !change.kind.isOfUser else {
        buyers.insert(change.order)
        continue
      }
      orders.insert(change.order)
      if let target = change.server { uuids.insert(target.uuid) }
    }
    uuids.formUnion(there)
    guard !buyers.isEmpty else { return }
    customers = all.filter { buyers.contains($0.id) }.compactMap { $0.customer?.value }
  }

  /// How many servers these are. One that is gone counts twice, for it is looked for by its uuid and by its order, which takes a request.
  var count: Int { orders.count + uuids.count - there.count }

  /// Nothing that anybody could look at.
  var isEmpty: Bool { orders.isEmpty && uuids.isEmpty && customers.isEmpty }
}
