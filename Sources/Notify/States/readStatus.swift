public import Planner

/// The state that an order has reached by git alone; nil where nothing is reached that anybody is to be told of: what holds until then
/// goes on holding.
public func reachedState(of status: OrderStatus, under policy: FleetSettings.Policy, _ token: CustomerState.Token)
  -> CustomerState?
{
  switch status.phase {
  // A document that cannot be read says nothing about a server, and one that is gone is no decision (law 6).
  case .unreadable, .orphan: nil
  case .new, .installing: status.wish == .running ? .deploying : nil
  case .waiting: waiting(for: status.wish)
  case .running: status.keptSuspension(under: policy) == nil ? .running(token) : .suspended(.byHand)
  case .suspended: suspended(status, under: policy)
  case .terminating: status.deletion.map { .ending(until: $0) }
  case .terminated, .closed: .ended
  case .failed:
    status.result?.failure.map { .failed(code: $0.code, acts: FailureKind(rawValue: $0.code)?.actor ?? .staff) }
  }
}

private func suspended(_ status: OrderStatus, under policy: FleetSettings.Policy) -> CustomerState? {
  if status.keptSuspension(under: policy) != nil { return .suspended(.byHand) }
  // Any other wish is not carried out yet.
  guard case .suspended(let reason) = status.wish else { return nil }
  switch reason {
  case .cancelled: return .suspended(.cancelled)
  case .overdue: return .suspended(.overdue)
  case .refunded: return .suspended(.refunded)
  case .suspendedInOrder: return .suspended(.inOrder)
  case .ended(let until): return .suspended(.periodOver(until))
  case .ordered, .amended, .drifted, .adopted, .takenOver, .linked, .recreated, .resumed, .terminated, .removed,
    .overridden, .transferred:
    return nil
  }
}

/// Of an order without a server.
private func waiting(for wish: OrderStatus.Wish) -> CustomerState? {
  guard case .waiting(let reason) = wish else { return nil }
  switch reason {
  case .paymentPending, .overdue: return .waiting(.payment)
  case .quotePending, .refunded, .suspendedInOrder, .tierRetired, .noSuchUser, .userNotLinkable, .serverNotLinkable,
    .externalIDTaken, .eggChange, .eggRefusesValue, .unfamiliarStatus:
    return .waiting(.review)
  case .nowhereToPlace, .upgradeDoesNotFit: return .waiting(.capacity)
  case .missingPermissions, .installing, .restoringBackup: return .waiting(.panel)
  case .ended: return .ended
  // It was ordered for a later day: all is well.
  case .notBegun: return nil
  }
}

extension FailureKind {
  /// Who does something about it: whoever is told is to know whether they wait for a person.
  var actor: CustomerState.Actor {
    switch self {
    case .noAnswer, .throttled, .inMaintenance, .panelFailing, .daemonFailed, .listKeepsMoving, .allocationTaken,
      .stale,
      .cancelled, .outcomeUnknown, .notConfirmed, .leftUndone, .unreadableAnswer:
      .itself
    case .unusableURL, .untrusted, .notAPanel, .keyRefused, .ownerIsNoAdmin, .addressRefused, .twoFactorRequired,
      .permissionMissing, .noSuchEgg, .noSuchUser, .notFound, .externalIDTaken, .noFreeAllocation, .rejected, .refused,
      .notKept, .installFailed:
      .staff
    }
  }
}
