import Git
public import Planner

/// The orders that an apply of what changed looks at, and what is known of the others.
struct ChangedOrders: Sendable {
  /// What the last run left open.
  let open: OpenOrders
  /// Whose documents differ from those of that run.
  let edited: Set<OrderID>
  /// All to look at: those, what is open, and what is due.
  let orders: Set<OrderID>
}

/// Why an apply of what changed looks at everything.
public enum WholeReason: Hashable, Sendable {
  /// There is no record of open orders, or none that can be read.
  case noRecord
  case unreadableRecord
  /// The record is about other results than the branch has.
  case otherResults
  /// The commit that the record is about is not in the history, or not in this clone.
  case unknownRevision(String)
  /// A document changed that concerns every order, or what changed cannot be told.
  case changed(String)
  /// The record was made on a later day, or lists what is due only until an earlier one.
  case anotherDay(Day)
  /// Results wait beside the branch.
  case waitingResults(branch: String)
  /// Changes are held back by review, which compares whole plans.
  case screened
  /// An order names a server that it does not have yet: whose it is, all results tell.
  case namesServer(OrderID)
}

extension WholeReason: CustomStringConvertible {
  /// Why, as part of a sentence.
  public var description: String {
    switch self {
    case .noRecord: "there is no \(OpenOrders.path) yet"
    case .unreadableRecord: "\(OpenOrders.path) cannot be read"
    case .otherResults: "\(OpenOrders.path) is about other results than the branch has"
    case .unknownRevision(let revision):
      "\(OpenOrders.path) is about \(escapedForDisplay(revision, upTo: 12)), which is not in the history here"
    case .changed(let what): "\(escapedForDisplay(what, upTo: 200)) changed since the last recorded run"
    case .anotherDay(let day): "\(OpenOrders.path) does not say what is due on \(day)"
    case .waitingResults(let branch): "results wait on \(escapedForDisplay(branch, upTo: 200))"
    case .screened: "changes are held back until they are reviewed"
    case .namesServer(let order): "\(order) names a server that it does not have yet"
    }
  }
}

extension WholeReason {
  /// Whether it is gone once the run has made the record again.
  var endsWithRecord: Bool {
    switch self {
    case .noRecord, .unreadableRecord, .otherResults, .unknownRevision, .changed, .anotherDay: true
    case .waitingResults, .screened, .namesServer: false
    }
  }
}

/// How much a run looks at.
enum Reach: Sendable {
  /// - Parameter because: why, where only what changed was asked for.
  case everything(because: WholeReason?)
  case changed(ChangedOrders)
}

extension Workspace {
  /// What changed since the last recorded run, and what that left open; or why that cannot be told, so that everything is to be looked at.
  ///
  /// - Parameters:
  ///   - record: what the branch says of open orders.
  ///   - tip: the commit whose documents are to be applied.
  ///   - more: orders to look at in any case.
  func reach(
    from record: OpenOrdersRecord, to tip: ObjectID, asOf day: Day, and more: Set<OrderID>, in repository: Repository
  ) async throws(GitError) -> Reach {
    let recorded: RecordedOpenOrders
    switch record {
    case .none: return .everything(because: .noRecord)
    case .unreadable: return .everything(because: .unreadableRecord)
    case .recorded(_, isOfResults: false): return .everything(because: .otherResults)
    case .recorded(let found, isOfResults: true): recorded = found
    }
    let open = recorded.orders
    guard let revision = ObjectID(open.revision), try await repository.has(revision),
      try await repository.isAncestor(revision, of: tip)
    else { return .everything(because: .unknownRevision(open.revision)) }
    guard open.covers(day) else { return .everything(because: .anotherDay(day)) }
    switch try await documentChanges(from: revision, to: tip, in: repository) {
    case .everything(let what): return .everything(because: .changed(what))
    case .orders(let edited):
      guard let settings = try await settings(at: tip) else { return .everything(because: .changed("fleet.yaml")) }
      let orders = open.toLookAt(asOf: day, under: settings.policy).union(edited).union(more)
      return .changed(ChangedOrders(open: open, edited: edited, orders: orders))
    }
  }

  private func settings(at tip: ObjectID) async throws(GitError) -> FleetSettings? {
    do throws(ApplyFailure) { return try await readSettings(at: tip).value } catch {
      guard case .git(let failure) = error else { return nil }
      throw failure
    }
  }
}
