/// What an order wants of its server.
enum Wanted: Hashable {
  case running
  case suspended(SuspensionCause)
  /// Updated, but neither suspended nor resumed.
  case asItIs(Waiting.Reason)
  case gone
  /// Nothing at all is done yet.
  case undecided(Waiting.Reason)
}

/// Why an order's server is not to run.
enum SuspensionCause: Hashable {
  case cancelled, overdue, refunded
  /// `state: suspended`.
  case inOrder

  /// What a change says of it.
  var reason: Change.Reason {
    switch self {
    case .cancelled: .cancelled
    case .overdue: .overdue
    case .refunded: .refunded
    case .inOrder: .suspendedInOrder
    }
  }
}

/// The first line that matches of "What an order becomes".
func wanted(by order: Order, under policy: FleetSettings.Policy) -> Wanted {
  if order.state == .terminated { return .gone }
  switch order.quote {
  case .cancelled: return .suspended(.cancelled)
  case .pending: return .undecided(.quotePending)
  case .accepted: break
  }
  switch order.payment {
  case .pending: return .undecided(.paymentPending)
  case .overdue: return unpaid(.overdue, waiting: .overdue, consequence: policy.overdue)
  case .refunded: return unpaid(.refunded, waiting: .refunded, consequence: policy.refunded)
  case .confirmed: return order.state == .suspended ? .suspended(.inOrder) : .running
  }
}

private func unpaid(
  _ cause: SuspensionCause, waiting: Waiting.Reason, consequence: FleetSettings.Policy.Consequence
) -> Wanted {
  switch consequence {
  case .suspend: .suspended(cause)
  case .keep: .asItIs(waiting)
  }
}
