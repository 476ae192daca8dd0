import Git
import Planner
import Testing

/// Makes commits by chance, the same for the same seed: orders come, change, move and go, some of them broken; runs record results; catalogs and
/// settings change; branches are merged; days pass.
struct RandomFleet {
  let story: MirrorStory
  private var chance: Chance
  private var places: [String: String] = [:]
  private var recorded: Set<String> = []
  private var isBroken = false
  private var count = 0

  init(_ story: MirrorStory, seed: UInt64) { (self.story, chance) = (story, Chance(state: seed)) }

  /// One commit.
  mutating func commit() async throws {
    count += 1
    if chance.rolls(8) { story.pass(seconds: Int64(chance.below(90_000))) }
    var files: [String: String?] = [:]
    for _ in 0...chance.below(3) { files.merge(edit()) { $1 } }
    let isMerge = chance.rolls(10)
    if isMerge {
      let side = try await story.commit(["README.md": "side \(count)\n"], "side", on: story.tip)
      try await story.commit(
        files.merging(["README.md": "side \(count)\n"]) { $1 }, "Merge pull request #\(count) from x", merging: side)
    } else {
      try await story.commit(files, "commit \(count)", by: chance.rolls(2) ? "Ada" : "Grace")
    }
  }

  /// Ends with a fleet that can be read.
  mutating func mend() async throws {
    isBroken = false
    try await story.commit(["fleet/catalog.yaml": MirrorStory.catalog, "fleet/fleet.yaml": MirrorStory.fleet])
  }

  private mutating func edit() -> [String: String?] {
    let id = "ord-\(chance.below(40))"
    switch chance.below(16) {
    case 0...4: return write(id)
    case 5...8: return record(id)
    case 9: return move(id)
    case 10: return remove(id)
    case 11:
      recorded.remove(id)
      return OrderID(id).map { ["fleet/\(resultPath(of: $0))": nil] } ?? [:]
    case 12: return ["notes/\(chance.below(5)).txt": "\(count)\n"]
    case 13: return catalog()
    case 14: return ["fleet/fleet.yaml": MirrorStory.fleet + "policy: { terminateAfter: \(chance.below(9) + 1)d }\n"]
    default:
      // Two documents of one name, or none that can be read.
      let other = "fleet/orders/twins/\(id).yaml"
      return chance.rolls(2) ? [other: text(id)] : [other: nil, "fleet/orders/\(id).yaml": "order: \(id)\n  x: [\n"]
    }
  }

  private mutating func text(_ id: String) -> String {
    let customers: [String?] = ["cus-1", "cus-2", "5f0c6f0e-1d5c-4b4e-9f0e-0123456789ab", nil]
    var more = ["state: active", "state: suspended", "state: terminated", "note: hello"][chance.below(4)]
    if chance.rolls(3) { more += "\nuntil: 2026-1\(chance.below(2) + 1)-2\(chance.below(9))" }
    if chance.rolls(4) { more += "\naddons: [extra]" }
    return MirrorStory.order(
      id, customer: customers[chance.below(4)], tier: chance.rolls(2) ? "starter" : "pro", more: more)
  }

  private mutating func write(_ id: String) -> [String: String?] {
    let place = places[id] ?? "fleet/orders/\(id).yaml"
    places[id] = place
    return [place: text(id)]
  }

  private mutating func move(_ id: String) -> [String: String?] {
    guard let old = places[id] else { return [:] }
    let new = "fleet/orders/\(2026 + chance.below(3))/\(id).yaml"
    places[id] = new
    return new == old ? [:] : [old: nil, new: text(id)]
  }

  private mutating func remove(_ id: String) -> [String: String?] {
    guard let place = places.removeValue(forKey: id) else { return [:] }
    return [place: nil]
  }

  private mutating func record(_ id: String) -> [String: String?] {
    recorded.insert(id)
    let phases: [OrderResult.Phase] = [.running, .running, .suspended, .failed, .installing, .terminated]
    let phase = phases[chance.below(phases.count)]
    let failure =
      phase == .failed
      ? OrderResult.Failure(action: "create", code: "no-free-allocation", message: "node 3 has no address") : nil
    return story.result(
      id, tier: chance.rolls(2) ? "starter" : "pro", memory: chance.rolls(2) ? "256" : "512", phase: phase,
      change: "\(count)", failure: failure, variables: ["TOKEN": "hunter\(count)"])
  }

  private mutating func catalog() -> [String: String?] {
    isBroken = !isBroken && chance.rolls(3)
    let sound = MirrorStory.catalog.replacing("256MiB", with: "\(256 + chance.below(4))MiB")
    return ["fleet/catalog.yaml": isBroken ? "tiers: [\n" : sound]
  }
}

/// A sequence of numbers that looks like chance, and is the same for the same seed.
struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  /// True once in so many times.
  mutating func rolls(_ sides: Int) -> Bool { below(sides) == 0 }
}
