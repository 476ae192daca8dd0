import Foundation
import RepositoryFixtures
import Testing

@testable import Git

@Suite struct NameSearchTests {
  @Test func `Files are found by their names in whichever folders, and the others are counted`() async throws {
    let folder = try TemporaryRepository()
    let first = try folder.commit([
      "docs/one/wanted.yaml": "a", "docs/two/deep/wanted.yml": "b", "docs/two/other.yaml": "c",
      "docs/two/README.md": "d",
      "docs/two/.hidden.yaml": "e", "elsewhere/wanted.yaml": "f",
    ])
    try folder.git("mv", "docs/one/wanted.yaml", "docs/two/moved.yaml")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/docs/link", withDestinationPath: "two")
    let second = try folder.commit([:], "moved")
    let repository = try await folder.open()
    let found = try await repository.search(
      for: ["wanted", "absent"], countingOthersIn: ".yaml", below: "docs", of: [first, second])
    #expect(
      found.map { $0.found.map(\.path) } == [
        ["docs/one/wanted.yaml", "docs/two/deep/wanted.yml"], ["docs/link", "docs/two/deep/wanted.yml"],
      ])
    #expect(found.map(\.others) == [1, 2] && found[1].found[0].kind == .symlink)
    let nowhere = try await repository.search(for: ["wanted"], countingOthersIn: ".yaml", below: "nowhere", of: [first])
    #expect(nowhere == [NameSearch()])
    let file = try await repository.search(
      for: ["wanted"], countingOthersIn: ".yaml", below: "docs/two/README.md", of: [first])
    #expect(file[0].found.map(\.path) == ["docs/two/README.md"])
  }

  @Test func `Only files that are there and differ are edited`() async throws {
    let folder = try TemporaryRepository()
    let commit = try folder.commit(["docs/same.yaml": "a", "docs/edited.yaml": "b", "docs/gone.yaml": "c"])
    let repository = try await folder.open()
    let entries = try await repository.entries(at: commit, below: "docs")
    #expect(try await repository.edited(entries) == [])
    try folder.write("otherwise", to: "docs/edited.yaml")
    try folder.git("rm", "-q", "docs/gone.yaml")
    #expect(try await repository.edited(entries) == ["docs/edited.yaml"])
  }
}
