import Planner

func order(_ text: String) -> OrderID {
  guard let id = OrderID(text) else { preconditionFailure("no order id: \(text)") }
  return id
}

func day(_ text: String) -> Day {
  guard let day = Day(text) else { preconditionFailure("no day: \(text)") }
  return day
}

func sold(_ tier: String, _ addons: String...) -> Change.Sold {
  Change.Sold(tier: TierName(tier), addons: addons.map { AddonName($0) })
}

func spec(
  name: String = "bot-ord-1042", memory: Int = 1536, cpu: Int = 150, disk: Int = 3072, databases: Int = 1,
  backups: Int = 3, environment: [String: String] = ["TIER": "pro"]
) -> ServerSpec {
  ServerSpec(
    details: .init(name: name, description: "", owner: .user(UserID(1))),
    build: .init(
      memory: Mebibytes(memory), swap: Mebibytes(0), disk: Mebibytes(disk), io: 500, cpu: cpu, threads: nil,
      databases: databases, backups: backups, allocations: 0),
    startup: .init(
      egg: EggID(15), image: "ghcr.io/parkervcp/yolks:nodejs_22", command: "node index.js",
      environment: Variables(environment)),
    isSuspended: false)
}

func create(_ id: String, _ sold: Change.Sold, node: Int = 1, port: Int = 25565, spec: ServerSpec = spec()) -> Change {
  let placement = Placement(
    node: NodeID(node), nodeName: "ams-\(node)",
    allocation: Allocation(id: AllocationID(port - 25564), ip: "203.0.113.7", port: port))
  let server = NewServer(
    order: order(id), spec: spec, customersVariables: ["DISCORD_TOKEN": "set-me-in-the-panel"], placement: placement)
  return Change(
    order: order(id), kind: .create, reasons: [.ordered], server: nil, differences: [],
    actions: [.createServer(server)], soldNow: sold)
}

func target(_ id: Int, _ status: ServerStatus = .ready, touched: [Field: String] = [:]) -> Change.Target {
  Change.Target(
    id: ServerID(id), uuid: "6e2b7c1e-0000-4000-8000-\(String(100_000_000_000 + id))", node: NodeID(1), status: status,
    touched: FieldValues(touched))
}

func update(
  _ id: String, server: Int, _ differences: [Difference], reasons: [Change.Reason] = [.amended],
  notes: [Change.Note] = [], from before: Change.Sold? = nil, to now: Change.Sold? = nil
) -> Change {
  var touched: [Field: String] = [:]
  for difference in differences { touched[difference.field] = difference.old.text }
  return Change(
    order: order(id), kind: .update, reasons: reasons, server: target(server, touched: touched),
    differences: differences, actions: [.updateBuild(spec(memory: 1024, cpu: 100).build)], notes: notes,
    soldBefore: before, soldNow: now)
}

func difference(
  _ field: Field, _ old: String?, _ new: String, _ cause: Difference.Cause = .edited
) -> Difference {
  Difference(field: field, old: old.map { .shown($0) } ?? .unset, new: new, cause: cause)
}

func plan(
  fleet: String = "codecraft", revision: Revision = .commit("4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4"),
  changes: [Change] = [], waiting: [Waiting] = [], vanished: [Vanished] = [], orphans: [Orphan] = [],
  notices: [Notice] = [], refusals: [Refusal] = [], diagnostics: [Diagnostic] = [], servers: Int = 9486,
  inStep: Int = 9482, foreign: Int = 0, unreadable: Int = 0, notLookedAt: Int? = nil
) -> Plan {
  Plan(
    fleet: fleet, panel: "https://panel.example.com", revision: revision, asOf: day("2026-11-22"), changes: changes,
    waiting: waiting, vanished: vanished, orphans: orphans, notices: notices, refusals: refusals,
    diagnostics: diagnostics, faulty: [],
    counts: .init(
      orders: inStep + changes.count + waiting.count + (notLookedAt ?? 0), servers: servers, users: nil, inStep: inStep,
      foreign: foreign,
      unreadable: unreadable, notLookedAt: notLookedAt),
    panelLimit: 240)
}
