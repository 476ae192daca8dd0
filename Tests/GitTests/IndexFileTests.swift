import Foundation
import Glibc
import RepositoryFixtures
import Testing

@testable import Git

@Suite struct IndexFileTests {
  /// What an index has, by path: a mode and an id.
  private typealias Entries = [String: (mode: UInt32, id: ObjectID)]

  @Test(arguments: [2, 3, 4])
  func `What git reads is what it had, with what was replaced`(version: Int) throws {
    let folder = try TemporaryRepository()
    var random = Chance(seed: UInt64(version))
    for round in 1...12 {
      var entries = try makeIndex(of: folder, version: version, isSparse: version == 3, with: &random)
      let changes = someChanges(of: entries, with: &random)
      for (path, entry) in changes { entries[path] = entry.map { ($0.mode, $0.id) } }
      let file = try IndexFile(
        try index(of: folder), written: random.next() % 2 == 0 ? .max : 0, lookingFor: Array(changes.keys))
      try write(everyPart(of: try file.replacing(inBytes(changes)) { _, _ in true }), of: folder)
      let listed = try folder.git("ls-files", "--stage", "-z").split(separator: "\0").map(String.init)
      let expected = entries.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
        .map { "\(String($0.value.mode, radix: 8)) \($0.value.id) 0\t\($0.key)" }
      #expect(listed == expected, "round \(round)")
      // git makes trees of what it remembers of them, as far as the index says that it does.
      let tree = try folder.git("write-tree", "--missing-ok")
      try fill(folder, with: entries, version: 2)
      #expect(try folder.git("write-tree", "--missing-ok") == tree, "round \(round)")
    }
  }

  @Test func `What it has of paths is told, and what a merge left as well`() throws {
    let folder = try TemporaryRepository()
    let first = try folder.commit(["a": "1", "b": "2", "c/.gitattributes": "* text"])
    try folder.git("checkout", "-q", "-b", "side")
    try folder.commit(["b": "side"])
    try folder.git("checkout", "-q", "main")
    try folder.commit(["b": "main"])
    #expect(throws: GitFailed.self) { try folder.git("merge", "-q", "side") }
    try folder.git("update-index", "--skip-worktree", "a")
    let file = try IndexFile(try index(of: folder), written: .max, lookingFor: ["a", "b", "nowhere"])
    guard case .entry(try folder.id("\(first):a"), isLeftOut: true)? = file["a"] else { throw Unexpected() }
    guard case .unmerged? = file["b"] else { throw Unexpected() }
    #expect(file["nowhere"] == nil && file["c/.gitattributes"] == nil)
    #expect(file.attributesFiles.map(\.path) == ["c/.gitattributes"])
    try write(everyPart(of: try file.replacing(inBytes(["a": nil])) { _, _ in true }), of: folder)
    #expect(try folder.git("ls-files", "--unmerged").split(separator: "\n").count == 3)
    try folder.write("resolved", to: "b")
    try folder.git("add", "b")
    let resolved = try folder.git("ls-files", "--resolve-undo")
    #expect(resolved.split(separator: "\n").count == 3)
    let after = try IndexFile(try index(of: folder), written: .max, lookingFor: ["new"])
    try write(everyPart(of: try after.replacing(inBytes(["new": anEntry()])) { _, _ in true }), of: folder)
    #expect(try folder.git("ls-files", "--resolve-undo") == resolved)
  }

