import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct ReadingTests {
  @Test func `Files come sorted by path, with kind and bytes`() async throws {
    let made = try TemporaryRepository()
    try made.write("#!/bin/sh", to: "f/run")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: made.path + "/f/run")
    try FileManager.default.createSymbolicLink(
      atPath: made.path + "/f/link", withDestinationPath: "/etc/passwd")
    let commit = try made.commit(["f/b.txt": "b", "f/b/c.txt": "c", "f/b-d": "", "g/x": "x"])
    let files = try await made.open().readFiles(at: commit, below: "f", limit: 100)
    #expect(files.map(\.entry.path) == ["f/b-d", "f/b.txt", "f/b/c.txt", "f/link", "f/run"])
    #expect(files.map(\.entry.kind) == [.file, .file, .file, .symlink, .executable])
    #expect(files.map(\.contents) == ["", "b", "c", "/etc/passwd", "#!/bin/sh"].map { .bytes(Array($0.utf8)) })
    #expect(files[1].entry.id == (try made.id("HEAD:f/b.txt")))
  }

  @Test func `A path is read as a folder, as a file, as everything or as nothing`() async throws {
    let made = try TemporaryRepository()
    let commit = try made.commit(["f/a": "a", "f/s/b": "b", "fa": "x"])
    let repository = try await made.open()
    #expect(try await repository.entries(at: commit, below: "f/").map(\.path) == ["f/a", "f/s/b"])
    #expect(try await repository.entries(at: commit, below: "f/s/b").map(\.path) == ["f/s/b"])
    #expect(try await repository.entries(at: commit, below: "").map(\.path) == ["f/a", "f/s/b", "fa"])
    #expect(try await repository.entries(at: commit, below: "f/a/x") == [])
    #expect(try await repository.entries(at: commit, below: "nowhere") == [])
    await #expect(throws: GitError.invalid("../f", why: "is not a path inside a repository")) {
      try await repository.entries(at: commit, below: "../f")
    }
  }

  @Test func `A file over the limit is told, and not read`() async throws {
    let made = try TemporaryRepository()
    let commit = try made.commit(["a": "12345", "b": "123456"])
    let files = try await made.open().readFiles(at: commit, below: "", limit: 5)
    #expect(files.map(\.contents) == [.bytes(Array("12345".utf8)), .tooLarge(size: 6)])
  }

  @Test func `A submodule is told by kind, and not entered`() async throws {
    let made = try TemporaryRepository()
    try made.git("update-index", "--add", "--cacheinfo", "160000,\(String(repeating: "1", count: 40)),f/module")
    try made.git("commit", "-q", "-m", "a submodule")
    let files = try await made.open().readFiles(at: made.head, below: "f", limit: 5)
    #expect(files.map(\.entry.kind) == [.submodule])
    #expect(files.map(\.contents) == [.none])
  }

  @Test func `Names with line breaks, quotes and other alphabets come as they are`() async throws {
    let made = try TemporaryRepository()
    let names = ["f/a\nb", "f/\"q\" 'r'", "f/größe 日本 🐟", "f/-x", "f/\t"]
    let commit = try made.commit(Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))
    let files = try await made.open().readFiles(at: commit, below: "f", limit: 100)
    #expect(Set(files.map(\.entry.path)) == Set(names))
    #expect(files.allSatisfy { $0.contents == .bytes(Array($0.entry.path.utf8)) })
  }

  @Test func `A packed tree of a thousand files is read from two threads at once`() async throws {
    let made = try TemporaryRepository()
    let names = (0..<1000).map { "f/\($0 % 16)/n\($0)" }
    let commit = try made.commit(Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))
    try made.git("gc", "-q")
    let repository = try await made.open()
    let entries = try await repository.entries(at: commit, below: "f")
    #expect(entries.map(\.path) == names.sorted())
    let other = try repository.opened()
    async let rest = other.readFiles(Array(entries[500...]), limit: 100, into: []) { $0.append($1) }
    let first = try await repository.readFiles(Array(entries[..<500]), limit: 100, into: []) { $0.append($1) }
    let files = first + (try await rest)
    #expect(files.map(\.contents) == names.sorted().map { .bytes(Array($0.utf8)) })
  }

  @Test func `A missing blob and a missing folder are errors, never an absence`() async throws {
    let made = try TemporaryRepository()
    let commit = try made.commit(["f/s/a": "a", "g/b": "b"])
    let blob = try made.id("HEAD:g/b")
    let tree = try made.id("HEAD:f/s")
    for id in [blob, tree] {
      let name = id.description
      try FileManager.default.removeItem(atPath: "\(made.path)/.git/objects/\(name.prefix(2))/\(name.dropFirst(2))")
    }
    let repository = try await made.open()
    await #expect(throws: GitError.missingObject(blob, .complete)) {
      try await repository.readFiles(at: commit, below: "g", limit: 10)
    }
    for path in ["f", "f/s", "f/s/a"] {
      await #expect(throws: GitError.missingObject(tree, .complete)) {
        try await repository.entries(at: commit, below: path)
      }
    }
  }

  @Test func `A partial clone says how to fetch what it lacks`() async throws {
    let origin = try TemporaryRepository()
    let commit = try origin.commit(["f/a": "a"])
    try origin.git("config", "uploadpack.allowFilter", "true")
    let made = try TemporaryRepository([
      "clone", "-q", "--no-checkout", "--filter=blob:none", "file://\(origin.path)",
    ])
    try made.git("config", "core.repositoryformatversion", "1")
    try made.git("config", "extensions.partialClone", "origin")
    let repository = try await made.open()
    let blob = try origin.id("HEAD:f/a")
    let error = await #expect(throws: GitError.missingObject(blob, .partial)) {
      try await repository.readFiles(at: commit, below: "f", limit: 10)
    }
    #expect("\(try #require(error))".contains("git fetch --refetch --no-filter"))
    try made.git("fetch", "-q", "--refetch", "--no-filter")
    #expect(try await repository.readFiles(at: commit, below: "f", limit: 10).count == 1)
  }

  /// It once ended every plan and apply of a fleet, and `validate` said nothing of it.
  @Test func `A folder that lies too deep is told, in a commit and on the disk, and the rest is listed`() async throws {
    let made = try TemporaryRepository()
    let deep = Array(repeating: "d", count: 120).joined(separator: "/") + "/f"
    let deepest = Array(repeating: "e", count: 32).joined(separator: "/") + "/f"
    let commit = try made.commit([deep: "x", deepest: "y", "g": "z"])
    let repository = try await made.open()
    let told = Array(repeating: "d", count: 34).joined(separator: "/")
    let entries = try await repository.entries(at: commit, below: "")
    #expect(entries.map(\.path) == [told, deepest, "g"])
    #expect(entries.map(\.kind) == [.folder, .file, .file])
    #expect(try await repository.entries(at: commit, below: "d").map(\.path) == [told])
    let found = try FolderListing(made.path, below: "d").files
    #expect(found.map(\.path) == [told] && found.map(\.kind) == [.folder])
  }
}

extension Repository {
  fileprivate nonisolated func readFiles(
    at commit: ObjectID, below path: String, limit: Int
  ) async throws(GitError) -> [TreeFile] {
    try await readFiles(try await entries(at: commit, below: path), limit: limit, into: []) { $0.append($1) }
  }
}
