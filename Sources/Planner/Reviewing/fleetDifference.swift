/// What of a fleet two revisions have otherwise, as far as it decides about servers.
public enum FleetDifference: Hashable, Sendable {
  /// These orders' documents or records.
  case orders(Set<OrderID>)
  /// A document that is about every order.
  case everything(DeclaringDocument)
}

/// Says which orders may be planned otherwise than at another revision.
///
/// - Parameters:
///   - old: the fleet at the other revision.
///   - new: the fleet now.
public func fleetDifference(from old: Fleet, to new: Fleet) -> FleetDifference {
  if old.settings != new.settings { return .everything(.settings) }
  if old.catalog != new.catalog { return .everything(.catalog) }
  var changed = old.unreadable.symmetricDifference(new.unreadable)
  changed.formUnion(changedOrders(from: old.orders[...], to: new.orders[...]))
  for (order, result) in new.results where old.results[order] != result { changed.insert(order) }
  for order in old.results.keys where new.results[order] == nil { changed.insert(order) }
  return .orders(changed)
}

/// Both are sorted by id.
private func changedOrders(from old: ArraySlice<Order>, to new: ArraySlice<Order>) -> [OrderID] {
  var (old, new) = (old, new)
  var changed: [OrderID] = []
  while let before = old.first, let after = new.first {
    let isSame = before.id == after.id
    if !isSame || before != after { changed.append(min(before.id, after.id)) }
    if isSame || before.id < after.id { _ = old.popFirst() }
    if isSame || after.id < before.id { _ = new.popFirst() }
  }
  return changed + old.map(\.id) + new.map(\.id)
}

/// Whether looking at some orders alone is less work for the panel than looking at everything.
///
/// A server in a list costs a panel about 1.4 ms, and a request for a single thing 30 to 50 ms (`panel-behaviour`, section 20).
public func isCheaperToLook(at orders: Int, among servers: Int) -> Bool {
  let requests = 4 + 2 * orders
  return requests * 30 < servers
}

extension Fleet {
  /// How many servers are recorded that were not terminated.
  public var recordedServers: Int { results.values.count { $0.livingServer != nil } }
}
