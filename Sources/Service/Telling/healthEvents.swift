import Health
import Notify
import Planner

/// What is seen of bots that people are told of: who keeps crashing, and who was started without the token that it needs. The same each time it
/// is asked for, as long as it is so: what makes it news once is its cause.
func healthEvents(_ sightings: some Sequence<BotSighting>, in fleet: FleetStatus?) -> [ReachedState] {
  let orders = Dictionary((fleet?.orders ?? []).map { ($0.id, $0) }) { first, _ in first }
  return sightings.compactMap { sighting -> ReachedState? in
    guard let state = sighting.reached else { return nil }
    let status = orders[sighting.order]
    return ReachedState(
      order: sighting.order, customer: status?.order?.customer?.value.id, state: state.state,
      cause: "\(sighting.server) \(state.at.seconds)", at: sighting.since,
      tier: status?.order?.tier.value.text ?? status?.result?.applied?.tier?.text,
      name: status?.result?.applied?.spec[.name])
  }.sorted { $0.order < $1.order }
}

/// What is known of bots' tokens.
func knownTokens(_ sightings: some Sequence<BotSighting>) -> [OrderID: CustomerState.Token] {
  var tokens: [OrderID: CustomerState.Token] = [:]
  for sighting in sightings {
    switch sighting.state {
    case .needsToken: tokens[sighting.order] = .needed
    case .running: tokens[sighting.order] = .given
    case .starting, .stopping, .offline, .crashed, .crashLoop, .suspended, .installing, .unknown: break
    }
  }
  return tokens
}

extension BotSighting {
  /// What people are told of it, and when that began, which is the same for whoever asks again.
  fileprivate var reached: (state: CustomerState, at: Instant)? {
    switch (state, reason) {
    case (.crashLoop, _): (.crashLoop, restarts.lastAt ?? since)
    case (.needsToken, .startedWithoutToken?): (.needsToken, since)
    case (_, _): nil
    }
  }
}
