/// What a revision makes of the record of open orders, for its own plan: nobody but apply ought to write there. Nil where it leaves it as it
/// is.
///
/// - Parameters:
///   - fork: the document where the revision left the branch that it is for; what changed there since is not of its making.
///   - branch: the document of that branch.
///   - now: the document at the revision.
public func openOrdersEdit(since fork: FleetFile?, beside branch: FleetFile?, now: FleetFile?) -> Notice? {
  guard now?.bytes != fork?.bytes, now?.bytes != branch?.bytes else { return nil }
  let (before, after) = (branch.flatMap { readOpenOrders($0).value }, now.flatMap { readOpenOrders($0).value })
  let what: RecordEdit.What =
    switch (branch, now) {
    case (nil, _): .added
    case (_, nil): .removed
    case (_?, _?): after == nil ? .unreadable : .changed
    }
  let (old, new) = (entries(of: before), entries(of: after))
  let paths = Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }
  let fields = paths.map { path in
    RecordEdit.FieldEdit(
      "\(OpenOrders.path) \(path)", from: old[path].map { .shown($0) } ?? .unset,
      to: new[path].map { .shown($0) } ?? .unset)
  }
  // A comment alone is an edit too, and no field is another.
  guard what != .changed || !fields.isEmpty else { return nil }
  return Notice(order: nil, kind: .recordEdit(RecordEdit(what, fields)))
}

private func entries(of recorded: RecordedOpenOrders?) -> [String: String] {
  guard let recorded else { return [:] }
  let orders = recorded.orders
  var entries = [
    "results": recorded.results, "revision": orders.revision, "asOf": orders.asOf.description,
    "servers": String(orders.servers),
  ]
  entries["through"] = orders.through?.description
  for (order, reason) in orders.open { entries["open.\(order)"] = reason.rawValue }
  for (order, day) in orders.terminating { entries["terminating.\(order)"] = day.description }
  for (order, day) in orders.due { entries["due.\(order)"] = day.description }
  return entries
}

extension FleetFile {
  fileprivate var bytes: [UInt8]? { if case .bytes(let bytes) = content { bytes } else { nil } }
}
