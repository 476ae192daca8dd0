/// What reading a document came to.
public struct Reading<Value: Sendable>: Sendable {
  /// What the document says; nil where there is an error in it.
  public let value: Value?
  /// Everything that is wrong with it, in the order in which it stands there.
  public let diagnostics: [Diagnostic]

  /// The orders that the document is about, whether it can be read or not: the one that its file is named after, and
  /// the one that it names; none for `fleet.yaml` and `catalog.yaml`.
  public let orders: [OrderID]

  init(value: Value?, diagnostics: [Diagnostic], orders: [OrderID] = []) {
    self.value = value
    self.diagnostics = diagnostics
    self.orders = orders
  }

  /// The same, of which it is known what orders it is about.
  func about(_ one: OrderID?, _ other: OrderID?) -> Reading {
    let orders = [one, one == other ? nil : other].compactMap(\.self)
    return Reading(value: value, diagnostics: diagnostics, orders: orders)
  }
}
