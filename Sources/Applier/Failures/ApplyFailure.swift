public import Git
public import Panel
public import Planner

/// Why there was no apply or no plan. Nothing was changed on the panel.
public enum ApplyFailure: Error, Sendable {
  case git(GitError)
  case panel(PanelFailure)
  /// Nothing could be recorded in the repository.
  case unwritable(GitError)
  /// The folder is not in a repository.
  case noRepository(String)
  /// There is no fleet in the folder; where a commit is named, the commit's.
  case noFleet(String)
  /// `HEAD` has no commit yet.
  case noCommit
  /// Changes below the fleet's folder are not committed; some of their paths.
  case uncommitted([String])
  /// The orders at `HEAD` are not those of the branch that results go to.
  case ordersDiffer(branch: String, HeadPosition)
  /// There is a remote, and nothing says to which of its branches the results belong.
  case noBranch(NoBranch)
  /// Another branch is the only one that is applied.
  case otherBranch(OtherBranch)
  /// The two commits of a merge change the same lines; the paths in conflict, sorted.
  case mergeConflict(paths: [String])
  case unreadableFile(String)
  /// The saved plan cannot be used.
  case savedPlan(SavedPlanFailure)
  /// No readable document declares the order.
  case noSoundOrder(OrderID)
  /// The environment holds no key.
  case noKey
  /// `fleet.yaml` or `catalog.yaml` has errors: that holds back all orders.
  case documents([Diagnostic])
  /// Neither `fleet.yaml` nor the environment names a panel.
  case noPanel
  /// A requested order has neither a file nor a result.
  case noSuchOrder(OrderID)
  /// An order whose server should be created again has not lost it, or should have none.
  case nothingToRecreate(OrderID)
  /// An order whose server is to be resumed has none that is suspended, or wants it suspended.
  case nothingToResume(OrderID)

  /// Where `HEAD` is relative to the tip of the results branch.
  public enum HeadPosition: Sendable {
    case behind
    case ahead
    case diverged
  }
}

extension ApplyFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .git(let error): return error.description
    case .panel(let failure): return failure.description
    case .unwritable(let error):
      return "the repository is not writable, so nothing could be recorded: \(error)"
    case .noRepository(let folder): return "\(folder) is not in a git repository"
    case .noFleet(let folder): return "there is no fleet in \(folder): neither fleet.yaml nor catalog.yaml"
    case .noCommit: return "the repository has no commits yet; commit the fleet first"
    case .uncommitted(let paths):
      return
        "there are uncommitted changes below the fleet's folder: \(paths.map(escapedForDisplay).joined(separator: ", ")); commit them first"
    case .ordersDiffer(let branch, .behind):
      return "HEAD is behind \(branch), which has other orders; pull first"
    case .ordersDiffer(let branch, .ahead):
      return "HEAD has orders that \(branch) does not have yet; push or merge them first"
    case .ordersDiffer(let branch, .diverged):
      return "HEAD and \(branch) have diverged, and their orders differ; merge first"
    case .noBranch(.detached):
      return "HEAD is detached, and nothing says to which branch of the remote the results belong"
    case .noBranch(.noBranchOfRun):
      return "this CI run is for a pull request, a merge queue or a tag, and results belong on a branch"
    case .noBranch(.notAtRemote(let branch)):
      return "this CI run is for the branch \(escapedForDisplay(branch)), which the remote does not have"
    case .noBranch(.noUpstream(let branch)):
      return
        "the branch \(escapedForDisplay(branch)) has no upstream, and this CI run does not say that it is for that branch"
    case .otherBranch(let other):
      let branch =
        other.branch.map { "this is \(escapedForDisplay($0, upTo: 200))" } ?? "nothing says which branch this is"
      return
        "only the branch \(escapedForDisplay(other.meant, upTo: 200)) is applied (\(escapedForDisplay(other.source, upTo: 200))), and \(branch); nothing was done"
    case .mergeConflict(let paths):
      let shown = paths.prefix(10).map { escapedForDisplay($0, upTo: 200) }.joined(separator: ", ")
      let more = paths.count > 10 ? " and \(counted(paths.count - 10, "other file"))" : ""
      return
        "the pull request and its base branch conflict in \(shown)\(more); merge the base branch into the pull request, or rebase it, and resolve the conflict there"
    case .unreadableFile(let path): return "\(path) cannot be read"
    case .savedPlan(let failure): return failure.description
    case .noSoundOrder(let order): return "no readable document declares the order \(order)"
    case .noKey: return "\(EnvironmentVariable.apiKey.rawValue) is not set"
    case .noPanel:
      return "no panel is configured; set panel.url in fleet.yaml, or \(EnvironmentVariable.panelURL.rawValue)"
    case .noSuchOrder(let order): return "there is no order \(order): it has neither a file nor a result"
    case .nothingToRecreate(let order):
      return "\(order) has no vanished server to create again; botfleet plan --order \(order) shows its state"
    case .nothingToResume(let order):
      return
        "\(order) has no suspended server that its order wants to run; botfleet plan --order \(order) shows its state"
    case .documents: return "the documents have errors that block the whole fleet"
    }
  }
}

/// Turns a git failure into an apply's.
func attempt<Value>(_ body: () async throws(GitError) -> Value) async throws(ApplyFailure) -> Value {
  do { return try await body() } catch { throw .git(error) }
}

/// Why no branch can be chosen for the results.
public enum NoBranch: Sendable {
  /// `HEAD` is detached, and nothing says which branch the run is for.
  case detached
  /// The CI run is for a pull request, a merge queue or a tag.
  case noBranchOfRun
  /// The branch that is checked out has no upstream, and the CI run does not say that it is for that branch.
  case noUpstream(String)
  /// The CI run is for a branch that the remote does not have: it was deleted after its merge, or never was a branch.
  case notAtRemote(String)
}

/// A run for another branch than the only one that is applied.
public struct OtherBranch: Sendable {
  /// The branch of the run; nil where nothing names one.
  public let branch: String?
  /// The only one that is applied.
  public let meant: String
  /// The place in `fleet.yaml`, or the variable of the environment, that says so.
  public let source: String
}
