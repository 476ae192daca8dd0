import Glibc

/// Finds commits in histories that are too long to be walked one by one: through the `git` program, which has an index of them.
public struct HistorySearch: Sendable {
  private let program: GitProgram
  private let folder: String
  private let objects: String

  /// The search in a repository, through the `git` program.
  public init(in repository: Repository, through program: GitProgram) {
    // What was committed counts, not what somebody put in its place; a path is a path, whatever characters it has.
    self.program = program.at(repository).adding([
      "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": "/dev/null", "GIT_LITERAL_PATHSPECS": "1",
    ])
    folder = repository.workTree ?? repository.gitDirectory
    objects = "\(repository.commonDirectory)/objects"
  }

  /// The commits on a branch's own line that changed what is at a path, the newest first.
  ///
  /// - Parameter limit: how many at most; git's answer has a limit of its own, of some 20,000.
  public func changes(of path: String, from tip: ObjectID, limit: Int = 20_000) async throws(GitError) -> [ObjectID] {
    try await list(["--first-parent", "--max-count=\(min(limit, 20_000))", "\(tip)", "--", path])
  }

  /// The commits that a merge brought and its first parent did not have, the newest first; with a path, those that changed it.
  public func brought(by merged: ObjectID, without first: ObjectID, path: String? = nil) async throws(GitError)
    -> [ObjectID]
  {
    try await list(["--max-count=2000", "\(merged)", "^\(first)"] + (path.map { ["--", $0] } ?? []))
  }

  /// The newest commit on a branch's own line that is not younger than a time, as commits tell their times; nil where none is.
  ///
  /// - Parameter time: in seconds since 1970.
  public func newest(from tip: ObjectID, notAfter time: Int64) async throws(GitError) -> ObjectID? {
    try await list(["--first-parent", "--max-count=1", "--before=@\(time) +0000", "\(tip)"]).first
  }

  /// The commits on a branch's own line at which a file of this name came or went below a folder, the newest first. Slow in a long history.
  public func comings(of name: String, below path: String, from tip: ObjectID) async throws(GitError) -> [ObjectID] {
    let pattern = name.contains { "*?[\\".contains($0) } ? nil : ":(glob)\(path)/**/\(name)"
    guard let pattern else { return [] }
    let answer = try await program.adding(["GIT_LITERAL_PATHSPECS": "0"]).run(
      [
        "log", "--first-parent", "--diff-merges=first-parent", "--format=tformat:%H", "--diff-filter=AD",
        "--no-renames", "--max-count=1000", "\(tip)", "--", pattern,
      ],
      in: folder, step: "searching for \(name)", within: .seconds(600))
    guard answer.status == 0 else { throw failed("searching for \(name)", answer) }
    return answer.output.split(separator: "\n").compactMap { ObjectID($0) }
  }

  /// The commits up to a tip whose messages have a line that begins like this, the newest first; with `known`, those alone that are not
  /// among that one's.
  ///
  /// - Parameter beginning: letters, digits, colons and blanks.
  public func commits(
    saying beginning: String, from tip: ObjectID, without known: ObjectID? = nil
  ) async throws(GitError) -> [ObjectID] {
    let page = 10_000
    var found: [ObjectID] = []
    while true {
      let more = try await list(
        ["--grep=^\(beginning)", "--max-count=\(page)", "--skip=\(found.count)", "\(tip)"]
          + (known.map { ["^\($0)"] } ?? []))
      found += more
      if more.count < page { return found }
    }
  }

  private func list(_ arguments: [String]) async throws(GitError) -> [ObjectID] {
    let step = "searching the history"
    let answer = try await program.run(["rev-list"] + arguments, in: folder, step: step, within: .seconds(600))
    guard answer.status == 0 else { throw failed(step, answer) }
    return answer.output.split(separator: "\n").compactMap { ObjectID($0) }
  }

  private func failed(_ step: String, _ answer: GitAnswer) -> GitError {
    .remoteFailed(step: step, .other(status: answer.status), stderr: answer.stderr)
  }

  // MARK: git's index of commits

  /// Whether git has its index of commits with the paths that each changed (`git commit-graph`), and it is not old.
  ///
  /// - Parameter now: in seconds since 1970.
  public func hasIndex(now: Int64) -> Bool {
    var status = stat()
    for path in indexFiles where stat(path, &status) == 0 {
      guard now - Int64(status.st_mtim.tv_sec) < freshFor else { return false }
      return hasChangedPaths(path)
    }
    return false
  }

  /// Lets git write that index. It lies among git's own objects and changes nothing that anybody sees.
  public func writeIndex() async throws(GitError) {
    let step = "writing git's commit-graph"
    let answer = try await program.run(
      ["commit-graph", "write", "--reachable", "--changed-paths", "--no-progress"], in: folder, step: step,
      within: .seconds(1800))
    guard answer.status == 0 else { throw failed(step, answer) }
  }

  /// The newest of a chain of indexes is enough: each is written with the paths, or none is.
  private var indexFiles: [String] {
    var files = ["\(objects)/info/commit-graph"]
    if let file = fopen("\(objects)/info/commit-graphs/commit-graph-chain", "re") {
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 80)
      var names: [String] = []
      while fgets(&line, Int32(line.count), file) != nil {
        names.append(String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
      }
      files += names.reversed().map { "\(objects)/info/commit-graphs/graph-\($0).graph" }
    }
    return files
  }

  /// Looks for the part `BIDX` in the table that such a file begins with.
  private func hasChangedPaths(_ path: String) -> Bool {
    guard let file = fopen(path, "re") else { return false }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8 + 64 * 12)
    let count = fread(&bytes, 1, bytes.count, file)
    guard count >= 8, bytes.starts(with: Array("CGPH".utf8)) else { return false }
    return (0..<Int(bytes[6])).contains { number in
      let start = 8 + number * 12
      return start + 4 <= count && Array(bytes[start..<start + 4]) == Array("BIDX".utf8)
    }
  }
}

/// After a month, the newest commits are too many to be walked.
private let freshFor: Int64 = 30 * 86_400
