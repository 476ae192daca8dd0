extension Waiting.Reason {
  /// Why, in one line.
  public var words: String {
    switch self {
    case .quotePending: "the quote is not accepted yet"
    case .paymentPending: "payment is pending"
    case .overdue: "payment is overdue"
    case .refunded: "payment was refunded"
    case .suspendedInOrder: "suspended in the order"
    case .notBegun(let from): "ordered from \(from)"
    case .ended(let until): "ordered until \(until), which has passed"
    case .tierRetired(let tier): "tier \(tier) is retired"
    case .noSuchUser(let id): "the panel has no user with the external id \(id)"
    case .userNotLinkable(let user, let customer, let obstacle): obstacle.words(user, customer)
    case .serverNotLinkable(let uuid, let obstacle): obstacle.words(uuid)
    case .externalIDTaken(let server): "server \(server) has the same id in capitals, which the panel treats as equal"
    case .nowhereToPlace: "no node has room"
    case .upgradeDoesNotFit(let shortage): "the upgrade does not fit on \(shortage.nodeWords)"
    case .eggChange(let from, let to): "its egg would change from \(from) to \(to)"
    case .eggRefusesValue(let variable, let rule, let egg):
      "egg \(egg) would refuse what the customer has in \(visible(variable)), by its rule \(visible(rule))"
    case .missingPermissions(let permissions): "the key lacks \(permissions.map(\.rawValue).joined(separator: ", "))"
    case .installing(let until): "still installing; the suspension waits until \(until) at the latest"
    case .restoringBackup: "a backup is being restored"
    case .unfamiliarStatus(let status): "its status on the panel is \(status), which botfleet does not know"
    }
  }

  /// What each node lacks.
  public var facts: [String] {
    switch self {
    case .nowhereToPlace(let shortages): shortages.map(\.words)
    case .upgradeDoesNotFit(let shortage): [shortage.lackWords]
    case .eggChange(let from, _):
      [
        "its files and variables were made for egg \(from), and nothing is reinstalled; "
          + "to change it all the same, write in the order: `eggChange: allowed`"
      ]
    case .eggRefusesValue(let variable, _, let egg):
      [
        "the panel checks all variables together; have the value of \(visible(variable)) changed on the panel to one that "
          + "egg \(egg) accepts, or change the rule of the egg"
      ]
    case .quotePending, .paymentPending, .overdue, .refunded, .suspendedInOrder, .notBegun, .ended, .tierRetired,
      .noSuchUser, .userNotLinkable, .serverNotLinkable, .externalIDTaken, .missingPermissions, .installing,
      .restoringBackup, .unfamiliarStatus:
      []
    }
  }
}

extension UserObstacle {
  /// Users are named by their number alone, for whoever may propose an order reads this.
  fileprivate func words(_ user: UserID, _ customer: String) -> String {
    switch self {
    case .absent: "the panel has no user \(user), whom the order names as customer \(customer)"
    case .administrator: "panel user \(user) is a root administrator, and such a user never becomes a customer"
    case .hasAnotherID: "panel user \(user) has another external id than \(customer)"
    case .customerIs(let other): "customer \(customer) is panel user \(other), and the order names user \(user)"
    }
  }
}

extension ServerObstacle {
  fileprivate func words(_ uuid: String) -> String {
    switch self {
    case .absent: "the panel has no server \(uuid), which the order names"
    case .hasAnotherID(let server): "server \(server), which the order names, has another external id"
    case .belongs(let server, let order): "server \(server), which the order names, belongs to order \(order)"
    case .orderHas(let server): "the order names server \(uuid), but has server \(server) already"
    case .orderIsRecorded(let server): "the order names server \(uuid), but is recorded with server \(server)"
    }
  }
}

extension NodeShortage {
  /// `node 1 (ams-1): memory 1GiB needed, 512MiB free`
  public var words: String { "\(nodeWords): \(lackWords)" }

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
