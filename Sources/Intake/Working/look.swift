import Applier
import Git
import Planner

extension OrderIntake {
  /// The clone, and the remote that it has.
  func openRemote() async throws(GitError) -> (Repository, Remote) {
    guard let repository = workspace.repository else { throw .notARepository(path: workspace.root) }
    let program = try await GitProgram.find(in: workspace.runEnvironment.variables, log: log)
    return (repository, Remote(settings.remote, of: repository, through: program, within: .seconds(120)))
  }

  /// Fetches the branch, and reads what intake has to know of it.
  @discardableResult
  func look() async throws(GitError) -> BranchView {
    let (repository, remote) = try await openRemote()
    let ref = "refs/heads/\(settings.branch)"
    guard let tip = try await remote.fetch(ref) else {
      throw .invalid(settings.branch, why: "is no branch of the remote; correct repository.branch, or push that branch")
    }
    let program = try await GitProgram.find(in: workspace.runEnvironment.variables, log: log)
    var history = history
    try await history.follow(to: tip, in: repository, HistorySearch(in: repository, through: program))
    var branch = view?.branch
    if branch?.tip != tip {
      branch = try await BranchView.read(tip, of: repository, fleetPath: workspace.fleetPath)
    }
    guard let branch else { throw .invalid(settings.branch, why: "cannot be read") }
    self.history = history
    view = (branch, now())
    return branch
  }

  /// What is known of an order's document: as the branch has it, and as intake left it.
  func ground(of order: OrderID, on branch: BranchView) async throws(GitError) -> Ground {
    let left = history.left(of: order)
    var base: [UInt8]?
    if let place = left?.last { base = try await branch.bytes(at: place.path, of: place.commit) }
    switch try await branch.document(of: order) {
    case .unusable(let paths):
      return .unusable(
        "its document is not one plain file: \(paths.map { escapedForDisplay($0) }.joined(separator: ", "))")
    case .none: return .ground(OrderGround(document: nil, base: base, isOwn: false))
    case .one(let path, let bytes):
      var isOwn = false
      if base != nil, let first = left?.first {
        isOwn = true
        if let parent = first.parent { isOwn = try await branch.bytes(at: first.path, of: parent) == nil }
      }
      return .ground(OrderGround(document: (path, bytes), base: base, isOwn: isOwn))
    }
  }

  /// What a delivery is decided on.
  enum Ground: Sendable {
    case ground(OrderGround)
    /// Nobody can tell which document is meant.
    case unusable(String)
  }
}
