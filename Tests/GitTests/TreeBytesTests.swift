import Foundation
import RepositoryFixtures
import Testing

@testable import Git

@Suite struct TreeBytesTests {
  private func entries(of tree: ObjectID, in path: String) throws -> [String] {
    let repository = try openRepository(at: path, search: .here)
    var bytes = try TreeBytes(of: tree, in: repository)
    var entries: [String] = []
    while let entry = try bytes.next() {
      entries.append("\(String(entry.mode, radix: 8)) \(entry.id) \(String(decoding: entry.name, as: UTF8.self))")
    }
    return entries
  }

  @Test func `Entries are those that git lists`() throws {
    let folder = try TemporaryRepository()
    _ = try folder.commit(["a file": "a", "ü.yaml": "b", "folder/inner": "c", "folder.yaml": "d", "z": "e"])
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/z")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "z")
    try FileManager.default.createDirectory(atPath: folder.path + "/module", withIntermediateDirectories: false)
    try folder.git("update-index", "--add", "--cacheinfo", "160000,\(String(repeating: "5", count: 40)),module")
    let commit = try folder.commit([:], "more kinds")
    let tree = try #require(ObjectID(try folder.git("rev-parse", "\(commit)^{tree}")))
    let listed = try folder.git("ls-tree", "-z", "\(tree)").split(separator: "\0").map { line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      let words = parts[0].split(separator: " ")
      return "\(words[0].drop { $0 == "0" }) \(words[2]) \(parts[1])"
    }
    #expect(try entries(of: tree, in: folder.path) == listed && listed.count == 7)
  }

  @Test func `What is no folder, or none that is whole, is refused`() throws {
    let folder = try TemporaryRepository()
    let commit = try folder.commit(["file": "a"])
    let blob = try #require(ObjectID(try folder.git("rev-parse", "\(commit):file")))
    #expect(throws: GitError.self) { try entries(of: blob, in: folder.path) }
    let id = [UInt8](repeating: 7, count: 20)
    let broken: [[UInt8]] = [
      Array("100644 file\0".utf8) + id.dropLast(), Array("100644 file".utf8), Array("100644".utf8),
      Array("10064x file\0".utf8) + id, Array("100644 \0".utf8) + id, Array("77777777777 file\0".utf8) + id,
    ]
    for bytes in broken {
      let file = folder.path + "/broken"
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      let tree = try #require(ObjectID(try folder.git("hash-object", "-t", "tree", "-w", "--literally", file)))
      #expect(throws: GitError.self, "\(String(decoding: bytes, as: UTF8.self))") {
        try entries(of: tree, in: folder.path)
      }
    }
    let old = folder.path + "/old"
    try Data(Array("100664 file\0".utf8) + id).write(to: URL(fileURLWithPath: old))
    let tree = try #require(ObjectID(try folder.git("hash-object", "-t", "tree", "-w", "--literally", old)))
    #expect(try entries(of: tree, in: folder.path).map { $0.prefix(6) } == ["100644"])
  }
}
