extension PlanDraft {
  /// Tells of each field that an order ignores what the panel has, and what the order says.
  mutating func noticeIgnored(by order: Order, _ resolved: Desired, _ change: ServedChange) {
    guard !order.ignored.isEmpty else { return }
    let observed = change.server.spec
    let found = ObservedValues(FieldValues(observed), hiding: change.hides)
    var ordered = FieldValues(
      resolved.spec(over: observed, owner: observed.details.owner, isSuspended: observed.isSuspended))
    ordered[.owner] = orderedOwner(of: order) ?? ordered[.owner]
    for field in order.ignored.sorted() {
      if let wish = ordered[field], !resolved.customersFields.contains(field) {
        notice(.ignored(field, observed: found[field], ordered: wish), of: order.id)
      } else {
        notice(.nothingToIgnore(field), of: order.id)
      }
    }
  }

  /// Nil where nobody can be named.
  private func orderedOwner(of order: Order) -> String? {
    switch owners.owner(of: order, otherwise: fleet.settings.server.owner) {
    case .owner(let owner): owner.text
    case .noSuchUser, .unreadable, .conflict, .toldElsewhere: order.customer.map { "customer \($0.value.id)" }
    }
  }
}
