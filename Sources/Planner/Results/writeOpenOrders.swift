/// The document as the bytes of its file. Equal values give equal bytes, and reading them back gives an equal value.
///
/// - Parameter results: git's id of the tree of `results/` without this document.
public func writeOpenOrders(_ orders: OpenOrders, over results: String) -> [UInt8] {
  var writer = BlockWriter()
  writer.comment(recordNotice)
  writer.entry("revision", orders.revision)
  writer.entry("results", results)
  writer.entry("asOf", plain: orders.asOf.description)
  writer.entry("servers", plain: String(orders.servers))
  write(orders.open.mapValues(\.rawValue), as: "open", to: &writer) { $0.key < $1.key }
  write(orders.terminating.mapValues(\.description), as: "terminating", to: &writer, sortedBy: firstDayFirst)
  write(orders.due.mapValues(\.description), as: "due", to: &writer, sortedBy: firstDayFirst)
  if let through = orders.through { writer.entry("through", plain: through.description) }
  return Array(writer.text.utf8)
}

private typealias Entry = (key: OrderID, value: String)

/// Days of four-digit years sort as their texts do.
private func firstDayFirst(_ left: Entry, _ right: Entry) -> Bool { (left.value, left.key) < (right.value, right.key) }

private func write(
  _ entries: [OrderID: String], as key: String, to writer: inout BlockWriter,
  sortedBy comesFirst: (Entry, Entry) -> Bool
) {
  guard !entries.isEmpty else { return }
  writer.mapping(key) { writer in
    for (order, value) in entries.sorted(by: comesFirst) { writer.entry(order.text, plain: value) }
  }
}
