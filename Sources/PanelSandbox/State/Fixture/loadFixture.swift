/// The panel's state and limits as a fixture file describes them; `docs/sandbox.md` has its format.
struct Fixture: Sendable {
  var state: PanelState
  /// Nil where it says none.
  var applicationLimit: Int?
  var clientLimit: Int?
}

/// Reads a fixture: users, locations, nodes, nests, eggs, allocations, servers, keys and limits.
func loadFixture(_ text: [UInt8], into empty: PanelState) throws(FixtureError) -> Fixture {
  let fixture: JSON
  do {
    fixture = try JSONParser.parse(text)
  } catch {
    throw FixtureError(description: "not JSON")
  }
  var state = empty
  try loadUsers(fixture, into: &state)
  try loadPlaces(fixture, into: &state)
  try loadNestsAndEggs(fixture, into: &state)
  try loadAllocations(fixture, into: &state)
  try loadServers(fixture, into: &state)
  for entry in try FixtureReader.entries(fixture, "keys") { state.keys.append(try key(entry)) }
  return Fixture(
    state: state, applicationLimit: limit(fixture, "application_requests_per_minute"),
    clientLimit: limit(fixture, "client_requests_per_minute"))
}

private func limit(_ fixture: JSON, _ name: String) -> Int? {
  if case .integer(let limit)? = fixture.value(at: "limits.\(name)") { limit } else { nil }
}

/// Reads the users of a fixture.
func loadUsers(_ fixture: JSON, into state: inout PanelState) throws(FixtureError) {
  for entry in try FixtureReader.entries(fixture, "users") {
    state.users.put(
      User(
        id: try entry.integer("id"), externalID: entry.optionalText("external_id"), uuid: try entry.text("uuid"),
        username: try entry.text("username"), email: try entry.text("email"),
        firstName: try entry.text("first_name"), lastName: try entry.text("last_name"),
        language: entry.optionalText("language") ?? "en", isRootAdmin: entry.flag("root_admin"),
        usesTwoFactor: entry.flag("2fa"), createdAt: state.now, updatedAt: state.now))
  }
}

private func loadPlaces(_ fixture: JSON, into state: inout PanelState) throws(FixtureError) {
  for entry in try FixtureReader.entries(fixture, "locations") {
    state.locations.put(
      Location(
        id: try entry.integer("id"), short: try entry.text("short"), long: entry.optionalText("long"),
        createdAt: state.now, updatedAt: state.now))
  }
  for entry in try FixtureReader.entries(fixture, "nodes") { state.nodes.put(try node(entry, in: &state)) }
  state.databaseHosts.put(
    DatabaseHost(
      id: 1, name: "local", host: "127.0.0.1", port: 33306, username: "dbhost", node: nil,
      createdAt: state.now, updatedAt: state.now))
}

private func node(_ entry: FixtureReader, in state: inout PanelState) throws(FixtureError) -> Node {
  Node(
    id: try entry.integer("id"), uuid: try entry.text("uuid"), isPublic: entry.flag("public", default: true),
    name: try entry.text("name"), description: entry.optionalText("description"),
    location: try entry.integer("location_id"), fqdn: try entry.text("fqdn"),
    scheme: entry.optionalText("scheme") ?? "http", isBehindProxy: entry.flag("behind_proxy"),
    isUnderMaintenance: entry.flag("maintenance_mode"), memory: try entry.integer("memory"),
    memoryOverallocate: entry.optionalInteger("memory_overallocate") ?? 0, disk: try entry.integer("disk"),
    diskOverallocate: entry.optionalInteger("disk_overallocate") ?? 0,
    uploadSize: entry.optionalInteger("upload_size") ?? 100,
    daemonListen: entry.optionalInteger("daemon_listen") ?? 8080,
    daemonSFTP: entry.optionalInteger("daemon_sftp") ?? 2022,
    daemonBase: entry.optionalText("daemon_base") ?? "/var/lib/pterodactyl/volumes",
    daemonTokenID: state.randomness.word(16), daemonToken: state.randomness.word(64), createdAt: state.now,
    updatedAt: state.now)
}

private func loadAllocations(_ fixture: JSON, into state: inout PanelState) throws(FixtureError) {
  let entries = try FixtureReader.entries(fixture, "allocations")
  state.allocations.reserve(entries.count)
  for entry in entries {
    state.allocations.put(
      Allocation(
        id: try entry.integer("id"), node: try entry.integer("node"), ip: try entry.text("ip"),
        alias: entry.optionalText("alias"), port: try entry.integer("port"), notes: entry.optionalText("notes")))
  }
}

private func key(_ entry: FixtureReader) throws(FixtureError) -> Key {
  let kind = try entry.text("kind")
  guard let reach = Key.Reach(rawValue: try entry.text("type")) else {
    throw entry.missing("type", "application or client")
  }
  var permissions: [String: Int] = [:]
  for member in entry.entry["permissions"]?.members ?? [:] {
    if case .integer(let bits) = member.value { permissions[member.key] = bits }
  }
  return Key(
    kind: kind, token: entry.optionalText("token") ?? Key.token(kind: kind, reach: reach), reach: reach,
    owner: try entry.integer("owner"), permissions: permissions,
    allowedIPs: entry.entry["allowed_ips"]?.items?.compactMap(\.text) ?? [])
}
