internal import FoundationEssentials
import Glibc

/// What the clone of a service is to be.
///
/// A process that is killed while git writes a clone's settings leaves git's lock on them, which nobody but a person removes. So a clone is made
/// beside its place and put there when it is whole, and settings that are right are not written again.
struct ServiceClone {
  let folder: String
  let url: String
  let branch: String

  private var settings: [String: String] {
    // No command begins to pack by itself, behind its caller's back: see `pack`.
    ["remote.origin.url": url, "remote.origin.fetch": "+refs/heads/*:refs/remotes/origin/*", "gc.auto": "0"]
  }

  private var step: String { "making a clone in \(folder)" }

  /// Makes it. Where another task was faster, its clone stays.
  func make(through git: GitProgram) async throws(GitError) {
    removeUnfinished()
    var name = Array("\(folder)\(Self.mark)\(getpid())-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw systemFailure("making \(folder)") }
    let draft = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: draft) }
    try await git.require(["init", "--quiet", "--bare", draft], step)
    try await ServiceClone(folder: draft, url: url, branch: branch).correct(through: git)
    if rename(draft, folder) == 0 { return }
    guard errno == ENOTEMPTY || errno == EEXIST else { throw systemFailure("making \(folder)") }
    if access("\(folder)/HEAD", F_OK) == 0 { return }
    // What is there is no clone: something that was begun and never finished.
    try? FileManager.default.removeItem(atPath: folder)
    guard rename(draft, folder) == 0 else { throw systemFailure("making \(folder)") }
  }

  /// Writes the settings that are not as they are to be.
  func correct(through git: GitProgram) async throws(GitError) {
    let clone = git.adding(["GIT_DIR": folder])
    let known = try await clone.run(["config", "--local", "--list", "-z"], in: "/", step: step, within: .seconds(60))
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) where known.values(of: name) != [value] {
      try await clone.require(["config", "--replace-all", name, value], step)
    }
    let head = FileManager.default.contents(atPath: "\(folder)/HEAD").map { String(decoding: $0, as: UTF8.self) }
    if head != "ref: refs/heads/\(branch)\n" {
      try await clone.require(["symbolic-ref", "HEAD", "refs/heads/\(branch)"], step)
    }
  }

  /// Removes what killed processes had begun.
  private func removeUnfinished() {
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
    let around = parts.dropLast().joined(separator: "/")
    guard let last = parts.last, let names = try? FileManager.default.contentsOfDirectory(atPath: around) else {
      return
    }
    for name in names where name.hasPrefix("\(last)\(Self.mark)") {
      let maker = name.dropFirst(last.count + Self.mark.count).prefix { $0 != "-" }
      guard let process = pid_t(maker), process != getpid(), kill(process, 0) != 0 else { continue }
      try? FileManager.default.removeItem(atPath: "\(around)/\(name)")
    }
  }

  private static let mark = ".new-"
}

extension GitAnswer {
  /// The values of a setting, of what `git config --list -z` says.
  fileprivate func values(of name: String) -> [String] {
    output.split(separator: "\0").compactMap { entry in
      let parts = entry.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 && parts[0] == name ? String(parts[1]) : nil
    }
  }
}

extension GitProgram {
  fileprivate func require(_ arguments: [String], _ step: String) async throws(GitError) {
    let answer = try await run(arguments, in: "/", step: step, within: .seconds(60))
    guard answer.status == 0 else { throw .remoteFailed(step: step, classify(answer), stderr: answer.stderr) }
  }
}
