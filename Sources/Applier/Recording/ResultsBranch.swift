public import Git

/// The branch that results are committed to, and the remote that it is pushed to.
public struct ResultsBranch: Sendable {
  /// Its short name, at the remote where there is one.
  public let name: String
  /// The short name of the branch here that stands for it.
  let localName: String
  /// Where it is pushed to; nil keeps the results here.
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

  /// The branch of results that nothing else names, and at the remote of those that their own branch did not take.
  public static let fallbackName = "botfleet/results"
  static let fallbackRef = "refs/heads/\(fallbackName)"
}

/// Whether results leave this machine.
public enum Pushing: Sendable {
  case toUpstream
  case never
}

extension ResultsBranch {
  /// Chooses the branch: the named one, else the one that is checked out, else the one that the forge's run is for.
  static func choose(
    named: String?, in repository: Repository, forge: Forge, pushing: Pushing, environment: [String: String]
  ) async throws(GitError) -> ResultsBranch {
    let head = try await repository.head()
    let (name, choice) = pick(named: named, checkedOut: head.branch, forge: forge.branch)
    let target = try await target(of: name, choice, in: repository)
    guard pushing == .toUpstream, choice != .fallback, let target else {
      let origin = try await repository.remotes().first { $0 == defaultRemote }
      let place = await lookedAt(target?.remote ?? origin, of: repository, environment: environment)
      return ResultsBranch(name: name, localName: name, remote: nil, lockPlace: place, choice: choice)
    }
    let remote = try await remote(target.remote, of: repository, environment: environment)
    return ResultsBranch(
      name: target.branch, localName: name, remote: remote, lockPlace: .held(remote), choice: choice)
  }

  private static let defaultRemote = "origin"

  private static func remote(
    _ name: String, of repository: Repository, environment: [String: String]
  ) async throws(GitError) -> Remote {
    Remote(name, of: repository, through: try await GitProgram.find(in: environment), within: .seconds(120))
  }

  /// Who pushes nothing may do without the `git` program, too.
  private static func lookedAt(
    _ name: String?, of repository: Repository, environment: [String: String]
  ) async -> LockPlace {
    guard let name, let remote = try? await remote(name, of: repository, environment: environment) else { return .here }
    return .lookedAt(remote)
  }

  private static func pick(named: String?, checkedOut: String?, forge: String?) -> (String, Choice) {
    if let named { return (named, .named) }
    if let checkedOut { return (checkedOut, .checkedOut) }
    if let forge { return (forge, .forge) }
    return (fallbackName, .fallback)
  }

  /// The upstream; a branch that is not checked out here, as in a forge's run, goes to `origin` without one.
  private static func target(
    of name: String, _ choice: Choice, in repository: Repository
  ) async throws(GitError) -> (remote: String, branch: String)? {
    if let upstream = try await repository.upstream(of: name) { return (upstream.remote, upstream.branch) }
    guard choice != .checkedOut, try await repository.remotes().contains(defaultRemote) else { return nil }
    return (defaultRemote, name)
  }
}
