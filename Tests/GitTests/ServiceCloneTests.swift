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

  private func packs(in folder: String) -> Int {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/objects/pack")) ?? []
    return files.count { $0.hasSuffix(".pack") }
  }
}
