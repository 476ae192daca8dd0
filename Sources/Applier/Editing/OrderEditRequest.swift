public import Git
public import Planner

/// What is to be done to documents of orders.
public struct OrderEditRequest: Sendable {
  public let change: Change
  public let destination: Destination
  /// Whether nothing is to be written.
  public let isDryRun: Bool
  /// The day for which the effect of the edit is reported.
  public let asOf: Day

  /// What is done, and to which orders.
  public enum Change: Sendable {
    case edits([OrderEdit], to: [OrderID])
    case action(OrderAction, on: [OrderID])
    /// A new order with additional keys; if `folder` is nil, it goes where the other orders are.
    case new(NewOrder, with: [OrderEdit], folder: String?)
  }

  /// Where it goes.
  public enum Destination: Sendable {
    /// The file in the working tree, and nothing else.
    case workingTree
    case commit(Commit)
  }

  /// How it is committed.
  public struct Commit: Sendable {
    /// Nil for the branch that is checked out; one that is not there is made.
    public let branch: String?
    /// What the commit says; nil for what was done.
    public let message: String?
    public let isPushed: Bool

    public init(branch: String?, message: String?, isPushed: Bool) {
      self.branch = branch
      self.message = message
      self.isPushed = isPushed
    }
  }

  public init(_ change: Change, to destination: Destination, isDryRun: Bool, asOf: Day) {
    self.change = change
    self.destination = destination
    self.isDryRun = isDryRun
    self.asOf = asOf
  }
}

/// What became of a request.
public struct OrderEditReport: Sendable {
  /// The documents, in the order of the request.
  public let edits: [OrderDocumentEdit]
  /// Problems that the fleet would have only with the edits; if there are any, nothing was written.
  public let problems: [Diagnostic]
  /// The orders whose documents had all of these errors before; none where an edit brought one.
  public let faultyBefore: [OrderID]
  /// How many errors the fleet has that the edits did not cause.
  public let olderErrors: Int
  /// Where the orders stand with the edits in them; nil where the fleet cannot be read.
  public let status: FleetStatus?
  public let end: End
  /// The hooks of the repository that `git commit` would have run, and that were not run.
  public let skippedHooks: [String]

  /// How it ended.
  public enum End: Sendable {
    /// Every document says so already.
    case nothingToDo
    case refused
    case dryRun
    case written
    case committed(ObjectID, branch: String, Files, Push)
    /// Every document says so already, in commits that the branch's remote did not have.
    case pushed(branch: String, Push)
  }

  /// What became of files and index where the branch is checked out.
  public enum Files: Sendable {
    /// They have the edits, or the branch is not checked out.
    case followed
    /// Somebody changed these paths meanwhile, and they stay as they are.
    case left([String])
    /// Some or all of them are still as they were before the commit.
    case failed(GitError)
  }

  /// What became of the branch at its remote.
  public enum Push: Sendable {
    case notAsked
    /// The remote has the commit.
    case alreadyThere
    case pushed(remote: String, branch: String)
    /// The remote has commits that are not here.
    case behind(remote: String)
    case refused(remote: String, why: String)
    case failed(GitError)
  }
}

/// Why documents of orders were not edited. Nothing was written.
public enum OrderEditingFailure: Error, Sendable {
  case fleet(ApplyFailure)
  case edit(OrderID, OrderEditFailure)
  /// No document declares it; with the ids that are nearest, and whether a result records it.
  case noSuchOrder(OrderID, nearest: [String], isRecorded: Bool)
  case declaredTwice(OrderID, [String])
  case unreadable(path: String)
  /// The id of a new order is taken.
  case taken(OrderID, by: String)
  case badFolder(String)
  /// The document has changes that nobody committed.
  case uncommitted(path: String)
  case detached
  /// Settings or catalog cannot be read, so nobody can say whether the edit is sound.
  case unchecked
  /// The branch is that of another working tree of the repository, whose files would not follow.
  case checkedOutElsewhere(branch: String)
}

extension OrderEditingFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .fleet(let failure): return failure.description
    case .edit(let order, let failure):
      return
        "\(order): \(failure.description.replacing(" ID ", with: " \(order) ").replacing("ID --", with: "\(order) --"))"
    case .noSuchOrder(let order, let nearest, let isRecorded):
      let meant = nearest.isEmpty ? "" : "; the nearest are \(nearest.joined(separator: ", "))"
      return isRecorded
        ? "\(order) has a result, but no document; bring its file back from git's history first\(meant)"
        : "there is no order \(order)\(meant)"
    case .declaredTwice(let order, let paths):
      return
        "\(order) is in more than one file: \(paths.map(escapedForDisplay).joined(separator: ", ")); keep one of them"
    case .unreadable(let path): return "\(escapedForDisplay(path)) is not a file that can be read"
    case .taken(let order, let path):
      return "the id \(order) is taken by \(escapedForDisplay(path)); an id is never used for another purchase"
    case .badFolder(let folder):
      return "'\(escapedForDisplay(folder))' is not a folder below orders/; write one such as orders/2026"
    case .uncommitted(let path):
      return
        "\(escapedForDisplay(path)) has changes that are not committed; commit or undo them first, or edit without --commit"
    case .detached: return "HEAD is detached, so there is no branch to commit to; name one with --branch"
    case .unchecked:
      return
        "the edit cannot be checked, because the fleet's settings or catalog cannot be read; run botfleet validate first"
    case .checkedOutElsewhere(let branch):
      return
        "branch '\(escapedForDisplay(branch))' is checked out in another working tree; edit there, or name another branch"
    }
  }

  /// What it means.
  public var meaning: RunEnd {
    switch self {
    case .fleet(.git(.locked)): .refused
    case .fleet(let failure): failure.meaning
    case .edit, .noSuchOrder, .declaredTwice, .unreadable, .taken, .badFolder, .unchecked: .faulty
    case .uncommitted, .detached, .checkedOutElsewhere: .refused
    }
  }
}
