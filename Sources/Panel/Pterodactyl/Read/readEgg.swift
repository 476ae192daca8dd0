import Planner

/// An egg with its variables and images. Where nobody says which nest it is in, that is looked up: the only way to an
/// egg is through its nest (recording 52-023: 404).
func readEgg(
  _ egg: EggReference, in nests: NestDirectory, over connection: PanelConnection
) async throws(PanelFailure) -> Egg {
  if let nest = egg.nest { return try await readEgg(egg.id, in: nest, over: connection) }
  do throws(PanelFailure) {
    return try await readEgg(egg.id, in: try await nests.nest(of: egg.id, over: connection), over: connection)
  } catch {
    guard case .notFound(.egg(let missing)) = error, missing.nest != nil else { throw error }
  }
  // It has moved to another nest since then, or is gone.
  await nests.forget(egg.id)
  return try await readEgg(egg.id, in: try await nests.nest(of: egg.id, over: connection), over: connection)
}

private func readEgg(
  _ egg: EggID, in nest: NestID, over connection: PanelConnection
) async throws(PanelFailure) -> Egg {
  let call = APIRequest.get("nests/\(nest)/eggs/\(egg)", ["include=variables"], needs: .eggs)
  let wire: WireEgg
  do throws(PanelFailure) {
    wire = try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireEgg.self, from: response, to: call)
    }
  } catch {
    if case .notFound(.subject) = error { throw .notFound(.egg(EggReference(egg, in: nest))) }
    throw error
  }
  guard let variables = wire.relationships.variables.items else { throw .access(.permissionMissing(.eggs)) }
  return Egg(id: EggID(wire.number), variables: variables.map(\.variable), images: wire.images.all)
}

/// The egg as far as one of its servers shows it, for keys that may not read eggs: every variable with its rules, and
/// no images (recording 21-003).
func readEgg(of server: ObservedServer, over connection: PanelConnection) async throws(PanelFailure) -> Egg? {
  let call = APIRequest.server(server.id, include: ["include=variables"])
  let wire = try await connection.value(of: call) { response throws(PanelFailure) in
    try decodeItem(WireServer.self, from: response, to: call)
  }
  guard let variables = wire.relationships?.variables?.items, EggID(Int(wire.egg)) == server.spec.startup.egg else {
    return nil
  }
  return Egg(id: server.spec.startup.egg, variables: variables.map(\.variable), images: nil)
}
