import FoundationEssentials
import Glibc

/// What is at a reference where only notes belong.
public enum FetchedNote: Hashable, Sendable {
  case note(ObjectID)
  /// A commit with files, or with a history that has some.
  case somethingElse(ObjectID)
}

extension Remote {
  /// Fetches commits that hold no files, and keeps no reference to them. Gives `.somethingElse` where there are files
  /// in what would be fetched, which stays where it is: whoever may push can put hundreds of megabytes there. Nil where
  /// the remote has no such reference.
  public func fetchNote(_ ref: String) async throws(GitError) -> FetchedNote? {
    guard let tip = try await tip(of: ref) else { return nil }
    if try await !repository.has(tip), try await holdsFiles(tip, at: ref) { return .somethingElse(tip) }
    guard let brought = try await fetchDetached(ref) else { return nil }
    return .note(brought)
  }

  /// Whether a history has files, judged by its commits alone: where the remote is able to, they are fetched without
  /// files, into a folder beside the repository.
  private func holdsFiles(_ tip: ObjectID, at ref: String) async throws(GitError) -> Bool {
    let aside = try ScratchFolder(in: program.temporaryFolder)
    let step = "fetching the commits of \(ref) from \(shownName)"
    let folders = [
      "GIT_OBJECT_DIRECTORY": aside.path, "GIT_ALTERNATE_OBJECT_DIRECTORIES": "\(repository.commonDirectory)/objects",
    ]
    // Configured for this step alone: git would record it, and take the whole repository for an incomplete one.
    let filter = ["remote.\(name).promisor": "true", "remote.\(name).partialclonefilter": "tree:0"]
    func runAside(_ arguments: [String]) async throws(GitError) -> GitAnswer {
      try await run(arguments, step) { $0.adding(folders).configuring(filter) }
    }
    let answer = try await runAside(["fetch", "--filter=tree:0"] + Self.keepingNothing + ["--", name, ref])
    guard answer.status == 0 else { throw failure(of: answer, step) }
    for page in 0... {
      let part = ["--skip=\(page * pageSize)", "--max-count=\(pageSize)", "--format=%T", "\(tip)"]
      let commits = try await runAside(["rev-list"] + part)
      // It may have moved on between the two requests; then it no longer matters.
      guard commits.status == 0 else { return false }
      let trees = commits.output.split(separator: "\n").filter { !$0.hasPrefix("commit ") }
      if trees.contains(where: { $0 != ObjectID.emptyTree.description }) { return true }
      if trees.count < pageSize { break }
    }
    return false
  }
}

/// How many commits to list at once: git's answer has a limit.
private let pageSize = 4000

/// A folder of our own that is removed, with everything in it, when nobody holds it any more.
final class ScratchFolder: Sendable {
  let path: String

  init(in folder: String) throws(GitError) {
    var name = Array("\(folder)/botfleet-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw systemFailure("making a temporary folder in \(folder)") }
    path = name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file that nobody else may read, and gives its path.
  func write(_ bytes: [UInt8], as name: String) throws(GitError) -> String {
    let file = "\(path)/\(name)"
    let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    guard FileManager.default.createFile(atPath: file, contents: Data(bytes), attributes: mode) else {
      throw systemFailure("writing \(file)")
    }
    return file
  }
}
