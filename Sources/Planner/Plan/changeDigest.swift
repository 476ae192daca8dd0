/// The version of the digest's contents; a change of them is a change of this word. Whoever changes it lets saved plans name it under
/// `digests`: plans without that key are those of the first, and a version that makes others refuses them by name.
public let digestFormat = "botfleet.change/1"

/// The fingerprint of a change: equal where exactly the same would be done to the same server in the same state.
///
/// Not covered are revision, date, reasons, addresses, other orders, capacity and customers' values: they move without changing
/// what is done.
func changeDigest(order: OrderID, kind: Change.Kind, actions: [Action], server: Change.Target?) -> Digest {
  Digest(
    of: .object([
      .init("format", .string(digestFormat)),
      .init("order", .string(order.text)),
      .init("kind", .string(kind.rawValue)),
      .init("actions", .array(actions.map(\.digested))),
      .init("server", server.map(\.digested) ?? .null),
    ]))
}

extension Change.Target {
  fileprivate var digested: JSONValue {
    .object([
      .init("uuid", .string(uuid)), .init("status", .string(status.word)), .init("node", .integer(node.number)),
      .init("observed", touched.json),
    ])
  }
}

extension FieldValues {
  /// Each field's path and value, in the fields' order.
  public var json: JSONValue {
    .object(fields.map { field in .init(field.path, .string(self[field] ?? "")) })
  }
}

extension Action {
  fileprivate var digested: JSONValue {
    switch self {
    case .createUser(let user): .object([.init("do", .string(word)), .init("user", user.digested)])
    case .linkUser(let link):
      .object([
        .init("do", .string(word)), .init("user", .integer(link.user.number)),
        .init("externalID", .string(link.externalID)),
      ])
    case .createServer(let server): .object([.init("do", .string(word)), .init("server", server.digested)])
    case .updateDetails(let update):
      .object([.init("do", .string(word))] + update.members)
    case .updateBuild(let build): .object([.init("do", .string(word)), .init("build", build.json)])
    case .updateStartup(let update): .object([.init("do", .string(word)), .init("startup", update.digested)])
    case .link, .suspend, .unsuspend, .delete: .object([.init("do", .string(word))])
    }
  }
}

extension NewUser {
  fileprivate var digested: JSONValue {
    .object([
      .init("externalID", .string(externalID)), .init("email", .string(email)), .init("username", .string(username)),
      .init("firstName", .string(firstName)), .init("lastName", .string(lastName)),
    ])
  }
}

extension NewServer {
  /// Without the address: the next free one on the same node is as good.
  fileprivate var digested: JSONValue {
    .object([
      .init("spec", FieldValues(spec).json), .init("initially", customersVariables.digested),
      .init("node", .integer(placement.node.number)),
    ])
  }
}

extension StartupUpdate {
  fileprivate var digested: JSONValue {
    .object(members + [.init("environment", environment.digested)])
  }
}

extension StartupUpdate.EnvironmentUpdate {
  fileprivate var digested: JSONValue {
    switch self {
    case .untouched: .null
    case .merged(let declared, let initially):
      .object([.init("declared", declared.digested), .init("initially", initially.digested)])
    }
  }
}

extension [String: String] {
  fileprivate var digested: JSONValue {
    .object(sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
  }
}
