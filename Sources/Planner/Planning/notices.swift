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
    case .noSuchUser, .notLinkable, .unreadable, .conflict, .toldElsewhere:
      order.customer.map { "customer \($0.value.id)" }
    }
  }
}

extension PlanDraft {
  /// How much of it is named one by one.
  private static let most = 20

  /// Tells what stands on the branch of waiting results and is not taken over.
  mutating func noticeLeftBehind() {
    let all = fleet.evidence.leftBehind
    for left in all.prefix(Self.most) { notice(.leftBehind(branch: fleet.evidence.waitingBranch, left), of: nil) }
    guard all.count > Self.most else { return }
    notice(.moreLeftBehind(branch: fleet.evidence.waitingBranch, count: all.count - Self.most), of: nil)
  }
}

extension PlanDraft {
  /// Warns of each node on which this plan takes something and leaves less than the reserve. Nothing is refused.
  mutating func noticeReserve() {
    let percent = fleet.settings.placement.reservePercent
    guard percent > 0 else { return }
    for node in observation.nodes ?? [] where ledger.burdened.contains(node.id) {
      for resource in NodeResource.allCases {
        let reserve = node.capacity(of: resource).reserve(percent)
        guard let left = ledger.left(of: resource, on: node), left < reserve else { continue }
        notice(.belowReserve(node: node.id, name: node.name, resource, left: left, reserve: reserve), of: nil)
      }
    }
  }
}
