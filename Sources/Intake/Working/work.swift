import Git
import Planner
import Store

/// How many deliveries share a round's plan and push.
private let roundSize = 200

extension OrderIntake {
  /// One round: takes what waits, commits and pushes it, opens pull requests, makes panel users.
  ///
  /// Cheap where nothing waits. A second call while one is under way does nothing.
  public func work() async -> IntakeRound {
    var round = IntakeRound()
    guard !isWorking else {
      round.pause = .seconds(1)
      return round
    }
    isWorking = true
    defer { isWorking = false }
    do throws(RoundFailure) {
      try await work(&round)
      failures = 0
    } catch {
      failures += 1
      round.pause = pause(after: failures)
      if case .hindered(let why) = error {
        round.hindrance = why
        log.warning("intake is hindered", metadata: ["why": "\(why)"])
      }
    }
    return round
  }

  private func work(_ round: inout IntakeRound) async throws(RoundFailure) {
    try await forgetOld()
    let due = try await stored { () throws(ServiceStoreFailure) in
      try await inbox.due(at: now().seconds, limit: roundSize)
    }
    if due.isEmpty, seen.view == nil {
      // Whoever delivers is told what the fleet cannot have, from the first delivery on.
      round.tip = try await inGit { () throws(GitError) in try await look() }.tip
    }
    if !due.isEmpty { try await commit(due, &round) }
    try await followRequests(&round)
    try await closeRequests(&round)
    try await makeUsers(&round)
    if !round.settled.isEmpty || round.madeUsers > 0 { await inbox.tidy() }
    try await rest(&round, isFull: due.count == roundSize)
  }

  /// Decides again on each new tip, until what is pushed follows the branch as it is.
  private func commit(_ due: [InboxDelivery], _ round: inout IntakeRound) async throws(RoundFailure) {
    var left = due
    for _ in 0..<20 where !left.isEmpty {
      let (repository, remote) = try await inGit { () throws(GitError) in try await openRemote() }
      let branch = try await inGit { () throws(GitError) in try await look() }
      round.tip = branch.tip
      try survive(.fetched)
      var draft = try await draft(left, on: branch)
      switch try await publish(&draft, on: branch, repository, remote, &round) {
      case .overtaken: continue
      case .unsound(let orders):
        var unsound = RoundDraft()
        for drafted in draft.direct {
          if let status = orders[drafted.edit.order] { unsound.settle(drafted.delivery, status) }
        }
        try await settle(unsound, &round)
        let settled = Set(unsound.settled.map(\.delivery.id))
        left.removeAll { settled.contains($0.id) }
      case .done:
        try await review(&draft, on: round.tip ?? branch.tip, repository, remote, &round)
        return try await settle(draft, &round)
      }
    }
    if !left.isEmpty {
      throw .hindered(.remote("others keep pushing to \(settings.branch), faster than intake can follow"))
    }
  }

  func settle(_ draft: RoundDraft, _ round: inout IntakeRound) async throws(RoundFailure) {
    guard !draft.settled.isEmpty else { return }
    // An earlier delivery first: a later one takes the place of those that are still open then.
    let settled = draft.settled.sorted { $0.delivery.number < $1.delivery.number }
    try await stored { () throws(ServiceStoreFailure) in
      // What changes nothing was known, whatever the row added to it.
      let late = settled.count { delivery, status in
        delivery.way == ArrivedDelivery.Way.sweep.rawValue && status.isChange && !delivery.status.isChange
      }
      try await inbox.settle(
        settled.map { ($0.delivery.id, $0.status) }, counting: late > 0 ? [lateCounter: late] : [:], at: now().seconds)
    }
    for (delivery, status) in settled {
      guard let order = OrderID(delivery.subject) else { continue }
      round.settled.append(.init(delivery: delivery.id, order: order, phase: .init(status)))
    }
    try survive(.settled)
  }

  // MARK: When to come back

  private func rest(_ round: inout IntakeRound, isFull: Bool) async throws(RoundFailure) {
    let (next, counts) = try await stored { () throws(ServiceStoreFailure) in
      (try await inbox.nextDue(), try await inbox.counts())
    }
    let waiting = ["pending", "retry", "waiting"].reduce(0) { $0 + (counts.byStatus[$1] ?? 0) }
    round.left = waiting + (counts.byStatus["pull-request"] ?? 0) + (counts.byStatus["needs-person"] ?? 0)
    var pauses: [Duration] = []
    if let next { pauses.append(isFull ? .zero : .seconds(max(1, next - now().seconds))) }
    if counts.byStatus["pull-request"] ?? 0 > 0 { pauses.append(requestPause) }
    if round.hindrance != nil { pauses.append(.seconds(30)) }
    round.pause = pauses.min()
  }

  /// 5 s, and twice as long after each further failure, up to 5 minutes.
  private func pause(after failures: Int) -> Duration {
    .seconds(min(300, 5 << min(6, max(0, failures - 1))))
  }

  /// What came to an end is known for eight days: twice as long as anybody sends again, and some more.
  private func forgetOld() async throws(RoundFailure) {
    let day = now().day
    guard forgotAt != day else { return }
    try await stored { () throws(ServiceStoreFailure) in
      try await inbox.forget(settledBefore: now().seconds - 8 * 86_400)
    }
    forgotAt = day
  }
}

extension InboxStatus {
  /// Whether the delivery changes something in git, or may.
  fileprivate var isChange: Bool {
    switch self {
    case .committed, .pullRequest: true
    case .pending, .retry, .waiting, .nothingToDo, .needsPerson, .discarded: false
    }
  }
}

/// How often the forge is asked what became of pull requests.
let requestPause = Duration.seconds(60)
