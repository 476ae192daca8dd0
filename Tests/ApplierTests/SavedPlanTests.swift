import Planner
import Reports
import Testing

@testable import Applier

/// A saved plan that somebody changed: it is refused, or nothing is performed but what the honest one holds.
struct SavedPlanTests {
  private let kept = creation(newServer("ord-1", at: address(1)))
  private let extra = creation(newServer("ord-2", at: address(2)))

  private func bytes(of changes: [Change], _ revision: Revision = .commit("4f2c1ab")) -> [UInt8] {
    Array(planJSON(plan(of: changes, revision)).utf8)
  }

  /// The digests that a saved plan picks out of a plan that has one change more; nil where it is refused.
  private func picked(by bytes: [UInt8]) async -> Set<Digest>? {
    guard let saved = try? readSavedPlan(bytes) else { return nil }
    let now = plan(of: [kept, extra])
    return try? await saved.review(planned(now)) { nil }.reviewed
  }

  @Test func `Whatever byte is changed, doubled or left out, nothing else is performed`() async {
    let honest = bytes(of: [kept])
    #expect(await picked(by: honest) == [kept.digest])
    var refused = 0
    for index in honest.indices {
      var variants = [UInt8(0x01), 0x20, 0x80].map { bit in
        var changed = honest
        changed[index] ^= bit
        return changed
      }
      var shorter = honest
      shorter.remove(at: index)
      var longer = honest
      longer.insert(honest[index], at: index)
      variants += [shorter, longer, Array(honest[..<index])]
      for variant in variants {
        guard let picked = await picked(by: variant) else {
          refused += 1
          continue
        }
        #expect(picked.isSubset(of: [kept.digest]), "byte \(index)")
      }
    }
    #expect(refused > honest.count * 3)
  }

  @Test func `No digest can be slipped in, taken out or put in another place`() async {
    let text = String(decoding: bytes(of: [kept]), as: UTF8.self)
    let forged = text.replacing(kept.digest.description, with: extra.digest.description)
    #expect(await picked(by: Array(forged.utf8)) == nil)
    for digest in ["", "sha256:", kept.digest.description.uppercased(), "null"] {
      let empty = text.replacing("\"\(plan(of: [kept]).digest)\"", with: "\"\(digest)\"")
      #expect(await picked(by: Array(empty.utf8)) == nil)
    }
    // One that says of itself what it is: an honest plan of another change, as anybody could make it.
    #expect(await picked(by: bytes(of: [extra])) == [extra.digest])
  }

  @Test func `A plan is of one folder, and no other fleet takes it`() async throws {
    let plan = plan(of: [kept])
    for (saved, here) in [("fleets/eu", "fleets/us"), ("fleet", "fleets/us"), ("fleets/eu", "fleet")] {
      let bytes = Array(planJSON(plan, in: FleetFolder(saved)).utf8)
      let read = try readSavedPlan(bytes)
      #expect(try await read.review(planned(plan), in: FleetFolder(saved)) { nil }.reviewed == [kept.digest])
      let failure = await #expect(throws: SavedPlanFailure.self) {
        try await read.review(planned(plan), in: FleetFolder(here)) { nil }
      }
      #expect(failure?.description.contains("for the fleet in \(saved), and this is the one in \(here)") == true)
    }
  }

  @Test func `A plan of another version is refused by name, or taken as far as its digests are the same`() async throws
  {
    let text = String(decoding: bytes(of: [kept]), as: UTF8.self)
    func failure(_ old: String, _ new: String) -> String? {
      let changed = Array(text.replacing(old, with: new).utf8)
      return #expect(throws: SavedPlanFailure.self) { try readSavedPlan(changed) }?.description
    }
    let form = failure("botfleet.plan/1", "botfleet.plan/2")
    #expect(form?.contains("'botfleet.plan/2'") == true && form?.contains("plan again with this version") == true)
    let digests = failure(#""fleet": "example""#, #""digests": "botfleet.change/2", "fleet": "example""#)
    #expect(digests?.contains("'botfleet.change/2'") == true && digests?.contains("plan again") == true)

    // What a later version may add: keys, also in changes.
    let same = text.replacing(
      #""fleet": "example""#, with: #""digests": "botfleet.change/1", "new": [1], "fleet": "example""#
    )
    .replacing(#""order": "ord-1""#, with: #""later": {}, "order": "ord-1""#)
    #expect(same != text)
    #expect(await picked(by: Array(same.utf8)) == [kept.digest])
    // A change of a kind that is not known here has a digest that nothing here has.
    let unknown = creation(newServer("ord-3", at: address(3)))
    let later = String(decoding: bytes(of: [kept, unknown]), as: UTF8.self)
      .replacing(#""kind": "create""#, with: #""kind": "migrate""#)
    let review = try await readSavedPlan(Array(later.utf8)).review(planned(plan(of: [kept, extra]))) { nil }
    #expect(review.reviewed == [kept.digest] && review.moved.keys.map(\.text) == ["ord-3"])
    // A version whose digests are others is to name them: plans without that are those of the first.
    #expect(digestFormat == "botfleet.change/1" || text.contains(#""digests""#))
  }

  @Test func `A dirty, foreign or unfamiliar plan is refused by name`() async throws {
    #expect(throws: SavedPlanFailure.self) { try readSavedPlan(bytes(of: [kept], .dirty(basedOn: "4f2c1ab"))) }
    #expect(throws: SavedPlanFailure.self) { try readSavedPlan(bytes(of: [kept], .dirty(basedOn: nil))) }
    let text = String(decoding: bytes(of: [kept]), as: UTF8.self)
    for (old, new) in [
      ("botfleet.plan/1", "botfleet.plan/2"), ("botfleet.plan/1", ""), ("\"changes\"", "\"change\""),
      ("\"example\"", "\"other\""), ("panel.example.com", "panel.example.org"),
    ] {
      #expect(await picked(by: Array(text.replacing(old, with: new).utf8)) == nil, "\(old) \(new)")
    }
    for bytes in [
      [], Array("null".utf8), Array("[]".utf8), Array("{}".utf8), [0xFF, 0xFE], Array(repeating: 0x5B, count: 100_000),
    ] {
      #expect(throws: SavedPlanFailure.self) { try readSavedPlan(bytes) }
    }
  }
}

private func address(_ number: Int) -> Allocation {
  Allocation(id: AllocationID(number), ip: "192.0.2.1", port: 2000 + number)
}

private func planned(_ plan: Plan) -> PlannedFleet {
  PlannedFleet(
    fleet: Fleet(
      revision: plan.revision,
      settings: FleetSettings(
        name: plan.fleet, panel: nil,
        server: .init(
          egg: EggReference(EggID(15), in: NestID(5)), owner: UserID(1),
          image: Located(.declared(Template("x")), at: Place(path: "", line: 1, column: 1)), startup: "x",
          name: .declared(Template("x")), description: .declared(Template("")), environment: [:]),
        placement: .init(candidates: .nodes([NodeID(1)]))),
      catalog: Catalog(tiers: [:], addons: [:]), orders: [], results: [:], unreadable: []),
    trusted: .none,
    observation: Observation(
      servers: [], nodes: [], freeAllocations: [:], eggs: [:], users: [], missingPermissions: []), plan: plan,
    takenOver: [])
}
