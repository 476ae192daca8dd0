/// The change of an order whose server exists, in the making.
struct ServedChange {
  let order: OrderID
  let server: ObservedServer
  let recorded: OrderResult?
  private let trusted: TrustedResults
  var soldNow: Change.Sold?
  var customersFields: Set<Field> = []
  /// Whether the plan says whom its server is to belong to.
  var isOwnerKnown = false
  var differences: [Difference] = []
  var actions: [Action] = []
  var reasons: [Change.Reason] = []
  var notes: [Change.Note] = []

  init(order: OrderID, server: ObservedServer, recorded: OrderResult?, trusted: TrustedResults) {
    self.order = order
    self.server = server
    self.recorded = recorded
    self.trusted = trusted
    // A create whose answer was lost left a server of which nothing was recorded as applied.
    if recorded?.livingServer == nil || recorded?.applied == nil { reasons.append(.adopted) }
  }

  /// Its server is nobody's work that is known.
  mutating func takeOver() {
    reasons = [.takenOver] + reasons.filter { $0 != .adopted }
  }

  /// Its server is the one that the order names.
  mutating func link() {
    reasons = [.linked] + reasons.filter { $0 != .adopted }
  }

  /// Adds a reason, once.
  mutating func explain(_ reason: Change.Reason) {
    if !reasons.contains(reason) { reasons.append(reason) }
  }

  /// Whether what the panel has in a field is kept from view.
  func hides(_ field: Field) -> Bool { !trusted.shows(field, of: server, for: order) }

  /// In what the server is not what it should be, as far as it may be shown.
  func differences(from observed: ServerSpec, to desired: ServerSpec) -> [Difference] {
    Planner.differences(from: observed, to: desired, applied: recorded?.applied, hiding: hides)
  }

  /// The finished change; nil where there is nothing to do and nothing to record.
  func finished(observed: ServerSpec) -> Change? {
    guard let kind else { return nil }
    return Change(
      order: order, kind: kind, reasons: reasons,
      server: .init(
        id: server.id, uuid: server.uuid, node: server.node, status: server.status,
        touched: actions.touched(in: observed, leaving: customersFields), hiding: hides),
      differences: differences, actions: actions, notes: notes, soldBefore: soldBefore, soldNow: soldNow)
  }

  var soldBefore: Change.Sold? {
    recorded?.applied.flatMap { applied in applied.tier.map { .init(tier: $0, addons: applied.addons) } }
  }

  /// After the weightiest of the actions.
  private var kind: Change.Kind? {
    if actions.contains(.link) { return .link }
    if actions.contains(.delete) { return .terminate }
    if actions.contains(.suspend) { return .suspend }
    if actions.contains(.unsuspend) { return .unsuspend }
    if !actions.isEmpty { return .update }
    let isNew = reasons.contains { [.adopted, .takenOver, .linked].contains($0) }
    return isNew ? .adopt : nil
  }
}
