public import Git
import Logging
public import Planner

/// The branch that results are committed to, and the remote that it is pushed to.
public struct ResultsBranch: Sendable {
  /// Its short name, at the remote where there is one.
  public let name: String
  /// The fleet whose results go there.
  public let folder: FleetFolder
  /// The branch that is applied: at the remote where it has one there, also if nothing is pushed. Nil where nothing names one.
  let applied: String?
  /// The short name of the local branch that corresponds to it.
  let localName: String
  /// Where it is pushed to; nil keeps the results in this clone.
  public let remote: Remote?
  /// Where a run that records there has its lock.
  public let lockPlace: LockPlace
  /// How it was chosen.
  public let choice: Choice

  /// Where the name comes from.
  public enum Choice: Sendable {
    case named
    case checkedOut
    case forge
    /// Nothing names a branch: the results stay in a local branch of botfleet's own.
    case fallback
  }

  /// The branch's full name.
  var ref: String { "refs/heads/\(name)" }

  /// Whether it is the fleet's own branch for results that wait for theirs.
  var isWaitingBranch: Bool { name == folder.waitingBranch }
}

/// Whether results leave this machine.
public enum Pushing: Sendable {
  case toUpstream
  case never
}

extension ResultsBranch {
  /// Chooses the branch: the named one, else the one that is checked out, else the one that the CI run is for.
  ///
  /// Throws where there is a remote and nothing says on which of its branches results last. Whoever does not push has
  /// to say so.
  static func choose(
    for folder: FleetFolder, named: String?, in repository: Repository, ci: CIEnvironment, pushing: Pushing,
    environment: [String: String],
    log: Logger = .silent
  ) async throws(ApplyFailure) -> ResultsBranch {
    let (picked, remotes): (Picked, [String])
    do throws(GitError) {
      picked = try await pick(for: folder, named: named, in: repository, ci: ci)
      remotes = try await repository.remotes()
    } catch {
      throw .git(error)
    }
    let (name, choice, target) = (picked.name, picked.choice, picked.target)
    if pushing == .toUpstream, target == nil, !remotes.isEmpty, let why = NoBranch(name, choice, ci) {
      throw .noBranch(why)
    }
    let applied = choice == .fallback ? nil : target?.branch ?? name
    guard pushing == .toUpstream, choice != .fallback, let target else {
      let origin = remotes.first { $0 == defaultRemote }
      let place = await lookedAt(target?.remote ?? origin, of: repository, environment: environment, log)
      return ResultsBranch(
        name: name, folder: folder, applied: applied, localName: name, remote: nil, lockPlace: place, choice: choice)
    }
    let remote: Remote
    do { remote = try await self.remote(target.remote, of: repository, environment: environment, log) } catch {
      throw .git(error)
    }
    return ResultsBranch(
      name: target.branch, folder: folder, applied: applied, localName: name, remote: remote, lockPlace: .held(remote),
      choice: choice)
  }

  private static let defaultRemote = "origin"

  static func remote(
    _ name: String, of repository: Repository, environment: [String: String], _ log: Logger
  ) async throws(GitError) -> Remote {
    Remote(name, of: repository, through: try await GitProgram.find(in: environment, log: log), within: .seconds(120))
  }

  /// Whoever does not push can do without the `git` program, too.
  private static func lookedAt(
    _ name: String?, of repository: Repository, environment: [String: String], _ log: Logger
  ) async -> LockPlace {
    guard let name, let remote = try? await remote(name, of: repository, environment: environment, log) else {
      return .here
    }
    return .lookedAt(remote)
  }

  /// A branch of a remote.
  typealias Target = (remote: String, branch: String)

  private struct Picked {
    let name: String
    let choice: Choice
    let target: Target?

    init(_ name: String, _ choice: Choice, _ target: Target?) {
      (self.name, self.choice, self.target) = (name, choice, target)
    }
  }

  private static func pick(
    for folder: FleetFolder, named: String?, in repository: Repository, ci: CIEnvironment
  ) async throws(GitError) -> Picked {
    if let named {
      let (name, remote) = try await repository.readBranchName(named)
      if let remote { return Picked(name, .named, (remote, name)) }
      return Picked(name, .named, try await upstreamOrOrigin(name, in: repository))
    }
    if let name = try await repository.head().branch {
      if let upstream = try await upstream(of: name, in: repository) { return Picked(name, .checkedOut, upstream) }
      // Some systems create the branch that they check out, without an upstream.
      return Picked(name, .checkedOut, ci.branch == name ? try await origin(name, in: repository) : nil)
    }
    if let name = ci.branch {
      try requireBranchName(name)
      return Picked(name, .forge, try await upstreamOrOrigin(name, in: repository))
    }
    return Picked(folder.waitingBranch, .fallback, nil)
  }

  private static func upstream(of name: String, in repository: Repository) async throws(GitError) -> Target? {
    try await repository.upstream(of: name).map { ($0.remote, $0.branch) }
  }

  static func upstreamOrOrigin(
    _ name: String, in repository: Repository
  ) async throws(GitError) -> Target? {
    if let upstream = try await upstream(of: name, in: repository) { return upstream }
    return try await origin(name, in: repository)
  }

  /// At `origin`, or at the only remote that there is.
  private static func origin(_ name: String, in repository: Repository) async throws(GitError) -> Target? {
    let remotes = try await repository.remotes()
    if remotes.contains(defaultRemote) { return (defaultRemote, name) }
    return remotes.count == 1 ? (remotes[0], name) : nil
  }
}

extension NoBranch {
  /// Nil where the results have a place although it is no remote's branch: somebody works on a branch of their own.
  fileprivate init?(_ name: String, _ choice: ResultsBranch.Choice, _ ci: CIEnvironment) {
    switch (choice, ci.subject) {
    case (.fallback, .noBranch), (.checkedOut, .noBranch): self = .noBranchOfRun
    case (.fallback, _), (.forge, _): self = .detached
    case (.checkedOut, .branch), (.checkedOut, .unknown): self = .noUpstream(name)
    case (.checkedOut, .nobody), (.named, _): return nil
    }
  }
}
