internal import Planner

extension CatalogEdit {
  var json: JSONValue {
    .object([
      .init("sold", sold.json), .init("limits", .array(limits.map(\.json))),
      .init("orders", .array(orders.map { .string($0.text) })), .init("held", .array(held.map(\.json))),
    ])
  }
}

extension CatalogEdit.Limit {
  fileprivate var json: JSONValue {
    .object([.init("field", .string(field.path)), .init("old", .string(old)), .init("new", .string(new))])
  }
}

extension CatalogEdit.Held {
  fileprivate var json: JSONValue {
    .object([.init("order", .string(order.text)), .init("node", shortage.json)])
  }
}
