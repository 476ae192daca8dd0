internal import Planner

extension Row {
  /// One edit of the catalog, with the orders that it changes in a fold.
  init(_ edit: CatalogEdit) {
    self.init(.catalog, nil, edit.sentence, fold: edit.orders.map(\.text))
  }
}

extension CatalogEdit {
  /// How many orders it is about; one is not shown twice, as a group and by itself.
  var count: Int { orders.count + held.count }

  /// `pro: memory 1GiB -> 1536MiB on 1,840 servers; 3 do not fit: ord-0012 ord-0400 ord-0777`
  fileprivate var sentence: String {
    let moved = limits.map { "\($0.field.label) \($0.field.said($0.old)) -> \($0.field.said($0.new))" }.joined(
      separator: ", ")
    let sentence = "\(sold): \(moved) on \(counted(orders.count, "server"))"
    if held.isEmpty { return sentence }
    let names = named(held.map(\.order.text), upTo: 5)
    return "\(sentence); \(thousands(held.count)) \(held.count == 1 ? "does" : "do") not fit: \(names)"
  }
}

extension Plan {
  /// The edits of the catalog that more than one server shows.
  var widerCatalogEdits: [CatalogEdit] { catalogEdits.filter { $0.count > 1 } }

  /// The rows, but for those that say nothing that an edit of the catalog does not say already.
  var foldedRows: [Row] {
    let folded = Set(widerCatalogEdits.flatMap(\.orders))
    if folded.isEmpty { return rows }
    let pure = Set(changes.filter { $0.isWhollyOfCatalog && folded.contains($0.order) }.map(\.order))
    return rows.filter { row in
      guard row.shared.mark == .update, let order = row.order else { return true }
      return !pure.contains(order)
    }
  }
}

extension Change {
  /// Whether limits that the catalog gives are all that differs.
  fileprivate var isWhollyOfCatalog: Bool {
    kind == .update && differences.allSatisfy { $0.field.group == .build && $0.cause == .edited }
  }
}

/// `ord-0001 ord-0002 … and 1,830 more`
func named(_ names: [String], upTo limit: Int) -> String {
  let shown = names.prefix(limit).joined(separator: " ")
  return names.count > limit ? "\(shown) … and \(thousands(names.count - limit)) more" : shown
}
