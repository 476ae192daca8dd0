internal import Planner

extension Action {
  /// What the panel is told, without the values that customers' variables begin with.
  var json: JSONValue {
    let word = JSONValue.Member("do", .string(word))
    return switch self {
    case .createUser(let user): user.json.behind([word])
    case .linkUser(let link):
      .object([word, .init("user", .integer(link.user.number)), .init("externalID", .string(link.externalID))])
    case .createServer(let server): server.json.behind([word])
    case .updateDetails(let update): .object([word] + update.members)
    case .updateBuild(let build): .object([word, .init("build", build.json)])
    case .updateStartup(let update): update.json.behind([word])
    case .link, .suspend, .unsuspend, .delete: .object([word])
    }
  }
}

extension NewUser {
  fileprivate var json: JSONValue {
    .object([
      .init("externalID", .string(externalID)), .init("email", .string(email)), .init("username", .string(username)),
      .init("firstName", .string(firstName)), .init("lastName", .string(lastName)),
    ])
  }
}

extension NewServer {
  fileprivate var json: JSONValue {
    .object([
      .init("spec", FieldValues(spec).json), .init("customersVariables", names(customersVariables)),
      .init("placement", placement.json),
    ])
  }
}

extension StartupUpdate {
  fileprivate var json: JSONValue { .object(members + [.init("environment", environment.json)]) }
}

extension StartupUpdate.EnvironmentUpdate {
  /// Null is not sent.
  fileprivate var json: JSONValue {
    switch self {
    case .untouched: .null
    case .merged(let declared, let initially):
      .object([
        .init("declared", .object(declared.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
        .init("customersVariables", names(initially)),
      ])
    }
  }
}

/// The names of customers' variables; what they begin with is nobody's business.
private func names(_ variables: [String: String]) -> JSONValue { .array(variables.keys.sorted().map { .string($0) }) }
