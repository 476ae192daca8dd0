/// Judges whether the panel has what a fleet declares and records.
///
/// That is more than an empty plan: an order that waits for room is nothing to do, and yet not as it should be; and what is recorded must
/// be what there is, or nobody could tell from git afterwards.
///
/// - Parameters:
///   - plan: what apply would do, made for the fleet from the observation.
///   - asOf: when the panel was observed.
public func judgeProof(
  by plan: Plan, for fleet: Fleet, seenAs observation: Observation, asOf: Instant
) -> ProofJudgement {
  let run = Run(plan: plan, revision: fleet.revision.commit ?? "", startedAt: asOf, outcomes: [])
  let news = makeResults(of: run, for: fleet, after: observation.servers)
  let records = fleet.recording(news).results.values
  let live = LiveState(observed: observation.servers, as: records)
  var differences = planned(in: plan, fleet)
  // What the plan says of an order is said; its record would only repeat it.
  let told = Set(differences.compactMap(\.order))
  differences += news.filter { !told.contains($0.order) }.map { result in
    ProofDifference(.unrecorded(changes(from: fleet.results[result.order], to: result)), of: result.order)
  }
  let recorded = LiveState(recorded: fleet.results.values)
  differences += fields(of: recorded, in: live, except: told.union(news.map(\.order)))
  // Nothing else is known to be possible; a proof that git does not bear out would be worse than none.
  if differences.isEmpty, live != recorded {
    differences.append(ProofDifference(.unrecorded(["which servers there are"]), of: nil))
  }
  return ProofJudgement(
    differences: differences, unseen: plan.unseen, exceptions: exceptions(of: plan),
    counts: counts(of: plan, live, fleet), live: live, plan: plan)
}

/// What the plan lists that is not as it should be.
private func planned(in plan: Plan, _ fleet: Fleet) -> [ProofDifference] {
  var list = plan.changes.map { ProofDifference(.change($0), of: $0.order) }
  list += plan.waiting.filter { !$0.reason.isDeclared }.map { ProofDifference(.waiting($0), of: $0.order) }
  list += plan.vanished.map { ProofDifference(.vanished($0), of: $0.order) }
  for refusal in plan.refusals {
    if case .anotherPanel(let order, _, _) = refusal { list.append(ProofDifference(.refused(refusal), of: order)) }
  }
  for notice in plan.notices {
    if case .moveByHand(let from, let to) = notice.kind {
      list.append(ProofDifference(.moveByHand(from: from, to: to), of: notice.order))
    }
  }
  return list
    + fleet.unreadable.union(plan.faulty).sorted().map { ProofDifference(.unreadable, of: $0) }
}

extension Waiting.Reason {
  /// Whether the order itself says that it has no server yet, or none any more: nothing is missing.
  var isDeclared: Bool {
    switch self {
    case .quotePending, .paymentPending, .overdue, .refunded, .suspendedInOrder, .notBegun, .ended: true
    case .tierRetired, .noSuchUser, .userNotLinkable, .serverNotLinkable, .externalIDTaken, .nowhereToPlace,
      .upgradeDoesNotFit, .eggChange, .eggRefusesValue, .missingPermissions, .installing, .restoringBackup,
      .unfamiliarStatus:
      false
    }
  }
}

/// What an apply would record otherwise, in a few words each.
private func changes(from old: OrderResult?, to new: OrderResult) -> [String] {
  guard let old else { return ["its server"] }
  var parts: [String] = []
  if old.phase != new.phase { parts.append("phase \(old.phase.rawValue) -> \(new.phase.rawValue)") }
  if old.server != new.server { parts.append("its server") }
  if old.applied != new.applied { parts.append("what was applied") }
  if old.terminatingSince != new.terminatingSince || old.orphanedSince != new.orphanedSince
    || old.suspendedByHandSince != new.suspendedByHandSince
  {
    parts.append("since when it ends or is suspended")
  }
  if old.failure != new.failure { parts.append("its failure") }
  return parts.isEmpty ? ["its days"] : parts
}

/// The recorded fields that the panel has otherwise. Words that a customer may have written are not repeated.
private func fields(of recorded: LiveState, in live: LiveState, except told: Set<OrderID>) -> [ProofDifference] {
  let found = Dictionary(live.servers.map { ($0.order, $0) }) { first, _ in first }
  return recorded.servers.filter { !told.contains($0.order) }.flatMap { server -> [ProofDifference] in
    guard let seen = found[server.order] else { return [] }
    return server.values.fields.filter { server.values[$0] != seen.values[$0] }.map { field in
      let isShown = !field.isText
      return ProofDifference(
        .field(
          field, recorded: isShown ? server.values[field] : nil, found: isShown ? seen.values[field] : nil),
        of: server.order)
    }
  }
}

extension Plan {
  fileprivate var unseen: [ProofJudgement.Unseen] {
    notices.compactMap { notice in
      if case .clocksDiffer(let gap) = notice.kind { return .clocks(gap) }
      guard case .customerNotChecked(let permission) = notice.kind, let order = notice.order else { return nil }
      return .owner(order, permission)
    }
  }
}

private func exceptions(of plan: Plan) -> [ProofException] {
  var list = plan.orphans.map { ProofException(.removed, of: $0.order) }
  for notice in plan.notices {
    guard let order = notice.order else { continue }
    switch notice.kind {
    case .ignored(let field, let observed, let ordered):
      if observed != .shown(ordered) { list.append(ProofException(.ignored, of: order, field: field.path)) }
    case .suspendedByHand: list.append(ProofException(.suspendedByHand, of: order))
    case .terminationDue: list.append(ProofException(.terminating, of: order))
    case .protected: list.append(ProofException(.protected, of: order))
    case .installFailed: list.append(ProofException(.installFailed, of: order))
    case .reinstallFailed: list.append(ProofException(.reinstallFailed, of: order))
    case .installOverdue: list.append(ProofException(.installOverdue, of: order))
    case .moveByHand, .imageNotOffered, .ruleNotJudged, .customerNotChecked, .nodesNotChecked, .belowReserve,
      .nothingToIgnore, .ruleEdit, .refusalLifted, .leftBehind, .moreLeftBehind, .clocksDiffer, .recordEdit,
      .lookedAtEverything:
      break
    }
  }
  return Set(list).sorted()
}

private func counts(of plan: Plan, _ live: LiveState, _ fleet: Fleet) -> ProofStatement.Counts {
  let phases = Dictionary(live.servers.map { ($0.phase, 1) }, uniquingKeysWith: +)
  return ProofStatement.Counts(
    orders: fleet.orders.count, waiting: plan.waiting.count { $0.reason.isDeclared }, servers: live.servers.count,
    foreign: plan.counts.foreign, phases: phases)
}
