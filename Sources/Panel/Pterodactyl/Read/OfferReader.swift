import Planner

/// Reads what a panel has to choose from, and notes what the key may not read instead of failing on it.
struct OfferReader: PermittedReader {
  let connection: PanelConnection
  var missing: Set<Permission> = []

  init(connection: PanelConnection) {
    self.connection = connection
  }

  /// One request for each nest and each node, and those for the lists of both and of users.
  mutating func offers() async throws(PanelFailure) -> PanelOffers {
    let eggs = try await allowed(offeredEggs)
    let nodes = try await nodes()
    let users = try await allowed { connection async throws(PanelFailure) in
      try await ListWalk<WireOfferedUser>(.get("users", needs: .users), over: connection).items(\.offered)
    }
    return PanelOffers(eggs: eggs, nodes: nodes, users: users, missingPermissions: missing)
  }

  private mutating func nodes() async throws(PanelFailure) -> [OfferedNode]? {
    let nodes = try await allowed { connection async throws(PanelFailure) in
      try await ListWalk<WireOfferedNode>(.get("nodes", needs: .nodes), over: connection).items { $0 }
    }
    guard let nodes else { return nil }
    let free = try await allowed { connection async throws(PanelFailure) in
      try await concurrently(nodes, width: width) { node in
        do throws(PanelFailure) {
          return .success(try await freeAllocations(on: NodeID(node.number), over: connection).count)
        } catch {
          return .failure(error)
        }
      }
    }
    return nodes.enumerated().map { index, node in node.offered(freeAddresses: free?[index]) }
  }
}

/// As many requests at once as a panel with a handful of workers serves well.
private let width = 4

private func offeredEggs(over connection: PanelConnection) async throws(PanelFailure) -> [OfferedEgg] {
  let nests = try await ListWalk<WireNamedNest>(.get("nests", needs: .eggGroups), over: connection).items { $0 }
  let found = try await concurrently(nests, width: width) { nest in
    do throws(PanelFailure) {
      return .success((nest, try await eggs(in: nest, over: connection)))
    } catch {
      return .failure(error)
    }
  }
  let done = found.flatMap(\.1).reduce(into: [EggID: [String]]()) { $0[EggID($1.number)] = $1.doneTexts }
  var offered: [OfferedEgg] = []
  for (nest, eggs) in found {
    for egg in eggs {
      guard let egg = egg.offered(in: nest, inheriting: { done[$0] }) else {
        throw .access(.permissionMissing(.eggs))
      }
      offered.append(egg)
    }
  }
  return offered.sorted { $0.id < $1.id }
}

/// Not paged (recording 52-019).
private func eggs(
  in nest: WireNamedNest, over connection: PanelConnection
) async throws(PanelFailure) -> [WireOfferedEgg] {
  let call = APIRequest.get("nests/\(nest.number)/eggs", ["include=variables"], needs: .eggs)
  let list = try await connection.value(of: call) { response throws(PanelFailure) in
    try decode(WireRelated<WireOfferedEgg>.self, from: response, to: call)
  }
  guard let eggs = list.items else { throw .access(.permissionMissing(.eggs)) }
  for (index, egg) in eggs.enumerated() {
    guard let violation = egg.violation else { continue }
    throw .unreadable(.never, unreadable(violation, at: "data.\(index).attributes", call))
  }
  return eggs
}
