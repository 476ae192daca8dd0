import FoundationEssentials
public import Git
public import HTTP
import Panel
import Planner

/// What comes from outside the documents: the environment, and an `.env.local` that completes it.
public struct RunEnvironment: Sendable {
  /// The environment, which takes precedence, and the file.
  public let variables: [String: String]
  /// The panel's key; never from a document.
  public let key: Secret?
  /// The key of a panel's account, with which servers are looked at as their owners see them.
  public let clientKey: Secret?

  init(_ environment: [String: String], completedBy file: [String: String]) {
    var variables = environment
    for (name, value) in file where variables[name]?.isEmpty ?? true { variables[name] = value }
    func take(_ variable: EnvironmentVariable) -> Secret? {
      variables.removeValue(forKey: variable.rawValue).flatMap { $0.isEmpty ? nil : Secret($0) }
    }
    key = take(.apiKey)
    clientKey = take(.clientKey)
    self.variables = variables
  }

  /// Only the environment can allow an unencrypted connection to a panel: a document would allow it for whoever wants
  /// to listen.
  var encryption: PanelURL.Encryption {
    guard let host = variables["BOTFLEET_ALLOW_HTTP"], !host.isEmpty else { return .required }
    return .optional(for: host)
  }
}

/// Why the environment file is not read.
public enum RunEnvironmentFailure: Error, Sendable {
  case tracked(path: String)
  case unreadable(path: String)
  case badLine(path: String, line: Int)
  case git(GitError)
}

extension RunEnvironmentFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tracked(let path):
      "\(path) is tracked by git and would publish its secrets; run: git rm --cached \(path), and add it to .gitignore"
    case .unreadable(let path): "\(path) cannot be read"
    case .badLine(let path, let line): "\(path):\(line): expected NAME=value"
    case .git(let error): error.description
    }
  }
}

extension RunEnvironment {
  static let fileName = ".env.local"

  /// Completes the environment from a file: the one that was named, or `.env.local` in the fleet's folder, else in the root. One file alone:
  /// two could hold the key of one panel and the address of another.
  static func load(
    _ environment: [String: String], file named: String?, root: String, fleetPath: String, repository: Repository?
  ) async throws(RunEnvironmentFailure) -> RunEnvironment {
    guard let path = named ?? find(below: root, fleetPath: fleetPath) else {
      return RunEnvironment(environment, completedBy: [:])
    }
    if let repository, let relative = relativePath(of: path, below: root) {
      guard try await !isTracked(relative, in: repository) else { throw .tracked(path: relative) }
    }
    guard let bytes = FileManager.default.contents(atPath: path), let text = String(validating: bytes, as: UTF8.self)
    else {
      throw .unreadable(path: path)
    }
    return RunEnvironment(environment, completedBy: try parseEnvironmentFile(text, path: path))
  }

  /// The path of the file that is read where nobody names one; nil where there is none.
  static func find(below root: String, fleetPath: String) -> String? {
    ["\(root)/\(fleetPath)/\(fileName)", "\(root)/\(fileName)"].first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Where a file is below the root, however its path is written; nil where it is elsewhere.
  static func relativePath(of path: String, below root: String) -> String? {
    let file = URL(filePath: path)
    let folder = file.deletingLastPathComponent().resolvingSymlinksInPath()
    let whole = folder.appending(path: file.lastPathComponent).path
    let start = URL(filePath: root).resolvingSymlinksInPath().path + "/"
    return whole.hasPrefix(start) ? String(whole.dropFirst(start.count)) : nil
  }

  private static func isTracked(_ path: String, in repository: Repository) async throws(RunEnvironmentFailure) -> Bool {
    do { return try await repository.isTracked(path) } catch { throw .git(error) }
  }
}

/// Reads `NAME=value` lines: comments, empty lines, `export`, and quotes around a value as shells write them.
func parseEnvironmentFile(_ text: String, path: String) throws(RunEnvironmentFailure) -> [String: String] {
  var variables: [String: String] = [:]
  let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
  for (index, line) in lines.enumerated() {
    var rest = line.drop { $0 == " " || $0 == "\t" }
    if rest.isEmpty || rest.hasPrefix("#") { continue }
    if rest.hasPrefix("export ") { rest = rest.dropFirst(7) }
    let parts = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, isVariableName(parts[0]) else { throw .badLine(path: path, line: index + 1) }
    variables[String(parts[0])] = unquoted(parts[1])
  }
  return variables
}

private func isVariableName(_ name: Substring) -> Bool {
  guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
  return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
}

private func unquoted(_ value: Substring) -> String {
  let trimmed = value.trimming { $0 == " " || $0 == "\t" }
  for quote in ["\"", "'"] where trimmed.count >= 2 && trimmed.hasPrefix(quote) && trimmed.hasSuffix(quote) {
    return String(trimmed.dropFirst().dropLast())
  }
  return String(trimmed)
}

extension Substring {
  fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
    guard let first = firstIndex(where: { !isTrimmed($0) }), let last = lastIndex(where: { !isTrimmed($0) }) else {
      return ""
    }
    return self[first...last]
  }
}
