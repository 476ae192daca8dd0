import Planner

/// A run in which each outcome occurs.
let fullRun = Run(
  plan: fullPlan, revision: "4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4", startedAt: Instant(seconds: 1_795_348_800),
  outcomes: fullPlan.changes.map { ($0, outcome(of: $0)) },
  failedBefore: [
    order("ord-1044"): .init(action: "create", code: "no-free-allocation", message: "no allocation is free on node 2")
  ],
  verification: .seen(moved: [Run.Moved(order: order("ord-0980"), fields: [.memory, .variable("TIER")])]),
  installations: .init(failed: [order("ord-0300")], open: [order("ord-0301"), order("ord-0302")]))

private func outcome(of change: Change) -> Outcome {
  switch change.order.text {
  case "ord-1044":
    .failed(.init(action: "create", code: "no-free-allocation", message: "no allocation is free on node 2"))
  case "ord-0600": .unknown(.init(action: "unsuspend", code: "no-answer", message: "the panel did not answer"))
  case "ord-0977":
    .contradicted(
      .init(
        action: "update-build", code: "not-kept",
        message: "the panel answered that it was done, and memory is 512MiB, not 1GiB"))
  case "ord-0650": .skipped(.notReviewed)
  case "ord-0801": .skipped(.stale("memory on the panel: 3GiB instead of 4GiB"))
  case "ord-0500": .skipped(.interrupted)
  case "ord-0702": .skipped(.ownerMissing(customer: "cus-1"))
  default: .applied(server: nil, address: change.kind == .create ? "203.0.113.7:25566" : nil)
  }
}

/// Its installation failed.
private let unlucky = ObservedServer(
  id: ServerID(31), uuid: "6e2b7c1e-0d4f-4c53-9a1e-2f6d3f1b8a70", identifier: "6e2b7c1e", externalID: "ord-10001",
  status: .installFailed, node: NodeID(1), allocation: AllocationID(7), createdAt: Instant(seconds: 1_795_348_800),
  spec: spec())

/// A run that met a dead panel, and a dead daemon before that.
let givenUpRun: Run = {
  let dead = Outcome.Cause(
    code: "no-answer", message: "the panel did not answer: nobody accepts connections there", failures: 5)
  let daemon = Outcome.Cause(
    code: "daemon-failed", message: "the daemon of node 2 failed or cannot be reached (status 504)", failures: 5)
  let failure = OrderResult.Failure(action: "create", code: dead.code, message: dead.message)
  let outcomes = longPlan.changes.prefix(60).enumerated().map { index, change -> (Change, Outcome) in
    (
      change,
      index == 0
        ? .installFailed(server: unlucky, address: "203.0.113.7:25566")
        : index < 6 ? .failed(failure) : .skipped(.givenUp(index == 30 ? daemon : dead))
    )
  }
  return Run(
    plan: longPlan, revision: "4f2c1ab", startedAt: Instant(seconds: 1_795_348_800), outcomes: outcomes,
    verification: .unseen(why: dead.message))
}()

/// A run of more than a thousand changes, all of which but one succeed.
let longRun: Run = {
  let changes = longPlan.changes
  let outcomes = changes.enumerated().map { index, change -> (Change, Outcome) in
    let failure = OrderResult.Failure(action: "create", code: "panel-error", message: "the panel failed")
    return (change, index == 900 ? .failed(failure) : .applied(server: nil, address: nil))
  }
  return Run(plan: longPlan, revision: "4f2c1ab", startedAt: Instant(seconds: 1_795_348_800), outcomes: outcomes)
}()
