/// Reads the servers of a fixture, each on the allocations that it names.
///
/// Only `id`, `name`, `user`, `egg` and `allocation` are needed: the node follows the allocation, the nest, the
/// image and the startup command follow the egg, and limits left out are 0 (unlimited).
func loadServers(_ fixture: JSON, into state: inout PanelState) throws(FixtureError) {
  let entries = try FixtureReader.entries(fixture, "servers")
  state.servers.reserve(entries.count)
  for entry in entries {
    let server = try server(entry, in: &state)
    state.servers.put(server)
    state.allocations.assign(server.allocation, to: server.id)
    for case .integer(let additional) in entry.entry["additional_allocations"]?.items ?? [] {
      state.allocations.assign(additional, to: server.id)
    }
  }
}

private func server(_ entry: FixtureReader, in state: inout PanelState) throws(FixtureError) -> Server {
  let eggID = try entry.integer("egg")
  guard let egg = state.eggs[eggID] else { throw entry.missing("egg", "an egg of this fixture") }
  guard let allocation = state.allocations[try entry.integer("allocation")], allocation.server == nil else {
    throw entry.missing("allocation", "a free allocation of this fixture")
  }
  guard state.users[try entry.integer("user")] != nil else { throw entry.missing("user", "a user of this fixture") }
  let features = try FixtureReader(entry.entry["feature_limits"] ?? [:], "\(entry.name).feature_limits")
  return Server(
    id: try entry.integer("id"), externalID: entry.optionalText("external_id"),
    uuid: entry.optionalText("uuid") ?? state.randomness.uuid(), name: try entry.text("name"),
    description: entry.optionalText("description") ?? "", status: try status(entry), skipsScripts: false,
    owner: try entry.integer("user"), node: allocation.node, allocation: allocation.id, nest: egg.nest, egg: egg.id,
    limits: try limits(entry), databaseLimit: features.optionalInteger("databases") ?? 0,
    allocationLimit: features.optionalInteger("allocations") ?? 0,
    backupLimit: features.optionalInteger("backups") ?? 0, startup: entry.optionalText("startup") ?? egg.startup,
    image: entry.optionalText("image") ?? egg.firstDockerImage ?? "", variables: variables(entry, of: egg),
    createdAt: state.now, updatedAt: state.now)
}

private func status(_ entry: FixtureReader) throws(FixtureError) -> ServerStatus? {
  guard let text = entry.optionalText("status") else { return nil }
  guard let status = ServerStatus(rawValue: text) else { throw entry.missing("status", "a server status or null") }
  return status
}

private func limits(_ entry: FixtureReader) throws(FixtureError) -> ServerLimits {
  let limits = try FixtureReader(entry.entry["limits"] ?? [:], "\(entry.name).limits")
  return ServerLimits(
    memory: limits.optionalInteger("memory") ?? 0, swap: limits.optionalInteger("swap") ?? 0,
    disk: limits.optionalInteger("disk") ?? 0, io: limits.optionalInteger("io") ?? 500,
    cpu: limits.optionalInteger("cpu") ?? 0, threads: limits.optionalText("threads"),
    oomDisabled: limits.flag("oom_disabled", default: true))
}

private func variables(_ entry: FixtureReader, of egg: Egg) -> [Int: String] {
  let environment = entry.entry["environment"]?.members ?? [:]
  var values: [Int: String] = [:]
  for variable in egg.variables {
    if let value = environment[variable.environmentName]?.text { values[variable.id] = value }
  }
  return values
}
