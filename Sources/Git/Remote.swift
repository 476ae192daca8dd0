/// A repository elsewhere, reached through the `git` program.
///
/// A step that throws `.timedOut`, `.cancelled` or `.remoteFailed` may have taken effect all the same: ask `tip`.
public struct Remote: Sendable {
  /// Its name in the repository's configuration (`origin`); git allows a URL, too.
  public let name: String
  let repository: Repository
  let program: GitProgram
  let limit: Duration

  /// A remote of a repository; `limit` is how long one step may take.
  public init(_ name: String, of repository: Repository, through program: GitProgram, within limit: Duration) {
    self.name = name
    self.repository = repository
    self.program = program
    self.limit = limit
  }

  /// The same remote, with another limit for one step.
  public func within(_ limit: Duration) -> Remote {
    Remote(name, of: repository, through: program, within: limit)
  }

  /// The commit that the remote has at a reference now; nil where it has no such reference.
  public func tip(of ref: String) async throws(GitError) -> ObjectID? {
    try requireFullName(ref)
    let step = "reading \(ref) of \(shownName)"
    let answer = try await run(["ls-remote", "--", name, ref], step)
    guard answer.status == 0 else { throw failure(of: answer, step) }
    // git treats the name as a pattern that may match the end of longer names.
    let lines = answer.output.split(separator: "\n").map { $0.split(separator: "\t") }
    return lines.first { $0.count == 2 && $0[1] == ref }.flatMap { ObjectID($0[0]) }
  }

  /// Fetches what the remote has at a reference, with everything that it needs; nil where the remote has no such
  /// reference.
  ///
  /// For a branch, the remote-tracking branch moves along. A shallow clone stays shallow.
  public func fetch(_ ref: String) async throws(GitError) -> ObjectID? {
    try requireFullName(ref)
    let step = "fetching \(ref) from \(shownName)"
    let target = trackingName(of: ref)
    // Housekeeping would go on in the background, and a kill would leave its lock, which prevents all later
    // housekeeping.
    let housekeeping = ["--no-auto-maintenance"]
    let options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"] + housekeeping
    let answer = try await run(["fetch"] + options + ["--", name, "+\(ref):\(target)"], step)
    if answer.status != 0, answer.stderr.contains("couldn't find remote ref") { return nil }
    // A git that was killed left its lock there, or another one moved it just now. What is to be known stands at the remote.
    let isInTheWay = ["\(target).lock", "cannot lock ref '\(target)'"].contains { answer.stderr.contains($0) }
    if answer.status != 0, isInTheWay { return try await fetchDetached(ref) }
    guard answer.status == 0 else { throw failure(of: answer, step) }
    return try await repository.target(of: target)
  }

