internal import Planner

extension Row {
  init(_ waiting: Waiting) {
    self.init(
      .waiting, waiting.order, waiting.reason.words, facts: waiting.reason.facts,
      notes: waiting.scope.sentence.map { [$0] } ?? [])
  }

  init(_ vanished: Vanished) {
    let server = vanished.recorded
    var facts: [String] = []
    if let strayed = vanished.strayed {
      let id = strayed.externalID.map { "the external id \($0)" } ?? "no external id"
      facts.append("its uuid is found at server \(strayed.id) with \(id)")
    }
    self.init(
      .vanished, vanished.order, "server \(server.id) (\(server.identifier)) is recorded and not on the panel any more",
      facts: facts, notes: ["made again only by: botfleet apply --recreate \(vanished.order)"])
  }

  init(_ orphan: Orphan) {
    self.init(
      .orphan, orphan.order, "its server has no order any more: never deleted for that",
      own: "server \(orphan.server), \(orphan.status.word)")
  }
}

extension Waiting.Reason {
  /// Why, in one line.
  var words: String {
    switch self {
    case .quotePending: "the quote is not accepted yet"
    case .paymentPending: "payment is pending"
    case .overdue: "payment is overdue"
    case .refunded: "payment was refunded"
    case .suspendedInOrder: "suspended in the order"
    case .notBegun(let from): "ordered from \(from)"
    case .ended(let until): "ordered until \(until), which is over"
    case .tierRetired(let tier): "tier \(tier) is retired"
    case .noSuchUser(let id): "the panel has no user with the external id \(id)"
    case .externalIDTaken(let server): "server \(server) has its id in capitals, and the panel takes both for one"
    case .nowhereToPlace: "no node has room"
    case .upgradeDoesNotFit(let shortage): "the upgrade does not fit on \(shortage.nodeWords)"
    case .missingPermissions(let permissions): "the key lacks \(permissions.map(\.rawValue).joined(separator: ", "))"
    case .installing(let until): "still installing; waited for until \(until)"
    case .restoringBackup: "a backup is being restored"
    case .unfamiliarStatus(let status): "the panel calls its status \(status), which botfleet does not know"
    }
  }

  /// What each node lacks.
  fileprivate var facts: [String] {
    switch self {
    case .nowhereToPlace(let shortages): shortages.map { "\($0.nodeWords): \($0.lackWords)" }
    case .upgradeDoesNotFit(let shortage): [shortage.lackWords]
    case .quotePending, .paymentPending, .overdue, .refunded, .suspendedInOrder, .notBegun, .ended, .tierRetired,
      .noSuchUser, .externalIDTaken, .missingPermissions, .installing, .restoringBackup, .unfamiliarStatus:
      []
    }
  }
}

extension Waiting.Scope {
  /// What is held back, where a server exists; nil for an order that merely has none yet.
  fileprivate var sentence: String? {
    switch self {
    case .creation: nil
    case .everything: "its server stays as it is"
    case .updates: "its server is not updated until then"
    case .suspension: "only its suspension waits"
    }
  }
}

extension NodeShortage {
  fileprivate var nodeWords: String { name.isEmpty ? "node \(node)" : "node \(node) (\(name))" }
  fileprivate var lackWords: String { lacks.map(\.words).joined(separator: ", ") }
}

extension NodeShortage.Lack {
  fileprivate var words: String {
    switch self {
    case .memory(let needed, let free): "memory \(needed) needed, \(free) free"
    case .disk(let needed, let free): "disk \(needed) needed, \(free) free"
    case .allocation: "no free allocation"
    case .notPublic: "not public"
    case .inMaintenance: "in maintenance"
    case .doesNotExist: "the panel has no such node"
    }
  }
}
