import Planner

/// An egg with its variables and images. There is no way to an egg without its nest (recording 52-023: 404).
func readEgg(_ place: ObservationRequest.EggPlace, over connection: PanelConnection) async throws(PanelFailure) -> Egg {
  let call = APIRequest.get("nests/\(place.nest)/eggs/\(place.egg)", ["include=variables"], needs: .eggs)
  let wire: WireEgg
  do throws(PanelFailure) {
    wire = try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireEgg.self, from: response, to: call)
    }
  } catch {
    if case .notFound(.subject) = error { throw .notFound(.egg(place.nest, place.egg)) }
    throw error
  }
  guard let variables = wire.relationships.variables.items else { throw .access(.permissionMissing(.eggs)) }
  return Egg(id: EggID(wire.number), variables: variables.map(\.variable), images: wire.images.all)
}

/// The egg as far as one of its servers shows it, for keys that may not read eggs: every variable with its rules, and no
/// images (recording 21-003).
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
