public import Applier
public import Git
import History
import Planner

/// Where a mirror reads git: a clone that follows a branch.
public struct MirrorSource: Sendable {
  let workspace: Workspace
  let repository: Repository
  let program: GitProgram
  let fetch: @Sendable () async throws(GitError) -> ObjectID?

  /// - Parameters:
  ///   - workspace: in a repository.
  ///   - program: that git's history is searched with.
  ///   - fetch: fetches the branch, and returns its tip; nil where the remote has no such branch.
  public init(
    _ workspace: Workspace, in repository: Repository, through program: GitProgram,
    fetching fetch: @escaping @Sendable () async throws(GitError) -> ObjectID?
  ) {
    (self.workspace, self.repository, self.program, self.fetch) = (workspace, repository, program, fetch)
  }

  func tip() async throws(MirrorFailure) -> ObjectID {
    guard let tip = try await attempt({ () throws(GitError) in try await fetch() }) else { throw .noBranch }
    return tip
  }

  func history(upTo tip: ObjectID) -> FleetHistory {
    FleetHistory(of: FleetFolder(workspace.fleetPath), in: repository, through: program, upTo: tip)
  }

  /// The branch's own line up to a commit, the oldest commit first.
  ///
  /// - Parameter start: the commit to begin after; nil for the whole line.
  /// - Returns: nil where the line does not lead through that commit.
  func line(to tip: ObjectID, after start: ObjectID?) async throws(MirrorFailure) -> [LineCommit]? {
    let line = try await attempt { () throws(GitError) in try await repository.firstParents(from: tip, before: start) }
    guard let start else { return line.reversed() }
    guard line.isEmpty || line.last.map({ !$0.isCutOff && $0.parents.first == start }) == true else { return nil }
    return line.reversed()
  }

  /// Whether a commit is another's ancestor, as far as this clone knows.
  func isAncestor(_ old: ObjectID, of new: ObjectID) async throws(MirrorFailure) -> Bool {
    try await attempt { () throws(GitError) in
      guard try await repository.has(new) else { return false }
      return try await repository.isAncestor(old, of: new)
    }
  }

  func events(of commit: LineCommit, in history: FleetHistory) async throws(MirrorFailure) -> [HistoryEvent] {
    do throws(HistoryFailure) { return try await history.events(of: commit) } catch { throw .history(error) }
  }

  /// The day of a commit, as it says.
  func day(of commit: LineCommit) -> Day { Instant(seconds: min(max(Int(commit.time), 0), lastSecond)).day }
}

/// The end of the year 9999: commits may claim to be of any time.
private let lastSecond = 253_402_300_799

private func attempt<Value>(_ step: () async throws(GitError) -> Value) async throws(MirrorFailure) -> Value {
  do throws(GitError) { return try await step() } catch { throw .git(error) }
}
