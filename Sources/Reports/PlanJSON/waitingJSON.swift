internal import Planner

extension Waiting {
  var json: JSONValue {
    .object([
      .init("order", .string(order.text)), .init("scope", .string(scope.word)), .init("reason", reason.json),
      .init("message", .string(reason.words)),
    ])
  }
}

extension Waiting.Scope {
  fileprivate var word: String {
    switch self {
    case .creation: "creation"
    case .everything: "everything"
    case .updates: "updates"
    case .startup: "startup"
    case .suspension: "suspension"
    }
  }
}

extension Waiting.Reason {
  fileprivate var json: JSONValue { .coded(code, members) }

  /// What it is about.
  private var members: [JSONValue.Member] {
    switch self {
    case .quotePending, .paymentPending, .overdue, .refunded, .suspendedInOrder, .restoringBackup: []
    case .notBegun(let from): [.init("from", .string(from.description))]
    case .ended(let until): [.init("until", .string(until.description))]
    case .tierRetired(let tier): [.init("tier", .string(tier.text))]
    case .noSuchUser(let id): [.init("externalID", .string(id))]
    case .userNotLinkable(let user, let customer, let obstacle):
      [
        .init("user", .integer(user.number)), .init("customer", .string(customer)),
        .init("why", .string(obstacle.word)),
      ]
    case .serverNotLinkable(let uuid, let obstacle):
      [
        .init("uuid", .string(uuid)), .init("why", .string(obstacle.word)),
        .init("server", obstacle.server.map { .integer($0.number) } ?? .null),
      ]
    case .externalIDTaken(let server): [.init("server", .integer(server.number))]
    case .nowhereToPlace(let nodes): [.init("nodes", .array(nodes.map(\.json)))]
    case .upgradeDoesNotFit(let node): [.init("nodes", .array([node.json]))]
    case .eggChange(let from, let to): [.init("from", .integer(from.number)), .init("to", .integer(to.number))]
    case .eggRefusesValue(let variable, let rule, let egg):
      [.init("variable", .string(variable)), .init("rule", .string(rule)), .init("egg", .integer(egg.number))]
    case .missingPermissions(let permissions):
      [.init("permissions", .array(permissions.map { .string($0.rawValue) }))]
    case .installing(let until): [.init("until", .string(until.description))]
    case .unfamiliarStatus(let status): [.init("status", .string(status))]
    }
  }
}

extension UserObstacle {
  fileprivate var word: String {
    switch self {
    case .absent: "absent"
    case .administrator: "administrator"
    case .hasAnotherID: "has-another-id"
    case .customerIs: "customer-is-another"
    }
  }
}

extension ServerObstacle {
  fileprivate var word: String {
    switch self {
    case .absent: "absent"
    case .hasAnotherID: "has-another-id"
    case .belongs: "belongs-to-another-order"
    case .orderHas: "order-has-another"
    case .orderIsRecorded: "order-is-recorded-with-another"
    }
  }

  /// The server that is in the way.
  fileprivate var server: ServerID? {
    switch self {
    case .absent: nil
    case .hasAnotherID(let server), .belongs(let server, _), .orderHas(let server), .orderIsRecorded(let server): server
    }
  }
}

extension NodeShortage {
  var json: JSONValue {
    .object([
      .init("node", .integer(node.number)), .init("name", .string(name)), .init("lacks", .array(lacks.map(\.json))),
    ])
  }
}

extension NodeShortage.Lack {
  fileprivate var json: JSONValue {
    switch self {
    case .memory(let needed, let free): .coded("memory", amounts(needed, free))
    case .disk(let needed, let free): .coded("disk", amounts(needed, free))
    case .allocation: .coded("allocation")
    case .notPublic: .coded("not-public")
    case .inMaintenance: .coded("in-maintenance")
    case .doesNotExist: .coded("does-not-exist")
    }
  }

  private func amounts(_ needed: Mebibytes, _ free: Mebibytes) -> [JSONValue.Member] {
    [.init("neededMiB", .integer(needed.count)), .init("freeMiB", .integer(free.count))]
  }
}

extension Vanished {
  var json: JSONValue {
    let found = strayed.map { strayed in
      JSONValue.object(
        [
          .init("server", .integer(strayed.id.number)), .init("externalID", .optional(strayed.externalID.text)),
        ] + strayed.externalID.hiddenMark)
    }
    return .object([
      .init("order", .string(order.text)), .init("server", .integer(recorded.id.number)),
      .init("uuid", .string(recorded.uuid)), .init("strayed", found ?? .null),
    ])
  }
}

extension Orphan {
  var json: JSONValue {
    .object([
      .init("order", .string(order.text)), .init("server", .integer(server.number)),
      .init("status", .string(status.word)),
    ])
  }
}
