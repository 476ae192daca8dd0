import ChildPrograms
import RepositoryFixtures
import Testing

@testable import Git

/// Whatever lists files has to see the same ones: what one of them does not enter, another must not take for read.
@Suite struct FolderDepthTests {
  /// The last folder that is entered lies in so many.
  private static let deepest = 32

  @Test(arguments: [
    (folders: Self.deepest + 1, isEntered: true), (folders: Self.deepest + 2, isEntered: false),
  ])
  func `Wherever a listing begins, folders are entered to the same depth`(folders: Int, isEntered: Bool) async throws {
    let folder = "a/b/" + Array(repeating: "d", count: folders - 2).joined(separator: "/")
    let made = try TemporaryRepository()
    let commit = try made.commit(["\(folder)/wanted.yaml": "1"])
    let repository = try await made.open()
    let expected = isEntered ? "\(folder)/wanted.yaml" : folder
    for start in ["", "a", "a/b", "a/b/d/d"] {
      #expect(try await repository.entries(at: commit, below: start).map(\.path) == [expected], "\(start)")
      guard start != "" else { continue }
      #expect(try FolderListing(made.path, below: start).files.map(\.path) == [expected], "\(start)")
      let found = try await repository.search(
        for: ["wanted"], countingOthersIn: ".yaml", below: start, of: [commit])
      #expect(found.map { $0.found.map(\.path) } == [[expected]], "\(start)")
    }
  }

  @Test func `What has a name that is not UTF-8 is named, and not entered`() async throws {
    let made = try TemporaryRepository()
    let make =
      #"mkdir -p "$0/a" && cd "$0/a" && b="$(printf 'b\374')" && mkdir "$b" && touch "$b/wanted.yaml" "$b.txt" "$b.yaml" c"#
    #expect(try runProgram(["sh", "-c", make, made.path]).status == 0)
    let commit = try made.commit([:])
    let repository = try await made.open()
    let paths = ["a/b\u{FFFD}", "a/b\u{FFFD}.txt", "a/b\u{FFFD}.yaml", "a/c"]
    let entries = try await repository.entries(at: commit, below: "a").sorted { $0.path < $1.path }
    let (folder, file) = (TreeEntry.Kind.misnamed(isFolder: true), TreeEntry.Kind.misnamed(isFolder: false))
    #expect(entries.map(\.path) == paths && entries.map(\.kind) == [folder, file, file, .file])
    let files = try FolderListing(made.path, below: "a").files.sorted { $0.path < $1.path }
    #expect(files.map(\.path) == paths)
    #expect(
      files.map(\.kind) == [.misnamed(isFolder: true), .misnamed(isFolder: false), .misnamed(isFolder: false), .file])
    // Of files, those alone that would be counted are documents.
    let found = try await repository.search(for: ["wanted"], countingOthersIn: ".yaml", below: "a", of: [commit])
    #expect(Set(found[0].found.map(\.kind)) == [folder, file] && found[0].found.count == 2 && found[0].others == 0)
  }
}
