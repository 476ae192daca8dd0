/// Which servers of a panel an import is about.
struct ImportSelection {
  /// Those that no order and no record of the fleet names, by an egg that its catalog uses.
  let newcomers: [ObservedServer]
  /// Those among them that are asked for.
  let wanted: [ObservedServer]
  /// Those that are asked for, and whose eggs nothing in the catalog uses.
  let unsold: [ObservedServer]
  let counts: FleetImport.Counts

  /// - Parameter named: the servers that are asked for by name; nil for all.
  init(
    of servers: [ObservedServer], in fleet: Fleet, _ trusted: TrustedResults, _ question: ImportQuestion,
    _ named: Set<ServerID>?
  ) {
    let known = KnownServers(fleet, trusted)
    let sold = fleet.soldEggs
    var (newcomers, wanted): ([ObservedServer], [ObservedServer]) = ([], [])
    var unsold: [ObservedServer] = []
    var (inFleet, filtered) = (0, 0)
    for server in servers {
      let egg = server.spec.startup.egg
      let isAskedFor =
        (question.nodes.isEmpty || question.nodes.contains(server.node))
        && (question.eggs.isEmpty || question.eggs.contains(egg)) && (named?.contains(server.id) ?? true)
      if known.has(server) {
        inFleet += 1
      } else if !sold.contains(egg) {
        if isAskedFor { unsold.append(server) } else { filtered += 1 }
      } else {
        newcomers.append(server)
        if isAskedFor { wanted.append(server) } else { filtered += 1 }
      }
    }
    self.newcomers = newcomers
    self.wanted = wanted
    self.unsold = unsold
    counts = .init(
      servers: servers.count, inFleet: inFleet, filtered: filtered,
      otherEggs: Dictionary(unsold.map { ($0.spec.startup.egg, 1) }, uniquingKeysWith: +))
  }
}

/// The servers that a fleet names already.
private struct KnownServers {
  private let ids: Set<String>
  private let uuids: Set<String>

  init(_ fleet: Fleet, _ trusted: TrustedResults) {
    ids = fleet.knownIDs(trusted)
    uuids = Set((Array(fleet.results.values) + trusted.results.values).compactMap { $0.livingServer?.uuid })
      .union(fleet.orders.compactMap(\.server?.value))
  }

  func has(_ server: ObservedServer) -> Bool {
    uuids.contains(server.uuid) || server.externalID.map { ids.contains($0.lowercased()) } ?? false
  }
}

extension Fleet {
  /// The ids that orders or records have already, whether they can be read or not.
  func knownIDs(_ trusted: TrustedResults) -> Set<String> {
    var ids = Set(orders.map(\.id.text))
    ids.formUnion(unreadable.lazy.map(\.text))
    ids.formUnion(results.keys.lazy.map(\.text))
    ids.formUnion(trusted.results.keys.lazy.map(\.text))
    return ids
  }

  /// The eggs that servers of the fleet have: its own, and those of its tiers.
  var soldEggs: Set<EggID> {
    Set(catalog.tiers.keys.map { egg(of: Change.Sold(tier: $0, addons: []), in: effectiveCatalog) }).union([
      settings.server.egg.id
    ])
  }
}

/// The ids that a server cannot become, for they are somebody else's.
struct TakenIDs {
  private let known: Set<String>
  /// External ids in lower case, as the panel compares them, by whose they are.
  private let external: [String: ServerID]
  /// Whence servers get an id that is known before their variables are read.
  private let given: [OrderID: [ImportedOrder.IDSource]]

  init(
    _ servers: [ObservedServer], _ fleet: Fleet, _ trusted: TrustedResults, newcomers: [ObservedServer],
    _ ids: ImportedIDs
  ) {
    known = fleet.knownIDs(trusted)
    external = Dictionary(
      servers.compactMap { server in server.externalID.map { ($0.lowercased(), server.id) } },
      uniquingKeysWith: { first, _ in first })
    var given: [OrderID: [ImportedOrder.IDSource]] = [:]
    for server in newcomers {
      if let known = try? ids.known(of: server) { given[known.id, default: []].append(known.source) }
    }
    self.given = given
  }

  /// Whether somebody else has an id, or has a better claim to it: what a server is already comes before what the table says, and that
  /// before a guess.
  func isTaken(_ id: OrderID, for server: ObservedServer, from source: ImportedOrder.IDSource) -> Bool {
    if known.contains(id.text) { return true }
    if let holder = external[id.text], holder != server.id { return true }
    let claims = given[id] ?? []
    switch source {
    case .externalID: return false
    case .map: return claims.count { $0 == .map } > 1
    case .pattern: return claims.contains(.map) || claims.count { $0 == .pattern } > 1
    case .variable, .number: return !claims.isEmpty
    }
  }
}

extension ImportMap {
  /// The rows by the servers that they name. What names none, several, or one that another row has is a problem.
  func assigned(among names: ServerNames, _ problems: inout [Diagnostic]) -> [ServerID: ImportRow] {
    var assigned: [ServerID: ImportRow] = [:]
    for row in rows {
      do throws(ScalarError) {
        let server = try names.server(row.server.value)
        if let earlier = assigned[server.id] {
          throw ScalarError(
            "repeated-server", "line \(earlier.server.place.line) is about server \(server.id) already",
            hint: "keep one of the two")
        }
        assigned[server.id] = row
      } catch {
        problems.append(Diagnostic(.error, code: error.code, error.message, hint: error.hint, at: row.server.place))
      }
    }
    return assigned
  }
}

/// The servers that somebody asked for; nil for all.
func serversAskedFor(_ texts: [String], among names: ServerNames, _ problems: inout [Diagnostic]) -> Set<ServerID>? {
  guard !texts.isEmpty else { return nil }
  var servers: Set<ServerID> = []
  for text in texts {
    do throws(ScalarError) {
      servers.insert(try names.server(text).id)
    } catch {
      problems.append(Diagnostic(.error, code: error.code, error.message, hint: error.hint, path: "--server"))
    }
  }
  return servers
}
