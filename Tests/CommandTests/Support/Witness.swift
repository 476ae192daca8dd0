import Foundation
import RepositoryFixtures

/// A `git` that stands before the true one, and writes down what each call of it is given: arguments and environment.
struct Witness {
  private let folder: String
  private var notes: String { "\(folder)/notes" }

  init(in parent: String) throws {
    folder = "\(parent)/witness"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let script = """
      #!/bin/sh
      { printf '%s\\n' "$@"; env; } >> '\(folder)/notes'
      PATH=${PATH#*:}
      exec git "$@"

      """
    try writeProgram(script, to: "\(folder)/git")
  }

  /// The path on which it is found first.
  func path(before environment: [String: String]) -> String { "\(folder):\(environment["PATH"] ?? "/usr/bin:/bin")" }

  /// Everything that was written down.
  func report() throws -> String { try String(contentsOfFile: notes, encoding: .utf8) }
}

/// A temporary folder, gone when nobody holds it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/scratch-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Looks at the command lines of all processes, again and again, for texts that must be in none.
struct ProcessWatch {
  private let watching: Task<Set<String>, Never>

  init(for secrets: [String]) {
    watching = Task.detached {
      var found: Set<String> = []
      while !Task.isCancelled {
        for line in Self.commandLines() where secrets.contains(where: line.contains) { found.insert(line) }
        try? await Task.sleep(for: .milliseconds(5))
      }
      return found
    }
  }

  /// Ends the watch; the command lines that held one.
  func end() async -> Set<String> {
    watching.cancel()
    return await watching.value
  }

  private static func commandLines() -> [String] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.filter { $0.allSatisfy(\.isNumber) }.map { beginning(of: "/proc/\($0)/cmdline") }
  }

  /// Foundation leaks what it reads of files that do not know their size.
  private static func beginning(of path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    return String(decoding: bytes.prefix(max(0, read(file, &bytes, bytes.count))), as: UTF8.self)
  }
}