  @Test(arguments: [2, 3, 4])
  func `Of other entries nothing is lost: neither times nor what git was told about them`(version: Int) throws {
    let folder = try TemporaryRepository()
    try folder.commit(["a": "1", "b/c": "2", "b/d": "3", "e/f": "4", "e/g": "5", "z": "6"])
    try folder.git("update-index", "--assume-unchanged", "b/d")
    if version > 2 {
      try folder.write("later", to: "e/h")
      try folder.git("add", "--intent-to-add", "e/h")
      try folder.git("update-index", "--skip-worktree", "e/g")
    }
    try folder.git(
      "-c", "index.recordEndOfIndexEntries=true", "-c", "index.recordOffsetTable=true", "-c", "index.threads=2",
      "update-index", "--index-version", "\(version)", "--force-write-index")
    func listed() throws -> String { try folder.git("ls-files", "-v", "-t", "--debug", "--", ":!b/c", ":!b/new") }
    let before = try listed()
    let bytes = try index(of: folder)
    let file = try IndexFile(bytes, written: .max, lookingFor: ["b/c", "b/new"])
    let written = everyPart(of: try file.replacing(inBytes(["b/c": nil, "b/new": anEntry()])) { _, _ in true })
    try write(written, of: folder)
    #expect(try listed() == before && before.contains("mtime") && written[7] == UInt8(version))
    // What git remembers of a folder in which nothing changed is kept, and of one in which something did it is not.
    #expect(try contains(written, folder.id("HEAD:e")) == (version == 2))
    #expect(try !contains(written, folder.id("HEAD:b")))
    #expect(bytes.count > written.count)
  }

  @Test func `Where there is no index, one is made`() throws {
    let folder = try TemporaryRepository()
    let file = try IndexFile(IndexBytes.empty, written: .max, lookingFor: ["a/b"])
    try write(everyPart(of: try file.replacing(inBytes(["a/b": anEntry()])) { _, _ in true }), of: folder)
    #expect(try folder.git("ls-files", "--stage") == "100644 \(String(repeating: "5", count: 40)) 0\ta/b")
  }

  @Test func `What keeps a path from being a file is told`() throws {
    let folder = try TemporaryRepository()
    try folder.commit(["a": "1", "b/c": "2", "b.d": "3", "b/e/f": "4", "x/y": "5"])
    let file = try IndexFile(
      try index(of: folder), written: .max, lookingFor: ["a/b/c", "a/b", "b", "b/e", "x/z", "b.d"])
    func obstacles(_ path: String) -> [String] { file.obstacles(at: path).map { String(decoding: $0, as: UTF8.self) } }
    #expect(obstacles("a/b/c") == ["a"] && obstacles("a/b") == ["a"])
    #expect(obstacles("b") == ["b/c", "b/e/f"] && obstacles("b/e") == ["b/e/f"])
    #expect(obstacles("x/z") == [] && obstacles("b.d") == [])
  }

  @Test func `An index that was changed or cut off is refused, and never taken for another`() throws {
    let folder = try TemporaryRepository()
    var random = Chance(seed: 7)
    for version in [2, 3, 4] {
      _ = try makeIndex(of: folder, version: version, isSparse: version == 3, with: &random)
      try folder.git("write-tree", "--missing-ok")
      let whole = try index(of: folder)
      for length in [0, 1, 11, 12, 31, 32, whole.count - 21, whole.count - 1] {
        #expect(throws: GitError.self) { try IndexFile(Array(whole[..<length]), written: .max, lookingFor: []) }
      }
      for _ in 1...300 {
        var changed = whole
        changed[Int(random.next() % UInt64(whole.count))] ^= UInt8(1 + random.next() % 255)
        #expect(throws: GitError.self) { try IndexFile(changed, written: 0, lookingFor: []) }
        // Without a checksum it is read as far as it makes sense, whatever it says.
        changed.replaceSubrange((whole.count - 20)..., with: repeatElement(0, count: 20))
        _ = try? IndexFile(changed, written: 0, lookingFor: ["f/1"]).replacing(inBytes(["f/1": nil])) { _, _ in true }
      }
    }
  }

  @Test func `One that only newer readers know is refused with git's setting`() throws {
    let folder = try TemporaryRepository()
    try folder.commit(["f/a": "a", "g/b": "b"])
    try folder.git("update-index", "--split-index")
    let split = #expect(throws: GitError.self) { try IndexFile(try index(of: folder), written: .max, lookingFor: []) }
    #expect("\(try #require(split))".contains("core.splitIndex"))
    try folder.git("update-index", "--no-split-index")
    try folder.git("sparse-checkout", "set", "--cone", "--sparse-index", "g")
    let sparse = #expect(throws: GitError.self) { try IndexFile(try index(of: folder), written: .max, lookingFor: []) }
    #expect("\(try #require(sparse))".contains("--no-sparse-index"))
  }

