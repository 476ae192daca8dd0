import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct ServiceCloneTests {
  @Test func `A service's clone follows its remote, and is packed once it holds much, while others have it open`()
    async throws
  {
    let remote = try TemporaryRepository()
    try remote.commit(["a.txt": "a"])
    let folder = remote.path + "-clone"
    let environment = remote.environment
    let clone = try await Repository.openServiceClone(in: folder, of: remote.path, on: "main", environment: environment)
    #expect(
      try await clone.follow("main", environment: environment, within: .seconds(60))?.description
        == remote.git("rev-parse", "main"))
    try await clone.pack(environment: environment)
    #expect(packs(in: folder) == 0, "little is left as it is")
    let written = try remote.git("-C", folder, "rev-parse", "main")
    for number in 0..<2_000 { try remote.write("\(number)", to: "\(number).txt") }
    let files = (0..<2_000).map { "\(remote.path)/\($0).txt" }
    try remote.git(["-C", folder, "hash-object", "-w"] + files, with: [:])
    try await clone.pack(beyond: 300, environment: environment)
    #expect(packs(in: folder) == 1)
    #expect(try await clone.target(of: "refs/heads/main")?.description == written)
    #expect(try await clone.commit(try #require(try await clone.target(of: "refs/heads/main"))).parents.isEmpty)
  }

  @Test func `A process that was killed while git wrote a clone's settings is in nobody's way`() async throws {
    let remote = try TemporaryRepository()
    let tip = try remote.commit(["a.txt": "a"])
    let (folder, environment) = (remote.path + "-clone", remote.environment)
    // One that never got further than its folder, and one whose maker is gone.
    try FileManager.default.createDirectory(atPath: folder + "/objects", withIntermediateDirectories: true)
    let unfinished = folder + ".new-4000000-abcdef"
    try FileManager.default.createDirectory(atPath: unfinished, withIntermediateDirectories: true)
    func follow() async throws -> ObjectID? {
      let clone = try await Repository.openServiceClone(
        in: folder, of: remote.path, on: "main", environment: environment)
      return try await clone.follow("main", environment: environment, within: .seconds(60))
    }
    #expect(try await follow() == tip)
    #expect(!FileManager.default.fileExists(atPath: unfinished))
    for lock in ["config.lock", "HEAD.lock", "refs/remotes/origin/main.lock"] {
      #expect(FileManager.default.createFile(atPath: "\(folder)/\(lock)", contents: nil))
    }
    let next = try remote.commit(["a.txt": "b"])
    #expect(try await follow() == next)
  }

  @Test func `Several parts of a service that make one clone at once all have it`() async throws {
    let remote = try TemporaryRepository()
    let tip = try remote.commit(["a.txt": "a"])
    let (folder, environment) = (remote.path + "-clone", remote.environment)
    let clones = try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          try await Repository.openServiceClone(in: folder, of: remote.path, on: "main", environment: environment)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for clone in clones {
      #expect(try await clone.follow("main", environment: environment, within: .seconds(60)) == tip)
    }
    let around = try FileManager.default.contentsOfDirectory(atPath: (folder as NSString).deletingLastPathComponent)
    #expect(around.filter { $0.contains(".new-") } == [])
  }

  @Test func `Another remote and another branch are taken over into the clone that is there`() async throws {
    let (remote, other) = (try TemporaryRepository(), try TemporaryRepository(["init", "-q", "-b", "trunk"]))
    let (folder, environment) = (remote.path + "-clone", remote.environment)
    try remote.commit(["a.txt": "a"])
    let tip = try other.commit(["b.txt": "b"])
    _ = try await Repository.openServiceClone(in: folder, of: remote.path, on: "main", environment: environment)
    let clone = try await Repository.openServiceClone(in: folder, of: other.path, on: "trunk", environment: environment)
    #expect(try await clone.follow("trunk", environment: environment, within: .seconds(60)) == tip)
    #expect(try other.git("-C", folder, "symbolic-ref", "HEAD") == "refs/heads/trunk")
  }

  private func packs(in folder: String) -> Int {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/objects/pack")) ?? []
    return files.count { $0.hasSuffix(".pack") }
  }
}
