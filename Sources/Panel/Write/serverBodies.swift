import Planner

/// What `POST /servers` is sent. Every environment value is a string, for a number fails a `string` rule; egg defaults
/// are not applied by the panel, so that all required variables have to be there.
func creationBody(_ new: NewServer, owner: UserID, on allocation: AllocationID) -> JSONValue {
  let spec = new.spec
  let environment = new.customersVariables.merging(spec.startup.environment) { _, declared in declared }
  return .object([
    .init("external_id", .string(new.order.text)),
    .init("name", .string(spec.details.name)),
    .init("description", .string(spec.details.description)),
    .init("user", .integer(owner.number)),
    .init("egg", .integer(spec.startup.egg.number)),
    .init("docker_image", .string(spec.startup.image)),
    .init("startup", .string(spec.startup.command)),
    .init("environment", strings(environment)),
    .init("limits", limits(spec.build)),
    .init("feature_limits", featureLimits(spec.build)),
    .init("allocation", .object([.init("default", .integer(allocation.number))])),
  ])
}

/// What `PATCH …/details` is sent: all four, for what is left out is emptied (recording 40-005).
func detailsBody(_ update: DetailsUpdate, owner: UserID, over current: ObservedServer) -> JSONValue {
  .object([
    .init("name", .string(update.name.value(over: current.spec.details.name))),
    .init("description", .string(update.description.value(over: current.spec.details.description))),
    .init("user", .integer(owner.number)),
    .init("external_id", current.externalID.map { .string($0) } ?? .null),
  ])
}

/// What `PATCH …/build` is sent: the address that the server has, and all limits. Left out, the out-of-memory killer is
/// kept as it is (recording 41-024), which nothing else would be.
func buildBody(_ build: ServerSpec.Build, over current: ObservedServer) -> JSONValue {
  .object([
    .init("allocation", .integer(current.allocation.number)),
    .init("limits", limits(build)),
    .init("feature_limits", featureLimits(build)),
  ])
}

/// What `PATCH …/startup` is sent. An empty environment leaves every variable alone (recording 42-008); with anything in
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
  .object([
    .init("egg", .integer(update.egg.number)),
    .init("image", .string(update.image.value(over: current.spec.startup.image))),
    .init("startup", .string(update.command)),
    .init("environment", strings(environment)),
    .init("skip_scripts", .bool(false)),
  ])
}

/// What `PATCH …/startup` is sent to change the egg and nothing else. With an empty environment no rule of the new egg is asked (recording
/// 42-027), and the values that the server had under it before come back (42-029).
func eggBody(_ egg: EggID, over current: ObservedServer) -> JSONValue {
  let startup = current.spec.startup
  return startupBody(
    StartupUpdate(egg: egg, image: .keep, command: startup.command, environment: .untouched), over: current,
    environment: [:])
}

private func limits(_ build: ServerSpec.Build) -> JSONValue {
  .object([
    .init("memory", .integer(build.memory.count)),
    .init("swap", .integer(build.swap.count)),
    .init("disk", .integer(build.disk.count)),
    .init("io", .integer(build.io)),
    .init("cpu", .integer(build.cpu)),
    .init("threads", build.threads.map { .string($0) } ?? .null),
  ])
}

private func featureLimits(_ build: ServerSpec.Build) -> JSONValue {
  .object([
    .init("databases", build.databases.map { .integer($0) } ?? .null),
    .init("allocations", .integer(build.allocations)),
    .init("backups", .integer(build.backups)),
  ])
}

private func strings(_ values: [String: String]) -> JSONValue {
  .object(values.map { .init($0.key, .string($0.value)) })
}

extension Update {
  fileprivate func value(over current: Value) -> Value {
    switch self {
    case .set(let value): value
    case .keep: current
    }
  }
}

extension StartupUpdate.EnvironmentUpdate {
  /// The customers' variables go back as they were read a moment ago.
  fileprivate func merged(over current: [String: String]) -> [String: String] {
    switch self {
    case .untouched: return [:]
    case .merged(let declared, let initially):
      let filled = current.merging(initially) { read, first in read.isEmpty ? first : read }
      return filled.merging(declared) { _, ours in ours }
    }
  }
}
