import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// What cannot be written whole is an error: a script that reads half an answer must not take it for the whole.
@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct OutputTests {
  /// Runs `botfleet` with the shell's redirections.
  private func shell(_ stage: Stage, _ line: String) async throws -> Ended {
    try await script(stage, "\"$0\" \(line)")
  }

  /// Runs a line of shell in which `$0` is `botfleet`.
  private func script(_ stage: Stage, _ line: String) async throws -> Ended {
    await
      (try RunningProgram(
        URL(filePath: "/bin/sh"), ["-c", line, builtProgram("botfleet").path], in: stage.clone.path,
        environment: stage.environment)).end()
  }

  @Test(arguments: [
    "validate --format sarif", "plan", "plan --format json", "capacity", "--version", "plan --help",
  ])
  func `An answer that a full disk or a closed stream does not take ends with 1`(command: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    for place in [">/dev/full", ">&-"] {
      let ended = try await shell(stage, "\(command) \(place)")
      #expect(ended.status == 1, "\(command) \(place): \(ended.people)")
      #expect(ended.people.contains("error: the output could not be written in full: "))
    }
    let left = try await script(stage, "{ sleep 0.3; \"$0\" \(command); echo \"status $?\" >&2; } | true")
    #expect(!left.people.contains("status 1"), "a reader that went away is nobody's failure: \(left.people)")
  }

  @Test func `An apply whose report is lost records what it did all the same`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let ended = try await shell(stage, "apply --yes --format json >/dev/full")
    #expect(ended.status == 1 && ended.people.contains("No space left on device"), "\(ended.people)")
    #expect(try stage.lastSubject == "apply: 1 server created")
  }

  @Test func `A saved plan replaces regular files only`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let folder = try Scratch()
    let (target, link) = ("\(folder.path)/target", "\(folder.path)/link")
    try Data("old".utf8).write(to: URL(filePath: target))
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(try await stage.botfleet("plan", "--out", link).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target, "the link is what it was")
    #expect(try String(contentsOfFile: target, encoding: .utf8).contains("botfleet.plan/1"))
    #expect(try await stage.botfleet("plan", "--out", target).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["link", "target"])

    let full = try await stage.botfleet("plan", "--out", "/dev/full")
    #expect(full.status == 1 && full.people.contains("cannot be written to /dev/full: No space left on device"))
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
    let piped = try await shell(stage, "plan --quiet --out /dev/stdout | head -c 12")
    #expect(piped.answer.contains("{"), "a pipe is written into")
    let nowhere = try await stage.botfleet("plan", "--out", "\(folder.path)/not/there.json")
    #expect(nowhere.status == 1 && nowhere.people.contains("No such file or directory"))
  }
}
