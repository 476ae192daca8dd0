import Planner

extension Plan {
  /// The orders that it leaves out because something is wrong with them, and what: without that, an order that was paid would wait in silence.
  var errorsByOrder: [OrderID: String] {
    let errors = diagnostics.filter { $0.severity == .error }
    return Dictionary(
      uniqueKeysWithValues: faulty.map { order in
        let own = errors.first { $0.names(order) }
        return (order, own?.message ?? "its document has errors: run `botfleet plan`")
      })
  }
}

extension Diagnostic {
  /// Whether it stands in an order's own document, or speaks of it.
  fileprivate func names(_ order: OrderID) -> Bool {
    [path, message].contains { text in
      text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }.contains { $0 == order.text }
    }
  }
}
