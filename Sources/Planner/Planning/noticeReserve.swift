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
