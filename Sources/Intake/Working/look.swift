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
    if let branch = view?.branch, branch.tip == tip {
      view = (branch, now())
      return branch
    }
    return try await advance(to: tip, in: repository)
  }

  /// Takes a commit for the branch's tip, which was fetched or pushed just now, and reads what intake has to know of it.
  @discardableResult
  func advance(to tip: ObjectID, in repository: Repository) async throws(GitError) -> BranchView {
    let program = try await GitProgram.find(in: workspace.runEnvironment.variables, log: log)
    var history = history
    try await history.follow(to: tip, in: repository, HistorySearch(in: repository, through: program))
    let branch = try await BranchView.read(tip, of: repository, fleetPath: workspace.fleetPath)
    self.history = history
    view = (branch, now())
    return branch
  }

  /// What is known of an order's document: as the branch has it, and what intake did to it.
  func ground(of order: OrderID, on branch: BranchView) async throws(GitError) -> Ground {
    var steps: [OrderStep] = []
    for place in (history.left(of: order)?.places ?? []).reversed() {
      guard let after = try await branch.bytes(at: place.path, of: place.commit) else { continue }
      var before: [UInt8]?
      if let parent = place.parent { before = try await branch.bytes(at: place.path, of: parent) }
      steps.append(OrderStep(before: before, after: after))
    }
    switch try await branch.document(of: order) {
    case .unusable(let paths):
      return .unusable(
        "its document is not one plain file: \(paths.map { escapedForDisplay($0) }.joined(separator: ", "))")
    case .none: return .ground(OrderGround(document: nil, steps: steps))
    case .one(let path, let bytes): return .ground(OrderGround(document: (path, bytes), steps: steps))
    }
  }

  /// What a delivery is decided on.
  enum Ground: Sendable {
    case ground(OrderGround)
    /// Nobody can tell which document is meant.
    case unusable(String)
  }
}
