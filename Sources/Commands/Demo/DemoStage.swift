import Demo
import FoundationEssentials
import Planner
import Subprocess
import SystemPackage

/// Where the demo plays, and what it shows.
struct DemoStage: Sendable {
  let repository: DemoRepository
  let console: Console
  private let program: String

  init(_ repository: DemoRepository, console: Console) throws {
    (self.repository, self.console) = (repository, console)
    program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  /// Shows a command as a person would type it, and runs it with its output on the terminal.
  func show(_ command: String, accepting statuses: Set<Int32> = [0]) async throws {
    console.answer("\n\(prompt)\(command)")
    try await run(command.split(separator: " ").map(String.init), accepting: statuses)
  }

  private func run(_ words: [String], accepting statuses: Set<Int32>) async throws {
    let result = try await Subprocess.run(
      executable(words[0]), arguments: Arguments(Array(words.dropFirst()) + colorArguments(words)),
      environment: .custom(repository.typedEnvironment), workingDirectory: FilePath(repository.workTree),
      output: .currentStandardOutput,
      error: .currentStandardOutput)
    guard case .exited(let status) = result.terminationStatus, statuses.contains(status) else {
      throw DemoFailure.commandFailed(words.joined(separator: " "), status: "\(result.terminationStatus)")
    }
  }

  private func executable(_ word: String) -> Executable { word == "botfleet" ? .path(FilePath(program)) : .name(word) }

  private func colorArguments(_ words: [String]) -> [String] {
    words[0] == "botfleet" && console.color != .auto ? ["--color", console.color.rawValue] : []
  }

  private var prompt: String {
    switch console.style(on: .answer).palette {
    case .coloured: "\u{1b}[1m$ \u{1b}[0m"
    case .plain: "$ "
    }
  }

  /// Says what comes next.
  func tell(_ title: String) {
    switch console.style(on: .answer).palette {
    case .coloured: console.answer("\n\u{1b}[1;34m── \(title)\u{1b}[0m")
    case .plain: console.answer("\n── \(title)")
    }
  }
}
