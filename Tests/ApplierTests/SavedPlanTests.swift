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
