/// The change of an order whose server exists, in the making.
struct ServedChange {
  let order: OrderID
  let server: ObservedServer
  let recorded: OrderResult?
  var soldNow: Change.Sold?
  var customersFields: Set<Field> = []
  var differences: [Difference] = []
  var actions: [Action] = []
  var reasons: [Change.Reason] = []
  var notes: [Change.Note] = []

  init(order: OrderID, server: ObservedServer, recorded: OrderResult?) {
    self.order = order
    self.server = server
    self.recorded = recorded
    // A create whose answer was lost left a server of which nothing was recorded as applied.
    if recorded?.livingServer == nil || recorded?.applied == nil { reasons.append(.adopted) }
  }

  /// Adds a reason, once.
  mutating func explain(_ reason: Change.Reason) {
    if !reasons.contains(reason) { reasons.append(reason) }
  }

  /// The finished change; nil where there is nothing to do and nothing to record.
  func finished(observed: ServerSpec) -> Change? {
    guard let kind else { return nil }
    return Change(
      order: order, kind: kind, reasons: reasons,
      server: .init(
        id: server.id, uuid: server.uuid, node: server.node, status: server.status,
        touched: actions.touched(in: observed, leaving: customersFields)),
      differences: differences, actions: actions, notes: notes, soldBefore: soldBefore, soldNow: soldNow)
  }

  var soldBefore: Change.Sold? {
    recorded?.applied.flatMap { applied in applied.tier.map { .init(tier: $0, addons: applied.addons) } }
  }

  /// After the weightiest of the actions.
  private var kind: Change.Kind? {
    if actions.contains(.delete) { return .terminate }
    if actions.contains(.suspend) { return .suspend }
    if actions.contains(.unsuspend) { return .unsuspend }
    if !actions.isEmpty { return .update }
    return reasons.contains(.adopted) ? .adopt : nil
  }
}
