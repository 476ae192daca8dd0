import Planner

/// The current state, for saying what moved since a plan was saved.
struct StalenessContext {
  let plan: Plan
  let unreadable: Set<OrderID>
  private let fleet: Fleet
  private let observation: Observation
  /// The fleet that the saved plan was made from; nil where it cannot be read.
  private let then: Fleet?
  private let revision: String
  private let changes: [OrderID: [Change]]

  init(_ planned: PlannedFleet, then: Fleet?, revision: String?) {
    plan = planned.plan
    fleet = planned.fleet
    observation = planned.observation
    unreadable = planned.fleet.unreadable
    self.then = then
    self.revision = String((revision ?? "").prefix(7))
    changes = Dictionary(grouping: planned.plan.changes, by: \.order)
  }

  /// What would be done for an order now.
  func changes(of order: OrderID) -> [Change] { changes[order] ?? [] }

  /// Which documents were edited, in words; nil where none of those that concern the order were.
  func edit(of order: OrderID) -> String? {
    guard let then else {
      return
        "the order, the catalog or fleet.yaml was edited (the clone lacks commit \(escapedForDisplay(revision, upTo: 40)), which would show which)"
    }
    let names = editedDocuments(of: order, from: then, to: fleet).map(\.name)
    return names.isEmpty ? nil : "\(names.joined(separator: " and ")) \(names.count == 1 ? "was" : "were") edited"
  }

  /// Why a server that was planned for a node would go elsewhere now.
  func refusal(by node: Int, of server: NewServer) -> String {
    let lacks = shortage(
      on: NodeID(node), for: server.spec.build, of: server.order, from: observation, with: plan)
    let target = "it would go to node \(server.placement.node) now"
    return lacks.map { "\($0.words); \(target)" } ?? "\(target), not to node \(node)"
  }
}

extension DeclaringDocument {
  fileprivate var name: String {
    switch self {
    case .order: "the order"
    case .catalog: "the catalog"
    case .settings: "fleet.yaml"
    }
  }
}
