import Planner

/// The body of `POST /servers`. Every environment value is a string, because a number fails a `string` rule. The panel
/// does not apply an egg's defaults, so all required variables have to be there.
func creationBody(_ new: NewServer, owner: UserID, on allocation: AllocationID) -> JSONValue {
  var spec = new.spec
  spec.details.owner = .user(owner)
  let environment = new.customersVariables.merging(spec.startup.environment.byName) { _, declared in declared }
  return body(
    of: spec, [.details, .build, .startup], .create,
    beside: [
      .init("external_id", .string(new.order.text)),
      .init("environment", strings(environment)),
      .init("allocation", .object([.init("default", .integer(allocation.number))])),
    ])
}

/// The body of `PATCH …/details`: all four fields, because whatever is left out is emptied (recording 40-005).
func detailsBody(_ update: DetailsUpdate, owner: UserID, over current: ObservedServer) -> JSONValue {
  var spec = current.spec
  spec.details = update.applied(to: spec.details)
  spec.details.owner = .user(owner)
  return body(
    of: spec, [.details], .update, beside: [.init("external_id", current.externalID.map { .string($0) } ?? .null)])
}

/// What `PATCH …/details` is sent to give a server an external id, and to leave everything else as it is.
func linkBody(_ externalID: String, over current: ObservedServer) -> JSONValue {
  body(of: current.spec, [.details], .update, beside: [.init("external_id", .string(externalID))])
}

/// The body of `PATCH …/build`: the server's present address, and all limits. The out-of-memory killer, left out, is
/// kept as it is (recording 41-024); nothing else would be.
func buildBody(_ build: ServerSpec.Build, over current: ObservedServer) -> JSONValue {
  var spec = current.spec
  spec.build = build
  return body(
    of: spec, [.build], .update, beside: [.init("allocation", .integer(current.allocation.number))])
}

/// The body of `PATCH …/startup`. An empty environment leaves every variable alone (recording 42-008); with anything in
/// it, each variable that is missing is emptied or refused (42-011, 42-012).
func startupBody(
  _ update: StartupUpdate, over current: ObservedServer, wholeEnvironment: [String: String]
) -> JSONValue {
  startupBody(update, over: current, environment: update.environment.merged(over: wholeEnvironment))
}

/// The same with exactly these variables.
func startupBody(
  _ update: StartupUpdate, over current: ObservedServer, environment: [String: String]
) -> JSONValue {
  var spec = current.spec
  spec.startup = update.applied(to: spec.startup)
  return body(
    of: spec, [.startup], .update,
    beside: [.init("environment", strings(environment)), .init("skip_scripts", .bool(false))])
}

/// The body of `PATCH …/startup` that changes the egg and nothing else. With an empty environment no rule of the new
/// egg is checked (recording 42-027), and the values that the server had under it before come back (42-029).
func eggBody(_ egg: EggID, over current: ObservedServer) -> JSONValue {
  let startup = current.spec.startup
  return startupBody(
    StartupUpdate(egg: egg, image: .keep, command: startup.command, environment: .untouched), over: current,
    environment: [:])
}

/// The groups' fields as the panel names them, and `others`; variables are left to the caller, who knows all of them.
private func body(
  of spec: ServerSpec, _ groups: Set<Field.Group>, _ request: ServerRequest, beside others: [JSONValue.Member]
) -> JSONValue {
  var members = others
  var limits: [JSONValue.Member] = []
  var featureLimits: [JSONValue.Member] = []
  for field in Field.fixed where groups.contains(field.group) {
    switch field.key(in: request) {
    case .user(let key):
      guard case .user(let owner) = spec.details.owner else { preconditionFailure("an owner who has no number yet") }
      members.append(.init(key, .integer(owner.number)))
    case .own(let key): members.append(.init(key, spec.json(of: field)))
    case .limit(let key): limits.append(.init(key, spec.json(of: field)))
    case .featureLimit(let key): featureLimits.append(.init(key, spec.json(of: field)))
    case .none: break
    }
  }
  if !limits.isEmpty { members.append(.init("limits", .object(limits))) }
  if !featureLimits.isEmpty { members.append(.init("feature_limits", .object(featureLimits))) }
  return .object(members)
}

/// What a body is for.
private enum ServerRequest { case create, update }

/// The panel's key for a field in a body.
private enum BodyKey {
  case own(String)
  case user(String)
  case limit(String)
  case featureLimit(String)
  /// It is sent another way.
  case none
}

extension Field {
  fileprivate func key(in request: ServerRequest) -> BodyKey {
    switch self {
    case .name: .own("name")
    case .description: .own("description")
    case .owner: .user("user")
    case .memory: .limit("memory")
    case .swap: .limit("swap")
    case .disk: .limit("disk")
    case .io: .limit("io")
    case .cpu: .limit("cpu")
    case .threads: .limit("threads")
    case .databases: .featureLimit("databases")
    case .backups: .featureLimit("backups")
    case .allocations: .featureLimit("allocations")
    case .egg: .own("egg")
    case .image:
      switch request {
      case .create: .own("docker_image")
      case .update: .own("image")
      }
    case .command: .own("startup")
    case .variable, .suspended: .none
    }
  }
}

private func strings(_ values: [String: String]) -> JSONValue {
  .object(values.map { .init($0.key, .string($0.value)) })
}

extension StartupUpdate.EnvironmentUpdate {
  /// The customer's variables go back as they were read a moment ago.
  fileprivate func merged(over current: [String: String]) -> [String: String] {
    switch self {
    case .untouched: return [:]
    case .merged(let declared, let initially):
      let filled = current.merging(initially) { read, first in read.isEmpty ? first : read }
      return filled.merging(declared) { _, ours in ours }
    }
  }
}
