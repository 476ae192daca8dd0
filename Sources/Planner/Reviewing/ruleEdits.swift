/// The rules of `fleet.yaml`, and which way each is looser. A policy is looser where more servers are stopped without a customer's doing,
/// or fewer for not paying: both are for a reviewer to see.
private let rules: [Rule] = [
  Rule("safety.maxTerminations") {
    "\($0.safety.maxTerminations)"
  } looser: { settings, _ in
    settings.safety.maxTerminations
  },
  Rule("safety.maxChanged") {
    "\($0.safety.maxChangedPercent)%"
  } looser: { settings, _ in
    settings.safety.maxChangedPercent
  },
  Rule("safety.always") {
    "\($0.safety.always)"
  } looser: { settings, _ in
    settings.safety.always
  },
  Rule("safety.maxCreates") {
    $0.safety.maxCreates.words
  } looser: {
    $0.safety.maxCreates.looseness(of: $1)
  },
  Rule("safety.maxUsers") {
    $0.safety.maxUsers.words
  } looser: {
    $0.safety.maxUsers.looseness(of: $1)
  },
  Rule("policy.terminateAfter") {
    "\($0.policy.terminateAfterDays)d"
  } looser: { settings, _ in
    -settings.policy.terminateAfterDays
  },
  Rule("policy.installWithin") {
    "\($0.policy.installWithinSeconds)s"
  } looser: { settings, _ in
    -settings.policy.installWithinSeconds
  },
  Rule("policy.removed") {
    $0.policy.removed.rawValue
  } looser: { settings, _ in
    settings.policy.removed == .suspend ? 1 : 0
  },
  Rule("policy.suspendedByHand") {
    $0.policy.suspendedByHand.rawValue
  } looser: { settings, _ in
    settings.policy.suspendedByHand == .resume ? 1 : 0
  },
  Rule("policy.overdue") { $0.policy.overdue.rawValue },
  Rule("policy.refunded") { $0.policy.refunded.rawValue },
  // Whoever may push another branch could apply.
  Rule("policy.branch", { $0.policy.branch ?? "any branch" }) { old, _, _ in old.policy.branch != nil },
  Rule("policy.apply") {
    $0.policy.apply.rawValue
  } looser: { settings, _ in
    settings.policy.apply == .merged ? 1 : 0
  },
  Rule("panel.reserve") {
    "\($0.panel?.reservePercent ?? FleetSettings.PanelAddress.usualReserve)%"
  } looser: {
    settings, _ in
    -(settings.panel?.reservePercent ?? FleetSettings.PanelAddress.usualReserve)
  },
  Rule("placement.reserve") {
    "\($0.placement.reservePercent)%"
  } looser: { settings, _ in
    -settings.placement.reservePercent
  },
  Rule("placement") { $0.placement.candidates.words },
  Rule("panel.url") { $0.panel?.url ?? "none" },
  Rule("panel.daemonTimeout") { $0.panel?.daemonTimeoutSeconds.map { "\($0)s" } ?? "none" },
  Rule("fleet") { $0.name },
  Rule("server.owner") { "\($0.server.owner)" },
  Rule("results.author") { "\($0.author)" },
]

/// What a revision makes of the rules that its reviewers rely on, for its own plan.
///
/// - Parameters:
///   - old: the fleet before the revision.
///   - new: the fleet at the revision.
public func ruleEdits(from old: Fleet, to new: Fleet) -> [Notice] {
  let recorded = old.results.values.count { $0.livingServer != nil }
  let edits = rules.compactMap { $0.edit(from: old.settings, to: new.settings, recorded: recorded) }
  return edits.map { Notice(order: nil, kind: .ruleEdit($0)) } + serviceEdits(from: old.service, to: new.service)
    + orderEdits(from: old, to: new)
}

/// Orders that protect their servers less than before, keep more of them from the fleet, or let their eggs be changed.
private func orderEdits(from old: Fleet, to new: Fleet) -> [Notice] {
  let after = Dictionary(new.orders.map { ($0.id, $0) }) { first, _ in first }
  return old.orders.flatMap { before -> [Notice] in
    let now = after[before.id]
    // What cannot be read is told as such.
    if now == nil, new.unreadable.contains(before.id) { return [] }
    var edits: [RuleEdit] = []
    if before.isProtected, now?.isProtected != true {
      edits.append(RuleEdit(.loosens, "protect", from: "true", to: now == nil ? "no order" : "false"))
    }
    if let now, !now.ignored.isSubset(of: before.ignored) {
      edits.append(RuleEdit(.loosens, "ignore", from: words(before.ignored), to: words(now.ignored)))
    }
    if let now, before.eggChange == .wait, now.eggChange == .allowed {
      edits.append(RuleEdit(.loosens, "eggChange", from: before.eggChange.rawValue, to: now.eggChange.rawValue))
    }
    return edits.map { Notice(order: before.id, kind: .ruleEdit($0)) }
  }
}

private func words(_ fields: Set<Field>) -> String {
  "[\(fields.sorted().map(\.path).joined(separator: ", "))]"
}

extension Allowance {
  /// As a document writes it.
  var words: String {
    switch self {
    case .share(let percent): "\(percent)%"
    case .count(let count): "\(count)"
    }
  }

  /// What it allows in this fleet, and where that is the same, in a larger one.
  fileprivate func looseness(of recorded: Int) -> Int {
    allowed(ofRecorded: recorded) * 1_000_000 + allowed(ofRecorded: 1_000_000) / 10
  }
}

extension FleetSettings.PlacementRule.Candidates {
  fileprivate var words: String {
    switch self {
    case .nodes(let nodes): "nodes [\(nodes.sorted().map { "\($0)" }.joined(separator: ", "))]"
    case .locations(let places): "locations [\(places.sorted().map { "\($0)" }.joined(separator: ", "))]"
    }
  }
}

/// A rule, and how much each of its values lets through.
struct Rule: Sendable {
  let setting: String
  let words: @Sendable (FleetSettings) -> String
  /// Whether an edit lets more through; nil where no value is looser than another: every edit is told.
  let isLoosened: (@Sendable (_ old: FleetSettings, _ new: FleetSettings, _ recorded: Int) -> Bool)?

  init(
    _ setting: String, _ words: @escaping @Sendable (FleetSettings) -> String,
    looser looseness: (@Sendable (FleetSettings, _ recorded: Int) -> Int)? = nil
  ) {
    self.setting = setting
    self.words = words
    guard let looseness else {
      isLoosened = nil
      return
    }
    isLoosened = { looseness($1, $2) > looseness($0, $2) }
  }

  init(
    _ setting: String, _ words: @escaping @Sendable (FleetSettings) -> String,
    isLoosened: @escaping @Sendable (_ old: FleetSettings, _ new: FleetSettings, _ recorded: Int) -> Bool
  ) {
    self.setting = setting
    self.words = words
    self.isLoosened = isLoosened
  }

  func edit(from old: FleetSettings, to new: FleetSettings, recorded: Int) -> RuleEdit? {
    let (before, after) = (words(old), words(new))
    guard before != after else { return nil }
    guard let isLoosened else { return RuleEdit(.changes, setting, from: before, to: after) }
    return isLoosened(old, new, recorded) ? RuleEdit(.loosens, setting, from: before, to: after) : nil
  }
}
