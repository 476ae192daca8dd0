import Planner
import RepositoryFixtures
import Testing

@testable import Applier

struct FleetReferencesTests {
  @Test func `The usual folder keeps its names, and git takes those of any other beside each other`() throws {
    let usual = FleetFolder("fleet")
    #expect(usual.lockRef == "refs/botfleet/lock" && usual.waitingBranch == "botfleet/results")
    #expect(usual.lockFileName == "botfleet-lock")
    let made = try TemporaryRepository()
    let commit = try made.commit(["a": "1\n"])
    let paths = [
      "fleet", "fleets", "fleets/eu", "fleets/eu/a", "fleets/eu.lock", "fleets/..eu", "fleets/-", "@{", "a b~^:?*[\\",
      "Flotte/Köln", String(repeating: "フ", count: 90),
    ]
    for folder in paths.map({ FleetFolder($0) }) {
      for ref in [folder.lockRef, folder.waitingRef] { try made.git("update-ref", ref, "\(commit)") }
      try made.write("", to: folder.lockFileName)
    }
    let refs = try made.git("for-each-ref", "--format=%(refname)").split(separator: "\n")
    #expect(refs.count == 2 * paths.count + 1)
  }
}
