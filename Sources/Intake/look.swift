import Applier
import Git
import Planner

extension OrderIntake {
  /// The clone, and the remote that it has.
  func openRemote(within limit: Duration = .seconds(120)) async throws(GitError) -> (Repository, Remote) {
    guard let repository = workspace.repository else { throw .notARepository(path: workspace.root) }
    let program = try await GitProgram.find(in: workspace.runEnvironment.variables, log: log)
    return (repository, Remote(settings.remote, of: repository, through: program, within: limit))
  }

  /// Fetches the branch.
  @discardableResult
  func look(within limit: Duration = .seconds(120)) async throws(GitError) -> BranchView {
    let (repository, remote) = try await openRemote(within: limit)
    let ref = "refs/heads/\(settings.branch)"
    guard let tip = try await remote.fetch(ref) else {
      throw .invalid(settings.branch, why: "is no branch of the remote; correct repository.branch, or push that branch")
    }
    if let branch = seen.view?.branch, branch.tip == tip {
      seen.note(branch, at: now())
      return branch
    }
    return try await advance(to: tip, in: repository)
  }

  /// Takes a commit for the branch's tip, which was fetched or pushed just now, and reads what intake has to know of it.
  @discardableResult
  func advance(to tip: ObjectID, in repository: Repository) async throws(GitError) -> BranchView {
    let program = try await GitProgram.find(in: workspace.runEnvironment.variables, log: log)
    var history = history
    try await history.follow(
      to: tip, below: workspace.fleetPath, in: repository, HistorySearch(in: repository, through: program))
    let branch = try await BranchView.read(
      tip, of: repository, through: try await openReader(of: repository), fleetPath: workspace.fleetPath,
      environment: workspace.runEnvironment.variables)
    self.history = history
    seen.note(branch, at: now())
    return branch
  }

  private func openReader(of repository: Repository) async throws(GitError) -> Repository {
    if let reader { return reader }
    let opened = try await Repository.open(
      at: repository.gitDirectory, environment: workspace.runEnvironment.variables, log: log)
    reader = opened
    return opened
  }
}
