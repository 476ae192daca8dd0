internal import Planner

extension AcceptedDrift.Remainder {
  /// Why no order can hold it, and what to do instead.
  var instead: String {
    switch obstacle {
    case .notSold: "the catalog sells nothing with exactly these limits; sell it there, or \(ignoring)"
    case .decidedForAll: "fleet.yaml decides it for every server; change it there, or \(ignoring)"
    case .namelessOwner(let id):
      "panel user \(id) has no external id by which `customer` could name them; give them one by `customer: { id: …, user: \(id) }`, or \(ignoring)"
    case .unknownOwner(let id):
      "the key may not read users, so the external id of panel user \(id) is unknown; write `customer` yourself, or \(ignoring)"
    case .unset: "the panel has no value, but an order cannot unset what the fleet declares; \(ignoring)"
    case .suspendedFor(let reason): "\(reason.words): change that in the order"
    case .hidden:
      "the panel's value is hidden, because no apply recorded that the fleet set it; write it yourself, or \(ignoring)"
    case .unwritable: "a document cannot contain this value, or it would mean something else there; \(ignoring)"
    }
  }

  private var ignoring: String { "write `ignore: [\(difference.field.path)]`" }
}

extension AcceptedDrift.Obstacle {
  /// A stable word for it.
  var code: String {
    switch self {
    case .notSold: "not-sold"
    case .decidedForAll: "decided-for-all"
    case .namelessOwner: "nameless-owner"
    case .unknownOwner: "unknown-owner"
    case .unset: "unset"
    case .suspendedFor: "suspended-for"
    case .hidden: "hidden"
    case .unwritable: "unwritable"
    }
  }
}