  private func makeIndex(
    of folder: TemporaryRepository, version: Int, isSparse: Bool, with random: inout Chance
  ) throws -> Entries {
    var entries: Entries = [:]
    for _ in 0..<(1 + Int(random.next() % 60)) { entries[random.path()] = (0o100644, random.id()) }
    // A file is where no folder can be.
    for path in entries.keys where entries.keys.contains(where: { $0.hasPrefix(path + "/") }) { entries[path] = nil }
    if random.next() % 3 == 0 {
      entries["9/" + String(repeating: "long/", count: 1_000) + "path"] = (0o100755, random.id())
    }
    try fill(folder, with: entries, version: version)
    if isSparse, let path = entries.keys.filter({ $0.utf8.count < 100 }).min() {
      try folder.git("update-index", "--skip-worktree", path)
    }
    if random.next() % 2 == 0 { try folder.git("write-tree", "--missing-ok") }
    return entries
  }

  private func fill(_ folder: TemporaryRepository, with entries: Entries, version: Int) throws {
    try? FileManager.default.removeItem(atPath: folder.path + "/.git/index")
    let lines = entries.map { "\(String($0.value.mode, radix: 8)) \($0.value.id)\t\($0.key)\n" }.joined()
    try folder.write(lines, to: ".git/lines")
    try folder.git("-c", "alias.fill=!git update-index --index-info < .git/lines", "fill")
    if version == 4 { try folder.git("update-index", "--index-version", "4") }
  }

  private func someChanges(of entries: Entries, with random: inout Chance) -> [String: IndexEntry?] {
    var changes: [String: IndexEntry?] = [:]
    for path in entries.keys.sorted() {
      switch random.next() % 6 {
      case 0: changes[path] = .some(nil)
      case 1: changes[path] = IndexEntry(id: random.id(), mode: 0o100644, status: stat(), isLeftOut: false)
      case 2: changes[path] = IndexEntry(id: random.id(), mode: 0o100755, status: nil, isLeftOut: true)
      default: break
      }
    }
    let left = entries.keys.filter { changes[$0] == nil || changes[$0]! != nil }
    for _ in 0..<(random.next() % 8) {
      let path = random.path()
      guard entries[path] == nil, !left.contains(where: { $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }),
        !changes.keys.contains(where: { $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") })
      else { continue }
      changes[path] = IndexEntry(id: random.id(), mode: 0o100644, status: stat(), isLeftOut: false)
    }
    return changes
  }

  private func inBytes(_ changes: [String: IndexEntry?]) -> [[UInt8]: IndexEntry?] {
    Dictionary(uniqueKeysWithValues: changes.map { (Array($0.key.utf8), $0.value) })
  }

  private func anEntry() -> IndexEntry {
    IndexEntry(id: ObjectID(String(repeating: "5", count: 40))!, mode: 0o100644, status: stat(), isLeftOut: false)
  }

  private func contains(_ bytes: [UInt8], _ id: ObjectID) -> Bool {
    let id = withUnsafeBytes(of: id.raw.id) { Array($0) }
    return bytes.indices.dropLast(19).contains { bytes[$0] == id[0] && bytes[$0..<($0 + 20)].elementsEqual(id) }
  }

  private func index(of folder: TemporaryRepository) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/.git/index")))
  }

  private func everyPart(of index: NewIndex) -> [UInt8] {
    var bytes: [UInt8] = []
    index.forEachPart { bytes += $0 }
    return bytes
  }

  private func write(_ bytes: [UInt8], of folder: TemporaryRepository) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/.git/index"))
  }
}

private struct Unexpected: Error {}

/// Numbers that a seed gives.
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  mutating func path() -> String {
    let names = ["f", "f.yaml", "g", "ü", "1", "12", "a b", ".gitattributes"]
    return (0...(next() % 4)).map { _ in names[Int(next() % UInt64(names.count))] }.joined(separator: "/")
  }

  mutating func id() -> ObjectID {
    ObjectID((0..<40).map { _ in String(next() % 15 + 1, radix: 16) }.joined())!
  }
}
