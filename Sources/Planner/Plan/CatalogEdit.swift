/// What a change of the catalog does to everything of a kind that was sold before it.
///
/// Limits come from the catalog alone: where they are to be others though the same is sold as was recorded, the catalog was edited.
public struct CatalogEdit: Hashable, Sendable {
  /// What was sold, and is.
  public let sold: Change.Sold
  /// The limits that it has now, each with what it had.
  public let limits: [Limit]
  /// The orders whose servers get them, by id.
  public let orders: [OrderID]
  /// The orders on whose nodes there is no room for them, by id.
  public let held: [Held]

  /// One limit, old and new.
  public struct Limit: Hashable, Sendable {
    public let field: Field
    public let old: String
    public let new: String
  }

  /// An order whose server stays as it is, and what its node lacks.
  public struct Held: Hashable, Sendable {
    public let order: OrderID
    public let shortage: NodeShortage
  }
}

/// The edits of the catalog that changes and held updates show: those of the most servers first.
func catalogEdits(in changes: [Change], _ held: [HeldUpdate]) -> [CatalogEdit] {
  var orders: [Kind: [OrderID]] = [:]
  var short: [Kind: [CatalogEdit.Held]] = [:]
  for change in changes {
    guard let kind = Kind(change.soldBefore, change.soldNow, change.differences) else { continue }
    orders[kind, default: []].append(change.order)
  }
  for update in held {
    guard let kind = Kind(update.soldBefore, update.soldNow, update.differences) else { continue }
    short[kind, default: []].append(.init(order: update.order, shortage: update.shortage))
  }
  let edits = Set(orders.keys).union(short.keys).map { kind in
    CatalogEdit(
      sold: kind.sold, limits: kind.limits, orders: (orders[kind] ?? []).sorted(),
      held: (short[kind] ?? []).sorted { $0.order < $1.order })
  }
  return edits.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
}

/// What orders that one edit concerns have in common.
private struct Kind: Hashable {
  let sold: Change.Sold
  let limits: [CatalogEdit.Limit]

  init?(_ before: Change.Sold?, _ now: Change.Sold?, _ differences: [Difference]) {
    guard let now, before == now else { return nil }
    sold = now
    limits = differences.compactMap { difference in
      guard difference.field.group == .build, difference.cause == .edited, let old = difference.old.text else {
        return nil
      }
      return .init(field: difference.field, old: old, new: difference.new)
    }
    if limits.isEmpty { return nil }
  }
}

extension CatalogEdit {
  fileprivate var count: Int { orders.count + held.count }

  /// Tells edits of equally many servers apart.
  fileprivate var name: String {
    ([sold.description] + limits.map { "\($0.field.path) \($0.old) \($0.new)" }).joined(separator: "\n")
  }
}