  /// Fetches the whole history of a reference into a shallow clone, which is then no longer shallow.
  public func unshallow(_ ref: String) async throws(GitError) {
    try requireFullName(ref)
    let step = "fetching the history of \(ref) from \(shownName)"
    let options = ["--quiet", "--unshallow", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"]
    let answer = try await run(["fetch"] + options + ["--", name, ref], step)
    guard answer.status == 0 else { throw failure(of: answer, step) }
  }

  /// Fetches what the remote has at a reference, and keeps no reference to it: for a reference that others move all the
  /// time, and that two processes may fetch at once.
  public func fetchDetached(_ ref: String) async throws(GitError) -> ObjectID? {
    let step = "fetching \(ref) from \(shownName)"
    for _ in 0..<5 {
      guard let tip = try await tip(of: ref) else { return nil }
      if try await repository.has(tip) { return tip }
      let answer = try await run(["fetch"] + Self.keepingNothing + ["--", name, ref], step)
      if answer.status != 0, answer.stderr.contains("couldn't find remote ref") { continue }
      guard answer.status == 0 else { throw failure(of: answer, step) }
      // It may have moved between the two requests.
      if try await repository.has(tip) { return tip }
    }
    throw .moved(branch: ref)
  }

  /// Fetches what the remote has at some references, and keeps no reference to it.
  ///
  /// - Returns: the commits by reference, without those that the remote does not have.
  public func fetchDetached(_ refs: Set<String>) async throws(GitError) -> [String: ObjectID] {
    for ref in refs { try requireFullName(ref) }
    if refs.isEmpty { return [:] }
    let step = "fetching \(refs.count) references from \(shownName)"
    let list = try await run(["ls-remote", "--", name] + refs.sorted(), step)
    guard list.status == 0 else { throw failure(of: list, step) }
    var tips: [String: ObjectID] = [:]
    for line in list.output.split(separator: "\n").map({ $0.split(separator: "\t").map(String.init) }) {
      if line.count == 2, refs.contains(line[1]), let id = ObjectID(line[0]) { tips[line[1]] = id }
    }
    var missing: [String] = []
    for (ref, tip) in tips where try await !repository.has(tip) { missing.append(ref) }
    if missing.isEmpty { return tips }
    let answer = try await run(["fetch"] + Self.keepingNothing + ["--", name] + missing.sorted(), step)
    guard answer.status == 0 else { throw failure(of: answer, step) }
    return tips
  }

  /// Only the objects of such a fetch stay.
  static let keepingNothing = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap="]

  /// Updates one reference, if it is what it must be.
  ///
  /// - Parameter hook: whether to run the `pre-push` hook that people installed in this repository.
  public func push(_ update: RefUpdate, hook: Hook = .run) async throws(GitError) -> PushOutcome {
    try requireFullName(update.ref)
    try await requireProgress(update)
    let step = "pushing \(update.ref) to \(shownName)"
    // A mirror refuses to push a single reference, and a single one is wanted.
    let arguments = ["-c", "remote.\(name).mirror=false", "push", "--porcelain", "--no-follow-tags"]
    let options = ["--no-recurse-submodules", "--force-with-lease=\(update.lease)"] + hook.options
    let answer = try await run(arguments + options + ["--", name, update.refspec], step)
    if let outcome = readPushReport(answer, on: update.ref) { return outcome }
    throw failure(of: answer, step)
  }

  /// Whether `pre-push` is run.
  public enum Hook: Sendable {
    case run
    case skip

    fileprivate var options: [String] { self == .run ? [] : ["--no-verify"] }
  }

  /// With a lease, git no longer checks whether commits would be lost.
  private func requireProgress(_ update: RefUpdate) async throws(GitError) {
    guard case .advance(let ref, let old, let new) = update else { return }
    guard try await repository.isAncestor(old, of: new) else { throw .rewritesHistory(ref: ref) }
  }

  /// Runs git in the repository, with settings that hold for this step alone.
  func run(
    _ arguments: [String], _ step: String, with settings: (GitProgram) -> GitProgram = { $0 }
  ) async throws(GitError) -> GitAnswer {
    let folder = repository.workTree ?? repository.gitDirectory
    return try await settings(program.at(repository)).run(arguments, in: folder, step: step, within: limit)
  }

  func failure(of answer: GitAnswer, _ step: String) -> GitError {
    .remoteFailed(step: step, classify(answer), stderr: answer.stderr)
  }

  /// The name without credentials, for people: git allows a URL in its place.
  public var shownName: String { maskSecrets(name) }

  /// Where a fetched reference is kept in this repository: for a branch of a named remote, where people look for it.
  private func trackingName(of ref: String) -> String {
    let branch = branchName(of: ref)
    let isName = !name.contains { $0 == "/" || $0 == ":" }
    return branch != ref && isName ? "refs/remotes/\(name)/\(branch)" : "refs/fetched/\(ref.dropFirst("refs/".count))"
  }
}

private func requireFullName(_ ref: String) throws(GitError) {
  let forbidden = "~^:?*[\\ \t\n\u{0}"
  guard ref.hasPrefix("refs/"), !ref.contains(where: forbidden.contains), !ref.contains("..") else {
    throw .invalid(ref, why: "is not a full reference name")
  }
}
