import Planner

/// What an edit of `fleet.yaml` makes of a small fleet: many orders that say the same, and a few that say it with something of their own.
let alikePlan: Plan = {
  func image(_ id: Int, _ cause: Difference.Cause = .edited) -> Change {
    update(
      "ord-\(id)", server: id, [difference(.image, "yolks:nodejs_20", "yolks:nodejs_22", cause)],
      reasons: [cause == .edited ? .amended : .drifted], notes: [.startupAtNextStart])
  }
  func name(_ id: Int) -> Change {
    update("ord-\(id)", server: id, [difference(.name, "bot-\(id)", "robot-\(id)")])
  }
  func memory(_ id: Int) -> Change { update("ord-\(id)", server: id, [difference(.memory, "1GiB", "2GiB")]) }
  var changes = (1001...1022).map { image($0) }
  changes += (1030...1031).map(name) + (1040...1044).map(memory) + (1050...1055).map { image($0, .drifted) }
  changes += (1060...1066).map { create("ord-\($0)", sold("pro"), port: 25565 + $0) }
  let waiting = (1070...1075).map {
    Waiting(order: order("ord-\($0)"), reason: .paymentPending, scope: .creation)
  }
  return plan(changes: changes, waiting: waiting, servers: 90, inStep: 42)
}()
