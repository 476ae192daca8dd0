import Foundation
import Testing

@testable import Git

/// Reading a folder from the disk, whatever git thinks of it.
@Suite struct FolderTests {
  @Test func `Files come sorted by path, with their bytes`() async throws {
    try await withFolder { root in
      for number in 0..<600 {
        try write("file \(number)", to: "\(root)/fleet/\(number % 7)/f\(number).yaml")
      }
      try write("after the folder 3, and before what is in it", to: "\(root)/fleet/3.yaml")
      let files = try readFleet(in: root)
      #expect(files.count == 601)
      #expect(files.map(\.path) == files.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      #expect(files.first { $0.path == "fleet/3/f10.yaml" }?.contents == .bytes(Array("file 10".utf8)))
    }
  }

  @Test func `Links are told and not followed, large files are told and not read`() async throws {
    try await withFolder { root in
      try write("secret", to: "\(root)/outside.yaml")
      try write(String(repeating: "x", count: 101), to: "\(root)/fleet/large.yaml")
      try FileManager.default.createSymbolicLink(
        atPath: "\(root)/fleet/link.yaml", withDestinationPath: "\(root)/outside.yaml")
      try FileManager.default.createSymbolicLink(atPath: "\(root)/fleet/up", withDestinationPath: root)
      let files = try readFleet(in: root)
      #expect(
        files == [
          FolderFile(path: "fleet/large.yaml", contents: .tooLarge(size: 101)),
          FolderFile(path: "fleet/link.yaml", contents: .symlink), FolderFile(path: "fleet/up", contents: .symlink),
        ])
    }
  }

  @Test func `A folder that is reached through a link is refused`() async throws {
    try await withFolder { root in
      try write("secret", to: "\(root)/elsewhere/a.yaml")
      try FileManager.default.createSymbolicLink(atPath: "\(root)/fleet", withDestinationPath: "\(root)/elsewhere")
      #expect(throws: GitError.invalid("fleet", why: "leads through a symbolic link")) { try readFleet(in: root) }
    }
  }

  @Test func `A folder that is not there holds nothing, and a pipe does not stop the reading`() async throws {
    try await withFolder { root in
      #expect(try readFleet(in: root).isEmpty)
      try FileManager.default.createDirectory(atPath: "\(root)/fleet", withIntermediateDirectories: true)
      #expect(mkfifo("\(root)/fleet/pipe.yaml", 0o600) == 0)
      let files = try readFleet(in: root)
      #expect(files == [FolderFile(path: "fleet/pipe.yaml", contents: .unreadable(why: "not a regular file"))])
    }
  }
}

private func readFleet(in root: String) throws(GitError) -> [FolderFile] {
  let listing = try FolderListing(root, below: "fleet")
  return listing.files.indices.map { listing.read($0, limit: 100) }
}

private func withFolder(_ body: (String) async throws -> Void) async throws {
  let root = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: root) }
  try await body(root)
}

private func write(_ text: String, to path: String) throws {
  let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  try text.write(toFile: path, atomically: true, encoding: .utf8)
}
