/// What the documents said of one order between two moments.
public struct PastDeclaration: Sendable {
  /// The order's document; nil while there was none.
  public let order: [UInt8]?
  /// `fleet.yaml`; nil while there was none.
  public let settings: [UInt8]?
  public let from: Instant
  /// When they came to say something else, or now.
  public let until: Instant

  public init(order: [UInt8]?, settings: [UInt8]?, from: Instant, until: Instant) {
    self.order = order
    self.settings = settings
    self.from = from
    self.until = until
  }
}

/// Since when some of these declarations wanted the order's server suspended, so that a run could have done it; nil where none did.
///
/// What cannot be read wanted nothing, for nothing was done. An order that said `state: suspended` itself wanted it from the beginning of
/// time: whoever wrote that spoke of the very suspension that is asked about.
public func suspensionAsked(of id: OrderID, in declarations: [PastDeclaration]) -> Instant? {
  declarations.compactMap { $0.suspensionAsked(of: id) }.min()
}

extension PastDeclaration {
  fileprivate func suspensionAsked(of id: OrderID) -> Instant? {
    let policy = settings.flatMap(readPolicy(of:)) ?? FleetSettings.Policy()
    guard let bytes = order else { return policy.removed == .suspend ? from : nil }
    guard let order = readPastOrder(bytes, id) else { return nil }
    if order.state == .suspended { return Instant(seconds: 0) }
    if isSuspended(order, policy, on: from.day) { return from }
    // Time alone ends an order: on the first day after its last.
    guard let last = order.until, isSuspended(order, policy, on: until.day) else { return nil }
    return max(from, Instant(startOf: last.adding(days: 1)))
  }

  private func isSuspended(_ order: Order, _ policy: FleetSettings.Policy, on day: Day) -> Bool {
    switch wanted(by: order, under: policy, asOf: day) {
    case .suspended, .gone: true
    case .running, .asItIs, .undecided: false
    }
  }
}
