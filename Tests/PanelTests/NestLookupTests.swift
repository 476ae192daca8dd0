import Panel
import Planner
import Testing

/// What the panel is asked where a fleet does not say in which nest its egg is.
@Suite(.timeLimit(.minutes(20)))
struct NestLookupTests {
  private let wanted = ObservationRequest(eggs: [EggReference(EggID(15))])

  private static func nest(_ number: Int, eggs: [Int]) -> String {
    let eggs = eggs.map { #"{"object":"egg","attributes":{"id":\#($0),"name":"n"}}"# }.joined(separator: ",")
    return
      #"{"object":"nest","attributes":{"id":\#(number),"relationships":{"eggs":{"object":"list","data":[\#(eggs)]}}}}"#
  }

  private static let egg = """
    {"object":"egg","attributes":{"id":15,"docker_images":[],"relationships":
    {"variables":{"object":"list","data":[{"object":"egg_variable","attributes":
    {"id":1,"env_variable":"TIER","default_value":"","rules":"required"}}]}}}}
    """

  /// A panel on which egg 15 is in a nest, where it is anywhere.
  private func panel(_ nest: @escaping @Sendable () -> Int?) throws -> ScriptedPanel {
    try ScriptedPanel { request in
      let place = nest()
      switch request.path {
      case "servers", "nodes": return .list([])
      case "nests":
        return .list([
          Self.nest(1, eggs: [1, 2]), Self.nest(5, eggs: place == 5 ? [15] : []),
          Self.nest(6, eggs: place == 6 ? [15] : []),
        ])
      case "nests/5/eggs/15" where place == 5, "nests/6/eggs/15" where place == 6: return .json(200, Self.egg)
      default: return .missing
      }
    }
  }

  private func observing(_ client: PterodactylPanel) async -> PanelFailure? {
    await failure { () async throws(PanelFailure) in try await client.observe(wanted) }
  }

  @Test func `The nest is looked up once in a client's life`() async throws {
    let panel = try panel { 5 }
    let client = try panel.client()
    let observation = try await client.observe(wanted)
    #expect(observation.eggs[EggID(15)]?.variables.map(\.name) == ["TIER"])
    #expect(panel.lines.filter { $0 != "GET servers" } == ["GET nodes", "GET nests", "GET nests/5/eggs/15"])
    #expect(panel.requests.first { $0.path == "nests" }?.query["include"] == "eggs")
    // Another run of the same process knows it.
    _ = try await client.serving(RunOptions(variables: [])).observe(wanted)
    #expect(panel.lines.count { $0 == "GET nests" } == 1)
  }

  @Test func `A fleet that names the nest costs no other request than before`() async throws {
    let panel = try panel { 5 }
    _ = try await panel.client().observe(ObservationRequest(eggs: [EggReference(EggID(15), in: NestID(5))]))
    #expect(panel.lines.sorted() == ["GET nests/5/eggs/15", "GET nodes", "GET servers"])
  }

  @Test func `An egg that moved to another nest is found there, and one that is gone is named`() async throws {
    let moves = Counter()
    let panel = try panel { [5, 6, nil][moves.value] }
    let client = try panel.client()
    _ = try await client.observe(wanted)
    _ = moves.next()
    #expect(try await client.observe(wanted).eggs[EggID(15)] != nil)
    let lookedUp = panel.lines.filter { $0.hasPrefix("GET nests") }
    #expect(lookedUp.suffix(3) == ["GET nests/5/eggs/15", "GET nests", "GET nests/6/eggs/15"])
    _ = moves.next()
    #expect(await observing(client) == .notFound(.egg(EggReference(EggID(15)))))
    #expect(PanelFailure.notFound(.egg(EggReference(EggID(15)))).description == "the panel has no egg 15")
  }

  @Test func `A permission that this lacks is named, and the egg is read off a server`() async throws {
    let refused = ScriptedPanel.Reply.error(403, "AccessDeniedHttpException", detail: "This action is unauthorized.")
    let withoutNests = try ScriptedPanel { $0.path == "nests" ? refused : .list([]) }
    #expect(try await withoutNests.client().observe(wanted).missingPermissions == [.eggGroups])
    let null =
      #"{"object":"nest","attributes":{"id":5,"relationships":{"eggs":{"object":"null_resource","attributes":null}}}}"#
    let withoutEggs = try ScriptedPanel { $0.path == "nests" ? .list([null]) : .list([]) }
    #expect(try await withoutEggs.client().observe(wanted).missingPermissions == [.eggs])
  }

  @Test func `A list of nests that no panel would send is refused`() async throws {
    let panel = try ScriptedPanel { $0.path == "nests" ? .list([Self.nest(5, eggs: [0])]) : .list([]) }
    guard case .unreadable(.never, let answer)? = await observing(try panel.client()) else {
      Issue.record("was read")
      return
    }
    #expect(answer.field == "data.0.attributes.relationships.eggs.id")
  }
}
