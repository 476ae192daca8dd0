import Intake
import Planner
import Reconcile

/// Everything that a server measures, as Prometheus' text format 0.0.4 has it. Answers from memory.
func metricsText(of board: StatusBoard, _ requests: RequestTally, _ now: Instant) async -> String {
  var text = MetricsWriter()
  text.family("botfleet_build_info", .gauge, "The version that runs.")
  text.sample("botfleet_build_info", ["version": board.version], 1)
  text.family("botfleet_process_start_time_seconds", .gauge, "When the process began.")
  text.sample("botfleet_process_start_time_seconds", [:], board.began.seconds)
  text.family("botfleet_part_up", .gauge, "Whether a part runs and nothing hinders it.")
  let parts = await board.parts
  for part in ServicePart.allCases {
    guard let state = parts[part], state.phase != .off else { continue }
    text.sample("botfleet_part_up", ["part": part.rawValue], state.phase == .running ? 1 : 0)
  }
  text.family("botfleet_http_requests_total", .counter, "Requests by the status that they were answered with.")
  for (code, count) in requests.all.sorted(by: { $0.key < $1.key }) {
    text.sample("botfleet_http_requests_total", ["code": "\(code)"], count)
  }
  text.add(deliveries: await board.deliveries, await board.inbox)
  if let state = await board.reconcile { text.add(state) }
  text.add(await board.mirror, failures: await board.mirrorFailures)
  text.add(orders: await board.orders)
  if let health = await board.health { text.add(health, await board.detail, now) }
  return text.text
}

/// Writes samples below the name, the kind and the help of their family.
struct MetricsWriter {
  private(set) var text = ""

  enum Kind: String { case counter, gauge }

  mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  /// - Parameter labels: their values are words of our own and of the fleet's, never a text that a customer wrote.
  mutating func sample(_ name: String, _ labels: [String: String], _ value: Int) {
    sample(name, labels, written: "\(value)")
  }

  mutating func sample(_ name: String, _ labels: [String: String], _ value: Double) {
    let whole = Int(exactly: value).map { "\($0)" }
    sample(name, labels, written: whole ?? "\(value)")
  }

  private mutating func sample(_ name: String, _ labels: [String: String], written value: String) {
    let shown = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(escaped($0.value))\"" }
    text += "\(name)\(shown.isEmpty ? "" : "{\(shown.joined(separator: ","))}") \(value)\n"
  }

  private func escaped(_ label: String) -> String {
    guard label.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C || $0 == 0x0A }) else { return label }
    return label.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
  }
}

extension MetricsWriter {
  fileprivate mutating func add(_ mirror: MirrorState?, failures: Int) {
    family("botfleet_mirror_failures_total", .counter, "Looks of the mirror that came to nothing.")
    sample("botfleet_mirror_failures_total", [:], failures)
    guard let mirror else { return }
    family("botfleet_mirror_commits_total", .counter, "Transactions that mirrored a commit, or all of them anew.")
    sample("botfleet_mirror_commits_total", [:], mirror.followed)
    family("botfleet_mirror_rebuilds_total", .counter, "How often all rows were made anew.")
    sample("botfleet_mirror_rebuilds_total", [:], mirror.rebuilt)
    family("botfleet_mirror_timestamp_seconds", .gauge, "When the tables were seen to say what the branch says.")
    sample("botfleet_mirror_timestamp_seconds", [:], mirror.at.seconds)
  }

  fileprivate mutating func add(deliveries: [StatusBoard.DeliveryKind: Int], _ inbox: IntakeCounts?) {
    family("botfleet_intake_received_total", .counter, "Deliveries by how they came and what was answered.")
    for (kind, count) in deliveries.sorted(by: { ($0.key.way, $0.key.answer) < ($1.key.way, $1.key.answer) }) {
      sample("botfleet_intake_received_total", ["way": kind.way, "answer": kind.answer], count)
    }
    guard let inbox else { return }
    family("botfleet_intake_missed_total", .counter, "Orders that the sweep found before any delivery told of them.")
    sample("botfleet_intake_missed_total", [:], inbox.late)
    family("botfleet_inbox_deliveries", .gauge, "Deliveries in the inbox by what became of them.")
    for (status, count) in inbox.byStatus.sorted(by: { $0.key < $1.key }) {
      sample("botfleet_inbox_deliveries", ["status": status], count)
    }
    family("botfleet_inbox_pending", .gauge, "Deliveries that are not settled.")
    sample("botfleet_inbox_pending", [:], ["pending", "retry", "waiting"].map { inbox.byStatus[$0] ?? 0 }.reduce(0, +))
    family("botfleet_inbox_oldest_seconds", .gauge, "The age of the oldest delivery that is not settled.")
    sample("botfleet_inbox_oldest_seconds", [:], inbox.oldestUnsettled ?? 0)
  }

  fileprivate mutating func add(orders: [(phase: OrderStatus.Phase, count: Int)]) {
    guard !orders.isEmpty else { return }
    family("botfleet_orders", .gauge, "Orders by where they stand, from git.")
    for (phase, count) in orders { sample("botfleet_orders", ["phase": phase.rawValue], count) }
  }

  private mutating func add(_ figures: PanelFigures) {
    family(
      "botfleet_drift_orders", .gauge, "Orders whose server the last sweep found changed on the panel, not in git.")
    sample("botfleet_drift_orders", [:], figures.drifted)
    let families: [(name: String, help: String, value: (PanelFigures.Node) -> Int?)] = [
      ("botfleet_node_memory_bytes", "Memory of a node that servers may be promised.", { $0.memoryBytes }),
      ("botfleet_node_memory_promised_bytes", "Memory of a node that servers are promised.", { $0.promisedBytes }),
      ("botfleet_node_allocations_free", "Addresses of a node that no server has.", { $0.freeAddresses }),
    ]
    for (name, help, value) in families {
      family(name, .gauge, help)
      for node in figures.nodes { if let value = value(node) { sample(name, ["node": "\(node.id)"], value) } }
    }
  }

  fileprivate mutating func add(_ state: ReconcileState) {
    if let figures = state.figures { add(figures) }
    family("botfleet_reconcile_runs_total", .counter, "Runs by how they ended.")
    for meaning in ReconcileState.RunMeaning.allCases {
      sample("botfleet_reconcile_runs_total", ["meaning": meaning.rawValue], state.runs[meaning] ?? 0)
    }
    family("botfleet_reconcile_failures", .gauge, "Rounds that failed since the last one that did not.")
    sample("botfleet_reconcile_failures", [:], state.failures)
    family("botfleet_reconcile_held_orders", .gauge, "Orders that wait for somebody who accepts a plan over a limit.")
    sample("botfleet_reconcile_held_orders", [:], state.overLimit?.held.count ?? 0)
    if let sweep = state.lastSweep {
      family("botfleet_last_sweep_timestamp_seconds", .gauge, "When everything was looked at last.")
      sample("botfleet_last_sweep_timestamp_seconds", [:], sweep.seconds)
    }
    guard let run = state.lastRun else { return }
    family("botfleet_last_apply_timestamp_seconds", .gauge, "When the last apply ended.")
    sample("botfleet_last_apply_timestamp_seconds", [:], run.at.seconds)
    family("botfleet_last_apply_failed_steps", .gauge, "Orders of which the last apply left something open.")
    sample("botfleet_last_apply_failed_steps", [:], run.failed.count)
    family("botfleet_orders_waiting", .gauge, "Orders that the last apply saw waiting for something.")
    sample("botfleet_orders_waiting", [:], run.waiting)
  }
}
