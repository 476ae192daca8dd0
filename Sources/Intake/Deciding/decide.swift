import Planner

/// What is to become of a delivery, by the documents alone.
enum Decision: Hashable, Sendable {
  /// The document says so already.
  case nothing
  case commit(OrderDocumentEdit, verb: String)
  /// The same, for people to decide on, and why.
  case review(OrderDocumentEdit, verb: String, because: String)
  /// Nothing comes of it without a person.
  case impossible(String)
}

/// What intake knows of an order's document when it decides.
struct OrderGround: Sendable {
  /// The document now; nil where there is none.
  var document: (path: String, bytes: [UInt8])?
  /// What intake did to it, the newest first, as far as it can be told.
  var steps: [OrderStep]

  /// Whether intake created the document.
  var isOwn: Bool { steps.last.map { $0.before == nil } ?? false }
}

/// Decides what is to become of a delivery.
///
/// - Parameters:
///   - place: where the document of a new order goes.
///   - schema: the schema's path from there.
func decide(
  _ incoming: IncomingOrder, on ground: OrderGround, _ policy: IntakeSettings.CommitPolicy, placing place: String,
  schema: String
) -> Decision {
  guard let document = ground.document else {
    // Nothing is declared for what is over.
    if incoming.state == .terminated || incoming.quote == .cancelled { return .nothing }
    // The document was there, and somebody took it away: that is not for a shop to undo.
    let isGone = !ground.steps.isEmpty
    guard let bytes = newDocument(incoming, schema: schema) else { return .impossible("the order has no tier") }
    let edit = OrderDocumentEdit(order: incoming.order, path: place, before: nil, after: bytes)
    if isGone {
      return .review(edit, verb: "Add", because: "its document was removed since intake created it")
    }
    return policy == .direct
      ? .commit(edit, verb: "Add")
      : .review(edit, verb: "Add", because: "everything that comes in is reviewed (commit: pull-request)")
  }
  guard let merge = mergeOrder(incoming.wish, into: document.bytes, after: ground.isOwn ? ground.steps : []) else {
    return .impossible("\(document.path) cannot be read; correct it first")
  }
  guard !merge.edits.isEmpty else { return .nothing }
  let edit: OrderDocumentEdit
  do throws(OrderEditFailure) {
    edit = OrderDocumentEdit(
      order: incoming.order, path: document.path, before: document.bytes,
      after: try editOrder(document.bytes, by: merge.edits))
  } catch {
    return .impossible("\(document.path): \(error.description)")
  }
  if edit.isNeedless { return .nothing }
  let verb = "Set \(merge.edits.map(\.name).joined(separator: ", ")) of"
  var reasons: [String] = []
  if !ground.isOwn { reasons.append("people wrote its document") }
  if merge.changesCustomer { reasons.append("it names another customer") }
  if merge.changesTermination { reasons.append("it ends the order for good, or takes that back") }
  if !merge.contested.isEmpty {
    reasons.append("somebody changed \(merge.contested.joined(separator: ", ")) since intake last did")
  }
  if policy == .pullRequest { reasons.append("everything that comes in is reviewed (commit: pull-request)") }
  return reasons.isEmpty
    ? .commit(edit, verb: verb) : .review(edit, verb: verb, because: reasons.joined(separator: "; "))
}

/// The document of an order that comes in for the first time.
private func newDocument(_ incoming: IncomingOrder, schema: String) -> [UInt8]? {
  incoming.newOrder.map { writeNewOrder($0, schema: schema) }
}

extension IncomingOrder {
  /// The order as a new document has it; nil where it lacks what each must have.
  var newOrder: NewOrder? {
    guard let tier, let quote, let payment else { return nil }
    let last: Day? = if case .day(let day)? = until { day } else { nil }
    return NewOrder(
      id: order, customer: customer.map { NewOrder.NewCustomer(id: $0) }, quote: quote, payment: payment, tier: tier,
      addons: (addons ?? []).map { AddonName($0) }, guilds: guilds ?? [], features: features ?? [],
      state: state ?? .active, until: last)
  }

  /// What its document is to say.
  var wish: OrderWish {
    let term: OrderWish.Until? =
      switch until {
      case nil: nil
      case .day(let day): .day(day)
      case .endless: .endless
      }
    return OrderWish(
      customer: customer, quote: quote, payment: payment, tier: tier, addons: addons, guilds: guilds,
      features: features, state: state, until: term)
  }
}
