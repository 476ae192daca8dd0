import Planner
import Testing

/// What tells the fleets of one repository apart in the names of references.
struct FleetFolderTests {
  @Test(arguments: [
    ("fleet", "fleet"), ("fleets/eu", "fleets+eu"), ("fleets/eu-west_1", "fleets+eu-west_1"), ("EU", "EU"),
    ("fleets/eu.example", "fleets+eu.example"), ("fleets/a.lock", "fleets+a%2Elock"), ("fleets/.eu", "fleets+%2Eeu"),
    ("eu.", "eu%2E"), ("a..b", "a%2E%2Eb"), ("fleets+eu", "fleets%2Beu"), ("fleets%2Beu", "fleets%252Beu"),
    ("my fleet", "my%20fleet"), ("Flotte/Köln", "Flotte+K%C3%B6ln"), ("a~^:?*[\\", "a%7E%5E%3A%3F%2A%5B%5C"),
    ("tab\t", "tab%09"), ("lock", "lock"), ("a/lock", "a+lock"),
  ])
  func `A folder is one part of a reference's name`(path: String, name: String) {
    #expect(FleetFolder(path).referenceName == name)
  }

  @Test func `No two folders share a name, and none has a slash, so that none is in another's way`() {
    let parts = ["a", "b", "-", "+", ".", "%", "=", "_", "%2F", "a.b", ".lock", "lock", "ä", "a b"]
    var paths = parts
    for first in parts { for second in parts { paths += [first + second, "\(first)/\(second)"] } }
    paths += [String(repeating: "a", count: 130), String(repeating: "a", count: 131)]
    paths += [String(repeating: "フ", count: 80), String(repeating: "フ", count: 81)]
    let all = Set(paths)
    let names = Set(all.map { FleetFolder($0).referenceName })
    #expect(names.count == all.count)
    #expect(!names.contains { $0.contains("/") || $0.contains("..") || $0.hasSuffix(".lock") || $0.utf8.count > 120 })
  }
}
