/// What an order wants of its server.
enum Intent: Hashable {
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
  /// `until` is over.
  case ended(until: Day)

  /// What a change says of it.
  var reason: Change.Reason {
    switch self {
    case .cancelled: .cancelled
    case .overdue: .overdue
    case .refunded: .refunded
    case .inOrder: .suspendedInOrder
    case .ended(let until): .ended(until: until)
    }
  }
}

/// The first line that matches of "What an order becomes".
///
/// - Parameter day: the day as of which an order has begun or ended.
func wanted(by order: Order, under policy: FleetSettings.Policy, asOf day: Day) -> Intent {
  if order.state == .terminated { return .gone }
  switch (order.quote, order.payment) {
  case (.cancelled, _): return .suspended(.cancelled)
  case (.pending, _): return .undecided(.quotePending)
  case (.accepted, .pending): return .undecided(.paymentPending)
  case (.accepted, .confirmed), (.accepted, .overdue), (.accepted, .refunded): break
  }
  if let until = order.until, until < day { return .suspended(.ended(until: until)) }
  switch order.payment {
  case .overdue: return unpaid(.overdue, waiting: .overdue, consequence: policy.overdue)
  case .refunded: return unpaid(.refunded, waiting: .refunded, consequence: policy.refunded)
  case .pending, .confirmed: break
  }
  if order.state == .suspended { return .suspended(.inOrder) }
  if let from = order.from, day < from { return .undecided(.notBegun(from: from)) }
  return .running
}

private func unpaid(
  _ cause: SuspensionCause, waiting: Waiting.Reason, consequence: FleetSettings.Policy.Consequence
) -> Intent {
  switch consequence {
  case .suspend: .suspended(cause)
  case .keep: .asItIs(waiting)
  }
}
