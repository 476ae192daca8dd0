import FoundationEssentials

/// A file for the panel's key that `git add .` would take with all the rest.
public struct ExposedKeyFile: Hashable, Sendable {
  /// Below the root: `.env.local`.
  public let path: String
  /// What makes git ignore it, for a shell in the root; nil where its name would have to be quoted.
  public let remedy: String?
}

extension Workspace {
  /// The file that completes the environment, if git does not ignore it and a new fleet's `.gitignore` will not change that; nil where all is well.
  ///
  /// - Parameter named: the file that somebody named, an absolute path; nil for the usual one.
  public func exposedKeyFile(named: String?) async -> ExposedKeyFile? {
    let file =
      named ?? RunEnvironment.find(below: root, fleetPath: fleetPath) ?? "\(root)/\(RunEnvironment.fileName)"
    guard let path = RunEnvironment.relativePath(of: file, below: root) else { return nil }
    let isUsual = path.split(separator: "/").last.map(String.init) == RunEnvironment.fileName
    let rules = FileManager.default.contents(atPath: "\(root)/.gitignore")
    if isUsual, rules == nil { return nil }
    let lines = String(decoding: rules ?? Data(), as: UTF8.self).split { $0.isNewline }
    // A folder that is in no repository yet has only its own file to go by.
    let isIgnored =
      (try? await repository?.isIgnored(path))
      ?? lines.contains { [path, "/" + path, ".env*", ".env.*"].contains(String($0)) }
    guard !isIgnored else { return nil }
    let isPlain = path.utf8.allSatisfy { byte in
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_-.".utf8.contains(byte)
    }
    let line = isUsual ? RunEnvironment.fileName : "/\(path)"
    // What is appended to a line without an end would become part of it.
    let isEnded = rules.map { $0.isEmpty || $0.last == UInt8(ascii: "\n") } ?? true
    let command = isEnded ? "echo \(line) >> .gitignore" : "printf '\\n\(line)\\n' >> .gitignore"
    return ExposedKeyFile(path: path, remedy: isPlain ? command : nil)
  }
}
