import Foundation
import Git
import Planner
import RepositoryFixtures

/// What no honest program writes.
extension FleetStory {
  static let firstResult = "fleet/results/01/ord-1.yaml"
  static let secondResult = "fleet/results/02/ord-2.yaml"

  /// One entry of a tree: `100644`, `120000` or `160000`, and what it holds.
  struct Entry {
    let mode: String
    let path: String
    let text: String

    static func file(_ path: String, _ text: String) -> Entry { Entry(mode: "100644", path: path, text: text) }
    static func program(_ path: String, _ text: String) -> Entry { Entry(mode: "100755", path: path, text: text) }
    static func link(_ path: String, to target: String) -> Entry { Entry(mode: "120000", path: path, text: target) }
    static func submodule(_ path: String) -> Entry {
      Entry(mode: "160000", path: path, text: String(repeating: "5", count: 40))
    }
  }

  /// A file as the branch has it now.
  func text(_ path: String) throws -> String { try made.git("show", "\(tip?.description ?? ""):\(path)") + "\n" }

  /// A commit on the branch of any entries, below what it has.
  @discardableResult
  func plant(
    _ entries: [Entry], removing paths: [String] = [], _ message: String, by name: String = "Mallory",
    merging merged: [ObjectID] = [], signed: Bool = false
  ) async throws -> ObjectID {
    guard let old = tip else { throw GitFailed(stderr: "no commit") }
    let index = ["GIT_INDEX_FILE": made.path + "/.git/planted-\(time)"]
    try made.git(["read-tree", "\(old)"], with: index)
    for path in paths { try made.git(["update-index", "--force-remove", path], with: index) }
    for entry in entries {
      let id = entry.mode == "160000" ? entry.text : try blob(entry.text)
      try made.git(
        ["update-index", "--replace", "--add", "--cacheinfo", "\(entry.mode),\(id),\(entry.path)"], with: index)
    }
    let tree = try made.git(["write-tree"], with: index)
    return try await plant(tree: tree, message, by: name, after: [old] + merged, signed: signed)
  }

  /// A commit of any tree after any commits.
  @discardableResult
  func plant(
    tree: String, _ message: String, by name: String = "Mallory", after parents: [ObjectID], signed: Bool = false
  ) async throws -> ObjectID {
    let email = "\(name.lowercased())@example.com"
    let person = [
      "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_AUTHOR_DATE": "@\(time) +0000",
      "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email, "GIT_COMMITTER_DATE": "@\(time) +0000",
    ]
    time += 3600
    try made.write(message, to: "message")
    let id = try made.git(
      ["commit-tree", tree, "-F", "message"] + parents.flatMap { ["-p", "\($0)"] }
        + (signed ? ["-S"] : []), with: person)
    guard let commit = ObjectID(id) else { throw GitFailed(stderr: id) }
    try move(to: commit)
    return commit
  }

  /// Puts another commit object in the place of the branch's newest.
  func rewrite(_ edited: (String) throws -> String) throws {
    let bytes = try edited(try made.git("cat-file", "commit", tip?.description ?? "") + "\n")
    try made.write(bytes, to: "commit")
    guard let commit = ObjectID(try made.git("hash-object", "-w", "-t", "commit", "--literally", "commit")) else {
      throw GitFailed(stderr: "no commit")
    }
    try move(to: commit)
  }

  func blob(_ text: String) throws -> String {
    try made.write(text, to: "planted")
    return try made.git("hash-object", "-w", "planted")
  }

  func move(to commit: ObjectID) throws {
    try made.git("update-ref", "refs/heads/main", "\(commit)")
    tip = commit
  }

  /// The tree of the results that the branch has now.
  func resultsTree() throws -> String { try made.git("rev-parse", "\(tip?.description ?? ""):fleet/results") }
}

extension String {
  /// Without the lines that begin with a word.
  func without(_ beginning: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix(beginning) }
      .joined(separator: "\n")
  }

  /// With another tree as the one of the results that it was made over.
  func chained(to tree: String) -> String { without("Previous-Results: ") + "Previous-Results: \(tree)\n" }

  func putting(_ new: String, for old: String) -> String { replacing(old, with: new, maxReplacements: 1) }
}
