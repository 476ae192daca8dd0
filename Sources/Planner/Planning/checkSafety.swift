extension PlanDraft {
  /// Holds the plan against the fleet's limits. The plan is shown whole all the same.
  mutating func checkSafety(_ servers: ServerIndex) {
    let safety = fleet.settings.safety
    let recorded = recordedServers(among: servers)
    let terminations = changes.count { $0.kind == .terminate }
    if terminations > safety.maxTerminations {
      refusals.append(.tooManyTerminations(planned: terminations, allowed: safety.maxTerminations))
    }
    let changed = changes.count { $0.kind.changesAServer }
    let share = recorded * safety.maxChangedPercent / 100
    // One change is always allowed, or a fleet of three servers could never change.
    let allowedByShare = max(1, share)
    let allowedChanges = max(allowedByShare, safety.always)
    if changed > allowedChanges {
      let limit: Refusal.ChangeLimit = allowedChanges == allowedByShare ? .share : .always(share: allowedByShare)
      refusals.append(
        .tooManyChanges(planned: changed, allowed: allowedChanges, recorded: recorded, by: limit))
    }
    let creates = changes.count { $0.kind == .create }
    let allowedCreates = safety.maxCreates.allowed(ofRecorded: recorded)
    if creates > allowedCreates {
      refusals.append(.tooManyCreates(planned: creates, allowed: allowedCreates, recorded: recorded))
    }
    let linked = owners.links.count
    let users = owners.creations.count + linked
    let allowedUsers = safety.maxUsers.allowed(ofRecorded: recorded)
    if users > allowedUsers {
      refusals.append(.tooManyUsers(planned: users, linked: linked, allowed: allowedUsers, recorded: recorded))
    }
    // Once an apply has recorded that an order is gone, it is not news any more.
    let gone = (fleet.removed.filter { $0.orphanedSince == nil }.map(\.order) + (fleet.rest?.gone ?? [])).sorted()
    let allowed = max(safety.maxTerminations, share)
    if gone.count > allowed { refusals.append(.fleetShrank(gone: gone, allowed: allowed, recorded: recorded)) }
    // What only waits beside the branch, whoever wrote it there, makes no other panel of this one.
    let missing = vanished.count { !fleet.evidence.waiting.contains($0.order) }
    if missing > safety.maxTerminations {
      refusals.append(.tooManyVanished(count: missing, allowed: safety.maxTerminations))
    }
  }

  /// How many servers a limit is a share of: those that are recorded and that the panel has. What only a pull request records, or a file
  /// about a server that nobody has, makes no fleet larger. Servers that were not looked at are taken to be there: the sample is.
  private func recordedServers(among servers: ServerIndex) -> Int {
    let seen = fleet.results.values.count { result in
      guard let recorded = result.livingServer, servers[result.order]?.packedUUID == recorded.packedUUID else {
        return false
      }
      return trusted.vouches(for: result) || fleet.evidence.waiting.contains(result.order)
    }
    return seen + (fleet.rest?.recorded ?? 0)
  }
}

extension Change.Kind {
  /// Whether a server that exists is told anything.
  var changesAServer: Bool {
    switch self {
    case .link, .update, .suspend, .unsuspend, .terminate: true
    case .create, .createUser, .linkUser, .adopt: false
    }
  }
}
