/// The refusals that a revision lifts, with what follows: what the plan before it was refused for, and what its own would be refused for
/// under the limits before it.
///
/// - Parameters:
///   - whole: the revision's plan.
///   - before: the plan of the fleet before it.
///   - underOldLimits: the plan of the revision's orders under the limits before it.
public func liftedRefusals(by whole: Plan, before: Plan, underOldLimits: Plan) -> [Notice] {
  let left = Set(whole.refusals.map(\.rule))
  var lifted: [Refusal] = []
  for refusal in before.refusals + underOldLimits.refusals
  where !left.contains(refusal.rule) && !lifted.contains(where: { $0.rule == refusal.rule }) {
    lifted.append(refusal)
  }
  // While another refusal stands, nothing follows.
  let follows = whole.refusals.isEmpty ? whole.changes : []
  let counts = Change.Kind.allCases.compactMap { kind in
    let count = follows.count { $0.kind == kind }
    return count == 0 ? nil : Followed(kind: kind, count: count)
  }
  return lifted.map { Notice(order: nil, kind: .refusalLifted($0, follows: counts)) }
}

extension Fleet {
  /// The same documents under the limits of another revision.
  public func under(_ safety: FleetSettings.Safety) -> Fleet {
    let settings = FleetSettings(
      name: settings.name, panel: settings.panel, server: settings.server, placement: settings.placement,
      policy: settings.policy, safety: safety, author: settings.author, places: settings.places)
    return Fleet(
      revision: revision, settings: settings, catalog: catalog, orders: orders, results: results,
      unreadable: unreadable, evidence: evidence, rest: rest)
  }
}

extension Refusal {
  /// What refuses, whatever the numbers.
  fileprivate var rule: String {
    switch self {
    case .tooManyTerminations: "terminations"
    case .tooManyChanges: "changes"
    case .tooManyCreates: "creates"
    case .tooManyUsers: "users"
    case .fleetShrank: "shrank"
    case .tooManyVanished: "vanished"
    case .anotherPanel(let order, _, _): "panel \(order)"
    case .sampleGone: "sample"
    }
  }
}
