import Foundation
import PanelProcess
import Release
import Testing

struct ProgramVersionTests {
  @Test func `The version is one line, with the program and its build`() async throws {
    let ended = await (try RunningCommand(["--version"], in: "/", environment: [:])).end()
    #expect(ended.status == 0 && ended.answer == ProgramVersion.ofThisBuild.line(of: "botfleet") + "\n")
    #expect(ended.answer.wholeMatch(of: /botfleet \d+\.\d+\.\d+ \(([0-9a-f]{7}|built in a checkout)\)\n/) != nil)
  }

  @Test(.tags(.process)) func `The embedded panel has the same version`() async throws {
    let ended = await (try RunningProgram(builtProgram("botfleet-sandbox"), ["--version"], in: "/", environment: [:]))
      .end()
    #expect(ended.status == 0 && ended.answer == ProgramVersion.ofThisBuild.line(of: "botfleet-sandbox") + "\n")
  }

  @Test func `What git archive filled in is the commit`() {
    let name = "5d2c0f9a4b7e8d1c3a6f5e4d3c2b1a0f9e8d7c6b"
    let version = ProgramVersion(archivedCommit: name)
    #expect(version.commit == name)
    #expect(version.line(of: "botfleet") == "botfleet \(ProgramVersion.number) (5d2c0f9)")
  }

  @Test(arguments: ["", "$Format:%H$", "$Format:%h$", "main"])
  func `What git archive did not fill in is no commit, for a checkout's files may be anything`(text: String) {
    let version = ProgramVersion(archivedCommit: text)
    #expect(version.commit == nil)
    #expect(version.line(of: "botfleet") == "botfleet \(ProgramVersion.number) (built in a checkout)")
  }

  /// Sources that were unpacked from an archive have no repository to archive.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: root.appending(path: ".git").path)))
  func `An archive of the repository names its commit`() async throws {
    let commit = try await shell("git rev-parse HEAD").trimmingCharacters(in: .newlines)
    let source = try await shell("git archive HEAD Sources/Release/archivedCommit.swift | tar -xO")
    #expect(source.contains("let archivedCommit = \"\(commit)\"\n"), "\(source)")
  }

  private func shell(_ command: String) async throws -> String {
    let ended = await
      (try RunningProgram(
        URL(filePath: "/bin/sh"), ["-c", command], in: root.path, environment: ["PATH": "/usr/bin:/bin"])).end()
    #expect(ended.status == 0, "\(command): \(ended.people)")
    return ended.answer
  }
}

private let root = URL(filePath: #filePath).appending(path: "../../..").standardized
