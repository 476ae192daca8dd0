extension Plan {
  /// The plan refused only for what is performed of it: limits count no change that is held back. What the changes are, and what accepts
  /// them, stays the same.
  ///
  /// - Parameter held: the digests of changes that are not performed.
  public func holdingBack(_ held: Set<Digest>) -> Plan {
    guard !held.isEmpty, !refusals.isEmpty else { return self }
    let performed = changes.filter { !held.contains($0.digest) }
    return Plan(
      fleet: fleet, panel: panel, revision: revision, asOf: asOf, changes: changes, waiting: waiting,
      vanished: vanished, orphans: orphans, notices: notices,
      refusals: refusals.compactMap { $0.counting(performed) }, diagnostics: diagnostics, faulty: faulty,
      counts: counts, pending: pending, waitingBefore: waitingBefore, panelReserve: panelReserve,
      panelLimit: panelLimit, held: self.held, acceptance: acceptance)
  }
}

extension Refusal {
  /// The refusal of a plan with only these of its changes; nil where they are within the limit. What is refused whatever the changes are
  /// stays.
  fileprivate func counting(_ changes: [Change]) -> Refusal? {
    func count(_ isCounted: (Change.Kind) -> Bool) -> Int { changes.count { isCounted($0.kind) } }
    switch self {
    case .tooManyTerminations(_, let allowed):
      let planned = count { $0 == .terminate }
      return planned > allowed ? .tooManyTerminations(planned: planned, allowed: allowed) : nil
    case .tooManyChanges(_, let allowed, let recorded, let limit):
      let planned = count(\.changesAServer)
      return planned > allowed
        ? .tooManyChanges(planned: planned, allowed: allowed, recorded: recorded, by: limit) : nil
    case .tooManyCreates(_, let allowed, let recorded):
      let planned = count { $0 == .create }
      return planned > allowed ? .tooManyCreates(planned: planned, allowed: allowed, recorded: recorded) : nil
    case .tooManyUsers(_, _, let allowed, let recorded):
      let (planned, linked) = (count(\.isOfUser), count { $0 == .linkUser })
      return planned > allowed
        ? .tooManyUsers(planned: planned, linked: linked, allowed: allowed, recorded: recorded) : nil
    case .fleetShrank, .tooManyVanished, .anotherPanel, .sampleGone: return self
    }
  }
}
