import Planner

/// Which nest each egg is in, according to the panel; shared by all runs.
actor NestDirectory {
  private var nests: [EggID: NestID] = [:]

  /// The nest of an egg; the panel is asked where it is not known yet.
  func nest(of egg: EggID, over connection: PanelConnection) async throws(PanelFailure) -> NestID {
    if let nest = nests[egg] { return nest }
    // An egg is in one nest, and its list is short: some kilobytes for each egg (recording 52-015).
    let call = APIRequest.get("nests", ["include=eggs"], needs: .eggGroups)
    let found = try await ListWalk<WireNest>(call, over: connection).items { ($0.nest, $0.eggs) }
    for (nest, eggs) in found {
      guard let eggs else { throw .access(.permissionMissing(.eggs)) }
      for egg in eggs { nests[egg] = nest }
    }
    guard let nest = nests[egg] else { throw .notFound(.egg(EggReference(egg))) }
    return nest
  }

  /// Forgets which nest an egg is in.
  func forget(_ egg: EggID) { nests[egg] = nil }
}
