import Planner

/// Orders in every phase, with all that can be known of one.
let shownStatus = FleetStatus(
  fleet: "codecraft", revision: .commit("4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4"), asOf: day("2026-11-28"),
  policy: FleetSettings.Policy(),
  orders: [
    status("ord-1001", .running, wish: .running, recorded: .running, until: "2026-12-31"),
    status(
      "ord-1002", .running, wish: .running, recorded: .running,
      differences: [.init(field: .memory, recorded: "512MiB", desired: "1024MiB")]),
    status("ord-1003", .suspended, wish: .suspended(.overdue), recorded: .suspended, customer: "=cmd|' /C calc'!A0"),
    status("ord-1004", .new, wish: .running),
    status("ord-1005", .waiting, wish: .waiting(.paymentPending), customer: "Doe, \"Jane\""),
    status("ord-1006", .terminating, wish: .gone, recorded: .suspended, deletion: "2026-12-03"),
    status(
      "ord-1007", .failed, wish: .running, recorded: .failed,
      failure: .init(action: "create", .noFreeAllocation, message: "node 1 has no free allocation")),
    OrderStatus(
      id: order("ord-1008"), order: nil, result: nil, phase: .unreadable, wish: .unknown, differences: [], limits: nil,
      deletion: nil),
  ])

private func status(
  _ id: String, _ phase: OrderStatus.Phase, wish: OrderStatus.Wish, recorded: OrderResult.Phase? = nil,
  customer: String = "cus-1", until: String? = nil, differences: [OrderStatus.Difference] = [],
  failure: OrderResult.Failure? = nil, deletion: String? = nil
) -> OrderStatus {
  let place = Place(path: "fleet/orders/\(id).yaml", line: 1, column: 1)
  let document = Order(
    id: order(id), path: place.path, customer: Located(Customer(id: customer), at: place), quote: .accepted,
    payment: .confirmed, tier: Located(TierName("pro"), at: place), guilds: ["112233445566778899"],
    until: until.map(day))
  let result = recorded.map { phase in
    OrderResult(
      order: order(id), phase: phase, since: day("2026-11-01"),
      server: .init(
        id: ServerID(57), uuid: "6a0e1f0b-1c5f-4a0c-9d2e-0f6b2d9c7a11", identifier: "6a0e1f0b", node: NodeID(1),
        address: "203.0.113.7:25565", installation: .done),
      applied: nil, terminatingSince: deletion == nil ? nil : day("2026-11-26"), failure: failure)
  }
  let limits = ServerSpec.Build(
    memory: Mebibytes(1024), swap: Mebibytes(0), disk: Mebibytes(2048), io: 500, cpu: 100, threads: nil, databases: 1,
    backups: 3, allocations: 0)
  return OrderStatus(
    id: order(id), order: document, result: result, phase: phase, wish: wish, differences: differences, limits: limits,
    deletion: deletion.map(day))
}
