internal import Planner

extension Change {
  var json: JSONValue {
    .object([
      .init("order", .string(order.text)), .init("kind", .string(kind.rawValue)),
      .init("digest", .string(digest.description)), .init("reasons", .array(reasons.map(\.json))),
      .init("server", server.map(\.json) ?? .null), .init("placement", placement.map(\.json) ?? .null),
      .init("soldBefore", soldBefore.map(\.json) ?? .null), .init("soldNow", soldNow.map(\.json) ?? .null),
      .init("differences", .array(differences.map(\.json))), .init("actions", .array(actions.map(\.json))),
      .init("notes", .array(notes.map(\.json))),
    ])
  }
}

extension Change.Reason {
  fileprivate var json: JSONValue {
    switch self {
    case .ordered, .amended, .drifted, .takenOver, .linked, .adopted, .recreated, .cancelled, .overdue, .refunded,
      .suspendedInOrder, .resumed, .removed, .overridden:
      .coded(code)
    case .ended(let until): .coded(code, [.init("until", .string(until.description))])
    case .terminated(let since): .coded(code, [.init("since", .optional(since?.description))])
    case .transferred(let customer): .coded(code, [.init("customer", .optional(customer))])
    }
  }
}

extension Change.Note {
  fileprivate var json: JSONValue {
    switch self {
    case .startupAtNextStart: .coded("startup-at-next-start")
    case .buildAtNextStartIfDaemonIsDown: .coded("build-at-next-start-if-daemon-is-down")
    case .madeByEgg(let egg): .coded("made-by-egg", [.init("egg", .integer(egg.number))])
    case .eggChanges(let from, let to):
      .coded("egg-changes", [.init("from", .integer(from.number)), .init("to", .integer(to.number))])
    case .customersVariablesNotInEgg(let names, let egg):
      .coded(
        "customers-variables-not-in-egg",
        [.init("egg", .integer(egg.number)), .init("variables", .array(names.map { .string($0) }))])
    case .newerPanelsRefuseEmail: .coded("newer-panels-refuse-email", [])
    case .panelMailsNewUser(let email): .coded("panel-mails-new-user", [.init("email", .string(email))])
    case .installationGivenUp(let seconds):
      .coded("installation-given-up", [.init("afterSeconds", .integer(seconds))])
    case .originBeyondHistory: .coded("origin-beyond-history")
    case .dueOn(let day): .coded("due", [.init("on", .string(day.description))])
    }
  }
}

extension Change.Target {
  fileprivate var json: JSONValue {
    .object([
      .init("id", .integer(id.number)), .init("uuid", .string(uuid)), .init("node", .integer(node.number)),
      .init("status", .string(status.word)), .init("observed", touched.json),
    ])
  }
}

extension Change.Sold {
  var json: JSONValue {
    .object([.init("tier", .string(tier.text)), .init("addons", .array(addons.map { .string($0.text) }))])
  }
}

extension Placement {
  var json: JSONValue {
    .object([
      .init("node", .integer(node.number)), .init("nodeName", .string(nodeName)),
      .init("allocation", .integer(allocation.id.number)), .init("address", .string(allocation.address)),
    ])
  }
}

extension ObservedValue {
  /// `"hidden": true` where there is a value that may not be shown; else nothing.
  var hiddenMark: [JSONValue.Member] { self == .hidden ? [.init("hidden", .bool(true))] : [] }
}

extension Difference {
  var json: JSONValue {
    .object(
      [
        .init("field", .string(field.path)), .init("old", .optional(old.text)), .init("new", .string(new)),
        .init("cause", .string(cause.rawValue)),
      ] + old.hiddenMark)
  }
}
