import Planner

extension Workspace {
  /// The fleet; throws where errors hold back all orders.
  func requireFleet(of reading: FleetReading, from source: FleetSource) throws(ApplyFailure) -> Fleet {
    if let fleet = reading.fleet { return fleet }
    throw reading.diagnostics.tellOfNoFleet ? noFleet(in: source) : .documents(reading.diagnostics)
  }

  /// Where no fleet was found: a commit may lack what is on disk.
  func noFleet(in source: FleetSource) -> ApplyFailure {
    switch source {
    case .workingTree: .noFleet("\(root)/\(fleetPath)")
    case .revision(let text): .noFleet("\(root)/\(fleetPath) at \(text)")
    case .merge(let base, let head):
      .noFleet(
        "\(root)/\(fleetPath) at \(escapedForDisplay(head, upTo: 200)) merged into \(escapedForDisplay(base, upTo: 200))"
      )
    }
  }
}

extension [Diagnostic] {
  /// Whether nothing is wrong except that both of the documents that make a fleet are missing.
  var tellOfNoFleet: Bool { count == 2 && allSatisfy { $0.code == "missing-document" } }
}

extension Fleet {
  /// Throws where one of these orders is unknown.
  func requireOrders(_ wanted: Set<OrderID>) throws(ApplyFailure) {
    guard !wanted.isEmpty else { return }
    let known = unreadable.union(orders.lazy.map(\.id)).union(results.keys)
    if let missing = wanted.subtracting(known).min() { throw .noSuchOrder(missing) }
  }
}
