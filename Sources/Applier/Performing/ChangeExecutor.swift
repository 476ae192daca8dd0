import Panel
import Planner

/// How to perform a plan.
struct ChangeExecutor: Sendable {
  let actionExecutor: ActionExecutor
  /// How many changes to perform at once.
  let concurrency: Int
  let stop: ShutdownSignal
  let tell: @Sendable (ApplyProgress) -> Void
  /// Why orders failed in the previous run. They are tried last: what can never succeed must not hold up what can.
  var failedBefore: [OrderID: OrderResult.Failure] = [:]
  /// Another number in each run, so that a different one of those that failed before comes first.
  var turn = 0

  /// Performs changes: users before the servers that belong to them, then in the given order, those that failed before
  /// last; what may have failed only because several were under way, once more and one at a time.
  ///
  /// - Parameter decided: the outcome of a change that must not be tried at all.
  func perform(
    _ changes: [Change], on servers: [ObservedServer], decided: (Change) -> Outcome?
  ) async -> [(change: Change, outcome: Outcome)] {
    let servers = Dictionary(servers.map { ($0.id, $0) }) { first, _ in first }
    var breaker = CircuitBreaker()
    let users = changes.filter(\.kind.isOfUser)
    // Created at once, they would block each other in the panel's database (`panel-behaviour`, section 17).
    var done = await performAll(users, servers, &breaker, atOnce: 1, decided: decided).map { ($0.change, $0.outcome) }
    let owners = MissingOwners(after: done)
    let others = changes.filter { !$0.kind.isOfUser }
    let tried = await performAll(others, servers, &breaker, atOnce: concurrency) { change in
      decided(change) ?? owners.skip(for: change).map(Outcome.skipped)
    }
    done += await performAlone(tried, servers)
    return done
  }

  /// The users who were not made or linked: no server goes to them.
  private struct MissingOwners {
    private var customers: Set<String> = []
    private var unlinked: [UserID: String] = [:]

    init(after done: [(change: Change, outcome: Outcome)]) {
      for (change, outcome) in done where !outcome.isApplied {
        for action in change.actions {
          if case .createUser(let user) = action { customers.insert(user.externalID) }
          if case .linkUser(let link) = action { unlinked[link.user] = link.externalID }
        }
      }
    }

    func skip(for change: Change) -> Outcome.Skip? {
      if let customer = change.customer, customers.contains(customer) { return .ownerMissing(customer: customer) }
      guard let owner = change.newOwner, let customer = unlinked[owner] else { return nil }
      return .ownerNotLinked(owner, customer: customer)
    }
  }

  private func performAll(
    _ changes: [Change], _ servers: [ServerID: ObservedServer], _ breaker: inout CircuitBreaker, atOnce width: Int,
    decided: (Change) -> Outcome?
  ) async -> [Tried] {
    await withTaskGroup(of: (Int, Attempt).self) { group in
      var outcomes = changes.map(decided)
      var company = Company()
      var waiting = turns(of: changes).filter { outcomes[$0] == nil }[...]
      func begin() {
        while let index = waiting.popFirst() {
          let change = changes[index]
          if let skip = breaker.skip(for: change) {
            outcomes[index] = .skipped(skip)
            continue
          }
          company.begin(index)
          group.addTask { (index, await perform(change, servers)) }
          return
        }
      }
      for _ in 0..<width { begin() }
      for await (index, attempt) in group {
        outcomes[index] = attempt.outcome
        breaker.note(attempt, of: changes[index], before: failedBefore[changes[index].order])
        company.end(index, after: attempt)
        if attempt.isBegun, !company.failed.contains(index) { tell(.ended(changes[index], attempt.outcome)) }
        begin()
      }
      return changes.indices.map { index in
        guard let outcome = outcomes[index] else { preconditionFailure("\(changes[index].order) was never tried") }
        return Tried(change: changes[index], outcome: outcome, isOpen: company.failed.contains(index))
      }
    }
  }

  /// The indices of changes in the order in which to begin them.
  private func turns(of changes: [Change]) -> [Int] {
    let again = changes.indices.filter { failedBefore[changes[$0].order] != nil }
    guard !again.isEmpty else { return Array(changes.indices) }
    let first = turn % again.count
    return changes.indices.filter { failedBefore[changes[$0].order] == nil } + again[first...] + again[..<first]
  }

  func perform(
    _ change: Change, _ servers: [ServerID: ObservedServer], isBegun: Bool = false
  ) async -> Attempt {
    guard await !stop.isStopped else { return Attempt(outcome: .skipped(.interrupted), failed: nil) }
    if !isBegun { tell(.began(change)) }
    let server = change.server.flatMap { servers[$0.id] }
    return await stop.stage.cancelling(at: .changes) { await actionExecutor.perform(change, on: server) }
  }
}

extension Change {
  /// The panel user whose its server becomes, where the panel has them already; nil where it stays whose it is.
  fileprivate var newOwner: UserID? {
    for action in actions {
      if case .createServer(let server) = action, case .user(let id) = server.spec.details.owner { return id }
      if case .updateDetails(let update) = action, case .set(.user(let id)) = update.owner,
        differences.contains(where: { $0.field == .owner })
      {
        return id
      }
    }
    return nil
  }

  /// The customer whom it makes or links, or whose making it needs.
  var customer: String? {
    for action in actions {
      switch action {
      case .createUser(let user): return user.externalID
      case .linkUser(let link): return link.externalID
      case .createServer(let server):
        if case .created(let customer) = server.spec.details.owner { return customer }
      case .updateDetails(let update):
        if case .set(.created(let customer)) = update.owner { return customer }
      case .link, .updateBuild, .updateStartup, .suspend, .unsuspend, .delete: break
      }
    }
    return nil
  }
}
