@testable import Planner

/// A tier that got more memory: so many servers have room for it, three do not, and one order was edited too.
func catalogPlan(_ count: Int = 1840) -> Plan {
  let edited = difference(.memory, "1GiB", "1536MiB")
  let pro = (1...count).map {
    update("ord-\($0 + 10000)", server: $0, [edited], from: sold("pro"), to: sold("pro"))
  }
  let more = (1...3).map {
    update(
      "ord-\($0 + 20000)", server: $0 + 2000, [difference(.memory, "1536MiB", "2GiB")],
      from: sold("pro", "private-instance"), to: sold("pro", "private-instance"))
  }
  let both = update(
    "ord-30001", server: 3001, [edited, difference(.name, "bot", "robot")], from: sold("pro"), to: sold("pro"))
  let upgraded = update(
    "ord-30002", server: 3002, [difference(.memory, "512MiB", "1536MiB")], from: sold("starter"), to: sold("pro"))
  let shortage = NodeShortage(
    node: NodeID(1), name: "ams-1", lacks: [.memory(needed: Mebibytes(512), free: Mebibytes(100))])
  let short = ["ord-40001", "ord-40002", "ord-40003"].map(order)
  return Plan(
    fleet: "codecraft", panel: "https://panel.example.com",
    revision: .commit("4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4"), asOf: day("2026-11-22"),
    changes: pro + more + [both, upgraded],
    waiting: short.map { Waiting(order: $0, reason: .upgradeDoesNotFit(shortage), scope: .updates) }, vanished: [],
    orphans: [], notices: [], refusals: [], diagnostics: [], faulty: [],
    counts: .init(orders: 2000, servers: 2000, users: nil, inStep: 152, foreign: 0, unreadable: 0),
    held: short.map {
      HeldUpdate(order: $0, soldBefore: sold("pro"), soldNow: sold("pro"), differences: [edited], shortage: shortage)
    })
}

/// Ten thousand changes of many kinds.
let hugePlan: Plan = {
  var changes = (1...6000).map {
    update("ord-\($0 + 100_000)", server: $0, [difference(.memory, "1GiB", "1536MiB")])
  }
  changes += (1...2000).map {
    create("ord-\($0 + 200_000)", sold("pro"), node: $0.isMultiple(of: 3) ? 2 : 1, port: 20000 + $0)
  }
  changes += (1...1500).map {
    update("ord-\($0 + 300_000)", server: $0 + 10000, [difference(.name, "bot-\($0)", "robot-\($0)")])
  }
  changes += (1...250).map {
    update(
      "ord-\($0 + 400_000)", server: $0 + 20000, [difference(.memory, "4GiB", "2GiB", .drifted)], reasons: [.drifted])
  }
  changes += (1...250).map {
    Change(
      order: order("ord-\($0 + 500_000)"), kind: .terminate, reasons: [.terminated(since: day("2026-11-14"))],
      server: target($0 + 30000, .suspended), differences: [], actions: [.delete])
  }
  return plan(
    changes: changes, refusals: [.tooManyTerminations(planned: 250, allowed: 3)], servers: 20000, inStep: 9000)
}()
