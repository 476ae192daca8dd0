import Foundation
import PanelProcess
import Testing

@Suite(.timeLimit(.minutes(20)))
struct CommandLineTests {
  private func botfleet(_ arguments: [String]) async throws -> Ended {
    await (try RunningCommand(arguments, in: "/", environment: [:])).end()
  }

  private func process(_ arguments: [String]) async throws -> Ended {
    await (try RunningProgram(builtProgram("botfleet"), arguments, in: "/", environment: [:])).end()
  }

  @Test(arguments: [
    ["nonsense"], ["validate", "extra"], ["plan", "--format", "xml"], ["plan", "--as-of", "tomorrow"],
    ["plan", "--order", "No Such Id"], ["apply", "--concurrency", "0"], ["apply", "--accept", "sha256:short"],
    ["apply", "--color", "blue"], ["demo", "--no"],
  ])
  func `A wrong command line exits with 64, and says where to read on`(arguments: [String]) async throws {
    expectUsage(try await botfleet(arguments))
  }

  /// The panel takes the process's place.
  @Test(
    .tags(.process), arguments: [["nonsense"], ["sandbox", "--port", "high"], ["sandbox", "--fail", "everything"]])
  func `A process that is started wrongly exits with 64, a panel's as well`(arguments: [String]) async throws {
    expectUsage(try await process(arguments))
  }

  private func expectUsage(_ ended: Ended) {
    #expect(ended.status == 64, "\(ended.people)")
    #expect(ended.answer == "" && ended.people.contains("Usage: "))
  }

  @Test func `A process that is not the command's own is not given to a panel`() async throws {
    let ended = try await botfleet(["sandbox", "--port", "0"])
    #expect(ended.status == 64 && ended.people.contains("takes the place of a process"), "\(ended.people)")
  }

  @Test(arguments: [
    (["plan", "--as-of", "tomorrow"], "write a day like 2"),
    (["capacity", "--as-of", "31.12.2026"], "write a day like 2"),
    (["apply", "--as-of", "2026-2-3"], "write a day like 2"), (["plan", "--order", "ORD-1"], "such as ord-1042"),
    (["plan", "--adopt", "ord_"], "such as ord-1042"), (["apply", "--recreate", "ord 1"], "such as ord-1042"),
    (["apply", "--accept", "3f9c21"], "sha256: and 64 hexadecimal digits"),
  ])
  func `A value that cannot be read comes with how one is written`(arguments: [String], form: String) async throws {
    let ended = try await botfleet(arguments)
    #expect(ended.status == 64 && ended.people.contains("'\(arguments[2])'"), "\(ended.people)")
    #expect(ended.people.contains(form), "\(ended.people)")
  }

  @Test func `A sample without a fleet is named`() async throws {
    let ended = try await botfleet(["demo", "--sample", "/nowhere/at/all"])
    #expect(ended.status == 1 && ended.people.hasPrefix("error: there is no fleet in /nowhere/at/all; "))
  }

  @Test(arguments: ["validate", "plan", "apply", "demo"])
  func `The help of a command has an example`(command: String) async throws {
    expectExample(of: command, try await botfleet([command, "--help"]))
  }

  @Test(.tags(.process)) func `The help of the embedded panel has an example`() async throws {
    expectExample(of: "sandbox", try await process(["sandbox", "--help"]))
  }

  private func expectExample(of command: String, _ ended: Ended) {
    #expect(ended.status == 0 && ended.people == "")
    #expect(ended.answer.contains("USAGE: ") && ended.answer.contains("Example:"))
    #expect(ended.answer.contains("botfleet \(command)") || ended.answer.contains("botfleet-\(command)"))
  }

  @Test func `Without a command the help is shown`() async throws {
    let ended = try await botfleet([])
    #expect(ended.status == 0 && ended.answer.contains("SUBCOMMANDS:"))
  }
}
