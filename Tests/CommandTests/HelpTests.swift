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

  /// Whoever copies an example from a terminal gets exactly what stands in the source: nothing is broken where a line of eighty columns ends.
  @Test(.tags(.process)) func `Every example can be copied from a terminal of eighty columns`() async throws {
    let sandbox = try described(try await sandboxHelp("--experimental-dump-help")).all(below: [])
    let commands = try described(try await help(["--experimental-dump-help"])).all(below: [])
    var examples = 0
    for command in commands + sandbox {
      let isOwn = command.words[0] == "botfleet"
      let text = isOwn ? try await help(["help"] + command.words.dropFirst()) : try await sandboxHelp("--help")
      let shown = Set(text.split(separator: "\n").map(String.init))
      for line in command.exampleLines {
        #expect(shown.contains(line), "\(command.words): the help does not show this line as it is: \(line)")
        #expect(line.count <= 78, "\(command.words): \(line.count) columns: \(line)")
      }
      // It passes every option on.
      let options = command.words.last == "sandbox" ? sandbox[0].options : command.options
      for example in joined(command.exampleLines) {
        examples += 1
        #expect(example.hasPrefix("\(command.words[0]) "), "\(command.words): no command: \(example)")
        let used = example.prefix { $0 != "|" }.matches(of: #/\s(--?[a-z][a-z-]*)/#).map { String($0.1) }
        let missing = Set(used).subtracting(options)
        #expect(missing.isEmpty, "\(command.words) has no \(missing): \(example)")
      }
    }
    #expect(examples > 30)
  }

  /// Lines that end in a backslash, with what follows them.
  private func joined(_ lines: [String]) -> [String] {
    lines.reduce(into: []) { examples, line in
      let line = line.drop { $0 == " " }
      if let last = examples.last, last.hasSuffix("\\") {
        examples[examples.count - 1] = "\(last.dropLast())\(line)"
      } else {
        examples.append(String(line))
      }
    }
  }

  private func sandboxHelp(_ argument: String) async throws -> String {
    await (try RunningProgram(builtProgram("botfleet-sandbox"), [argument], in: "/", environment: [:])).end().answer
  }

  /// The words of every command that is shown, from the dump.
  private func allCommands() async throws -> [[String]] {
    try described(try await help(["--experimental-dump-help"])).all(below: []).dropFirst().map {
      Array($0.words.dropFirst())
    }
  }

  private func described(_ dump: String) throws -> DumpedCommand {
    struct Dump: Decodable { let command: DumpedCommand }
    return try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command
  }

  private var root: URL { URL(filePath: #filePath).appending(path: "../../..").standardized }
}

/// A command as `--experimental-dump-help` describes it.
private struct DumpedCommand: Decodable {
  let commandName: String
  let discussion: String?
  let arguments: [Argument]?
  let subcommands: [DumpedCommand]?

  struct Argument: Decodable {
    let names: [Name]?
    struct Name: Decodable {
      let kind: String
      let name: String
    }
  }

  /// A command with the words that call it, itself first and then those below it.
  struct Called {
    let words: [String]
    /// The lines of its examples, as they stand in its help.
    let exampleLines: [String]
    /// Its options, and those of the commands below it.
    let options: Set<String>
  }

  func all(below above: [String]) -> [Called] {
    let words = above + [commandName]
    let shown = (subcommands ?? []).filter { $0.commandName != "help" }
    return [Called(words: words, exampleLines: exampleLines, options: options)] + shown.flatMap { $0.all(below: words) }
  }

  private var options: Set<String> {
    let own = (arguments ?? []).flatMap { $0.names ?? [] }.map { ($0.kind == "long" ? "--" : "-") + $0.name }
    return (subcommands ?? []).reduce(into: Set(own)) { $0.formUnion($1.options) }
  }

  /// From the heading to the next empty line.
  private var exampleLines: [String] {
    let lines = (discussion ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let heading = lines.firstIndex(where: { $0.hasSuffix("Example:") }) else { return [] }
    return Array(lines[(heading + 1)...].prefix { !$0.isEmpty })
  }
}
