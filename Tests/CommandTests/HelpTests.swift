import Foundation
import PanelProcess
import Testing

/// What the help says: by itself, and in docs/commands.md.
struct HelpTests {
  private func help(_ arguments: [String]) async throws -> String {
    let ended = await (try RunningCommand(arguments, in: "/", environment: [:])).end()
    #expect(ended.status == 0 && ended.people == "", "\(arguments): \(ended.people)")
    return ended.answer
  }

  /// The page is made anew from these very programs, and compared with the one that is committed.
  @Test(.tags(.process)) func `The page of commands is what the help texts say now`() async throws {
    let sandbox = await
      (try RunningProgram(
        builtProgram("botfleet-sandbox"), ["--experimental-dump-help"], in: "/", environment: [:])).end()
    let dumps = FileManager.default.temporaryDirectory.appending(path: "help-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: dumps, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: dumps) }
    var paths: [String] = []
    for text in [try await help(["--experimental-dump-help"]), sandbox.answer] {
      paths.append(dumps.appending(path: "\(paths.count).json").path)
      try Data(text.utf8).write(to: URL(filePath: paths[paths.count - 1]))
    }
    let made = await
      (try RunningProgram(
        root.appending(path: "scripts/make-commands-page"), paths, in: "/", environment: [:])).end()
    #expect(made.status == 0, "\(made.people)")
    let committed = try String(contentsOf: root.appending(path: "docs/commands.md"), encoding: .utf8)
    let differing = zip(made.answer.split(separator: "\n"), committed.split(separator: "\n")).first { $0 != $1 }
    #expect(
      made.answer == committed,
      "docs/commands.md is not what the help says; run scripts/make-commands-page. First: \(differing.map { "\($0)" } ?? "one is longer")"
    )
  }

  @Test func `No line of any help is wider than a terminal, and every command's begins with what it does`() async throws
  {
    let commands = try await allCommands()
    #expect(commands.contains(["plan"]) && commands.contains(["apply"]))
    for command in commands {
      let text = try await help(["help"] + command)
      #expect(text.hasPrefix("OVERVIEW: "), "\(command)")
      // A usage that lists every option is one line, however long: a short one is given by the command's configuration.
      let wide = text.split(separator: "\n").filter { $0.count > 80 }
      #expect(wide.isEmpty, "\(command) has wide lines: \(wide)")
      #expect(!text.contains(#/\((\w+(, \w+)+)\)\s+\(values: /#), "\(command) lists values twice")
    }
  }

  /// The words of every command that is shown, from the dump.
  private func allCommands() async throws -> [[String]] {
    struct Dump: Decodable { let command: Command }
    struct Command: Decodable {
      let commandName: String
      let subcommands: [Command]?
      func words(below: [String]) -> [[String]] {
        (subcommands ?? []).filter { $0.commandName != "help" }.flatMap { command in
          [below + [command.commandName]] + command.words(below: below + [command.commandName])
        }
      }
    }
    let text = try await help(["--experimental-dump-help"])
    return try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command.words(below: [])
  }

  private var root: URL { URL(filePath: #filePath).appending(path: "../../..").standardized }
}
