extension PlanDraft {
  /// Plans an order that has no server on the panel.
  mutating func planUnserved(_ order: Order, servers: ServerIndex, recreate: Set<OrderID>) {
    let recorded = fleet.results[order.id]?.livingServer
    switch wanted(by: order, under: fleet.settings.policy) {
    case .gone: break
    case .undecided(let reason): wait(order.id, for: reason, .creation)
    case .running where recorded == nil: planCreation(of: order, servers, because: .ordered)
    case .running where recreate.contains(order.id): planCreation(of: order, servers, because: .recreated)
    case .running: tellVanished(order, recorded, servers)
    case .suspended(let reason):
      if recorded != nil { tellVanished(order, recorded, servers) } else { waitUnserved(order, reason) }
    case .asItIs(let reason):
      if recorded != nil { tellVanished(order, recorded, servers) } else { wait(order.id, for: reason, .creation) }
    }
  }

  private mutating func tellVanished(_ order: Order, _ recorded: OrderResult.Server?, _ servers: ServerIndex) {
    guard let recorded else { return }
    let strayed = servers.server(uuid: recorded.uuid)
    vanished.append(
      Vanished(
        order: order.id, recorded: recorded,
        strayed: strayed.map { .init(id: $0.id, externalID: $0.externalID) }))
  }

  /// A cancelled order without a server needs nothing; the others wait for what they lack.
  private mutating func waitUnserved(_ order: Order, _ reason: Change.Reason) {
    switch reason {
    case .overdue: wait(order.id, for: .overdue, .creation)
    case .refunded: wait(order.id, for: .refunded, .creation)
    case .suspendedInOrder: wait(order.id, for: .suspendedInOrder, .creation)
    case .cancelled, .ordered, .amended, .drifted, .adopted, .recreated, .resumed, .terminated, .removed: break
    }
  }
}
