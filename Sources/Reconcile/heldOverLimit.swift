import Planner

/// What of a plan over a limit is not performed: everything but new servers within `safety.maxCreates`, the users whom these are for, and what
/// only records. A paid order does not wait for somebody's unrelated mass edit; a mass of orders waits as any mass does.
///
/// - Parameter heldBefore: the orders that an earlier run held back. They stay held although what is left of the plan may be within a limit
///   by now: else a limit would only slow down what it is to stop.
/// - Returns: why, by the digests of the changes; empty where the plan is within its limits and nothing was held before.
func heldOverLimit(_ plan: Plan, heldBefore: Set<OrderID>) -> [Digest: String] {
  let creates = plan.changes.filter { $0.kind == .create }
  let stillHeld = Set(creates.map(\.order)).intersection(heldBefore)
  guard !plan.refusals.isEmpty || !stillHeld.isEmpty else { return [:] }
  // What is refused whatever the changes are is refused whole.
  guard plan.refusals.allSatisfy({ $0.remedy == .acceptable && !$0.isOfDocuments }) else { return [:] }
  let room = plan.refusals.compactMap(\.roomForCreates).first ?? creates.count
  let released = Set(creates.map(\.order).filter { !stillHeld.contains($0) }.prefix(room))
  let areUsersWithin = !plan.refusals.contains(where: \.isOfUsers)
  let isOnlyLate = plan.refusals.isEmpty
  var held: [Digest: String] = [:]
  for change in plan.changes {
    switch change.kind {
    case .adopt: break
    case .createUser where areUsersWithin && !stillHeld.contains(change.order): break
    case .create where released.contains(change.order): break
    case .linkUser, .link, .update, .suspend, .unsuspend, .terminate:
      if isOnlyLate { break }
      held[change.digest] = overLimit
    case .create, .createUser: held[change.digest] = overLimit
    }
  }
  return held
}

private let overLimit = "the plan is over a limit of fleet.yaml, and somebody has to accept it"

extension Refusal {
  /// Whether it concerns what the documents lack, which no change that is held back makes good.
  fileprivate var isOfDocuments: Bool { if case .fleetShrank = self { true } else { false } }

  fileprivate var isOfUsers: Bool { if case .tooManyUsers = self { true } else { false } }

  fileprivate var roomForCreates: Int? { if case .tooManyCreates(_, let allowed, _) = self { allowed } else { nil } }
}
