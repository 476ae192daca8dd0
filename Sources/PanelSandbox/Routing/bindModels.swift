extension PanelState {
  /// Finds the models that a path names. One that does not exist, or does not belong to the one before it, is a 404.
  func bind(_ route: Route, _ found: [String]) throws(Refusal) -> (models: [ModelKind: Int], texts: [String]) {
    var models: [ModelKind: Int] = [:]
    var texts: [String] = []
    for (segment, text) in zip(route.parameters, found) {
      switch segment {
      case .model(let kind):
        guard let id = id(of: kind, named: text, within: models) else { throw .modelNotFound }
        models[kind] = id
      case .text, .optionalText: texts.append(text)
      case .word: break
      }
    }
    return (models, texts)
  }

  private func id(of kind: ModelKind, named text: String, within parents: [ModelKind: Int]) -> Int? {
    if kind == .namedServer { return servers.named(text)?.id }
    if kind == .backup { return backup(text, of: parents[.namedServer]) }
    guard let id = PHPNumber.leadingNumber(text) else { return nil }
    switch kind {
    case .server: return servers[id]?.id
    case .user: return users[id]?.id
    case .node: return nodes[id]?.id
    case .location: return locations[id]?.id
    case .nest: return nests[id]?.id
    case .egg: return eggs[id].flatMap { parents[.nest] == $0.nest ? id : nil }
    case .allocation: return allocations[id].flatMap { belongs($0, to: parents) ? id : nil }
    case .database: return databases[id].flatMap { parents[.server] == $0.server ? id : nil }
    case .namedServer, .backup: return nil
    }
  }

  private func belongs(_ allocation: Allocation, to parents: [ModelKind: Int]) -> Bool {
    if let server = parents[.namedServer] { return allocation.server == server }
    return parents[.node] == allocation.node
  }

  private func backup(_ uuid: String, of server: Int?) -> Int? {
    backups.all.first { $0.uuid == uuid && $0.server == server }?.id
  }

  /// Whether the database has such a row, for the rules `exists` and `unique`.
  func hasRecord(_ table: String, _ column: String, _ value: JSON, _ except: RecordExcept) -> Bool {
    guard let text = PHPNumber.text(value) else { return false }
    switch (table, column) {
    case ("servers", "external_id"): return isOther(servers.withExternalID(text)?.id, except)
    case ("servers", "allocation_id"): return isOther(serverDefaulting(to: text), except)
    case ("users", "external_id"): return hasUser(\.externalID, text, except)
    case ("users", "email"): return hasUser(\.email, text, except)
    case ("users", "username"): return hasUser(\.username, text, except)
    case ("locations", "short"):
      return locations.all.contains { collated($0.short) == collated(text) && isOther($0.id, except) }
    case (_, "id"): return PHPNumber.leadingNumber(text).map { hasRow(table, $0, except) } ?? false
    default: preconditionFailure("no rule asks for \(table).\(column)")
    }
  }

  private func hasRow(_ table: String, _ id: Int, _ except: RecordExcept) -> Bool {
    switch table {
    case "users": users[id] != nil
    case "locations": locations[id] != nil
    case "nodes": nodes[id] != nil
    case "eggs": eggs[id] != nil
    case "allocations": allocations[id].map { except != .assigned || $0.server == nil } ?? false
    case "database_hosts": databaseHosts[id] != nil
    default: preconditionFailure("no rule asks for rows of \(table)")
    }
  }

  private func serverDefaulting(to allocation: String) -> Int? {
    guard let id = PHPNumber.leadingNumber(allocation), let owner = allocations[id]?.server else { return nil }
    return servers[owner]?.allocation == id ? owner : nil
  }

  private func hasUser(_ column: (User) -> String?, _ text: String, _ except: RecordExcept) -> Bool {
    let wanted = collated(text)
    return users.all.contains { column($0).map(collated) == wanted && isOther($0.id, except) }
  }

  private func isOther(_ id: Int?, _ except: RecordExcept) -> Bool {
    guard let id else { return false }
    return except != .row(id)
  }
}

/// The models that a path can name.
enum ModelKind: Sendable, Hashable {
  case server, user, node, location, nest, egg, allocation, database, backup
  /// A server by uuid or identifier, as the Client API names it.
  case namedServer
}
