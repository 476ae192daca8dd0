internal import Planner

extension Row {
  /// - Parameter differences: what is held back.
  init(_ waiting: Waiting, held differences: [Difference] = []) {
    let isHeld = if case .upgradeDoesNotFit = waiting.reason { true } else { false }
    let held = isHeld ? differences : []
    self.init(
      .waiting, waiting.order, waiting.reason.words, facts: waiting.reason.facts, differences: held,
      notes: (waiting.scope.sentence.map { [$0] } ?? []) + waysOut(of: held, on: waiting.order))
  }

  init(_ vanished: Vanished) {
    let server = vanished.recorded
    var facts: [String] = []
    if let strayed = vanished.strayed {
      let id =
        switch strayed.externalID {
        case .unset: "no external id"
        case .shown(let externalID): "the external id \(externalID)"
        case .hidden: "another external id"
        }
      facts.append("server \(strayed.id), with \(id), has its uuid")
    }
    self.init(
      .vanished, vanished.order, "server \(server.id) (\(server.identifier)) is recorded, but no longer on the panel",
      facts: facts,
      notes: [
        "to create it again: \(vanished.isNamed ? "remove `server` from the order, then " : "")botfleet apply --recreate \(vanished.order)"
      ])
  }

  init(_ orphan: Orphan) {
    self.init(
      .orphan, orphan.order, "its server has no order any more: never deleted for that",
      own: "server \(orphan.server), \(orphan.status.word)")
  }
}

extension Waiting.Scope {
  /// What is held back, where a server exists; nil for an order that merely has none yet.
  fileprivate var sentence: String? {
    switch self {
    case .creation: nil
    case .everything: "its server stays as it is"
    case .updates: "until then its server is not updated"
    case .startup: "until then its egg, image, command and variables stay as they are; all else is updated"
    case .suspension: "only its suspension waits"
    }
  }
}
