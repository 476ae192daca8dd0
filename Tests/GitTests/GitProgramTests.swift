import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct GitProgramTests {
  @Test func `git is found on the path, and tells its version`() async throws {
    let made = try TemporaryRepository()
    let git = try await GitProgram.find(in: made.environment)
    #expect(try made.git("version").contains(git.version))
    #expect(git.path.hasSuffix("/git"))
  }

  @Test func `A machine without git is told so`() async throws {
    await #expect(throws: GitError.gitMissing) { try await GitProgram.find(in: ["PATH": "/nowhere"]) }
  }

  @Test(arguments: [("2.29.9", false), ("2.30.0", true), ("2.9.1", false), ("3.0", true), ("2.39.5 (Apple Git)", true)])
  func `A git that is too old is told so`(version: String, isEnough: Bool) async throws {
    let made = try TemporaryRepository()
    try made.write("#!/bin/sh\necho git version '\(version)'\n", to: "git")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: made.path + "/git")
    let environment = ["PATH": "\(made.path):/usr/bin:/bin"]
    if isEnough {
      #expect(try await version.hasPrefix(GitProgram.find(in: environment).version))
    } else {
      await #expect(throws: GitError.gitTooOld(found: version, needed: "2.30")) {
        try await GitProgram.find(in: environment)
      }
    }
  }

  /// What has a name for a moment is left behind by a process that is killed in that moment.
  @Test func `What git reads and prints has no name, not even for a moment`() async throws {
    let files = FileManager.default
    // Not every file system of a machine knows files without a name; this one does.
    let folder = "/dev/shm/botfleet-\(UUID().uuidString)"
    try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? files.removeItem(atPath: folder) }
    let date = Date(timeIntervalSince1970: 1_000_000_000)
    try files.setAttributes([.modificationDate: date], ofItemAtPath: folder)
    let made = try TemporaryRepository()
    _ = try await GitProgram.find(in: made.environment.merging(["TMPDIR": folder]) { $1 })
    #expect(try files.attributesOfItem(atPath: folder)[.modificationDate] as? Date == date)
  }
}
