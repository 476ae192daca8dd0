import Health
import History
import Notify
import Planner

extension CustomerRow {
  init(_ order: IndexedOrder, _ sight: Sight) {
    self.order = order.id
    name = order.status.result?.applied?.spec[.name]
    tier = order.tier
    condition = sight.condition(of: order)
    since = sight.since(of: order, in: condition)
  }
}

extension CustomerBot {
  init(_ order: IndexedOrder, _ material: OrderMaterial, _ sight: Sight) {
    let status = order.status
    let sighting = sight.sightings.sighting(of: status)
    row = CustomerRow(order, sight)
    addons = (status.order?.addons ?? []).map(\.value.text)
    features = status.order?.features ?? []
    guilds = status.order?.guilds ?? []
    limits = status.limits.map(Limits.init)
    let isFresh = sighting?.state(asOf: sight.sightings.now) != .unknown
    usage = isFresh ? sighting?.use.map { Usage($0, within: status.limits) } : nil
    chart = chartPoints(material.chart, within: status.limits)
    seenAt = sighting?.seenAt
    server = status.result?.livingServer.map { living in
      Server(
        identifier: living.identifier, address: living.address,
        page: sight.fleet.panel.map { "\($0)/server/\(living.identifier)" }, files: material.files)
    }
    guide = guideSteps(row.condition)
    lastDay = status.lastDay(asOf: sight.fleet.asOf)
    firstDay = status.order?.from.flatMap { $0 > sight.fleet.asOf ? $0 : nil }
    restart = sight.powerOffer(order)
    hasFailedChange = status.result?.failure != nil && status.result?.livingServer != nil
    retries = sighting.flatMap {
      $0.restarts.inARow > 0 ? Retries(count: $0.restarts.inARow, nextAt: $0.restarts.nextAt) : nil
    }
    log = material.timeline.compactMap(CustomerLogEntry.init).prefix(50).map(\.self)
  }
}

extension Sight {
  /// Since when a bot is as it is: by what is seen where that is it, else by the day that was recorded of it.
  func since(of order: IndexedOrder, in condition: BotCondition) -> Since? {
    let seen = sightings.sighting(of: order.status)
    func recorded(_ phase: OrderResult.Phase) -> Since? {
      order.status.result.flatMap { $0.phase == phase ? .day($0.since) : nil }
    }
    switch condition {
    case .running, .starting, .stopping, .offline, .crashed, .crashLoop, .needsToken, .unknown:
      return seen.map { .moment($0.since) }
    // A server may be installed again, or be suspended by hand, without a word in git.
    case .installing: return seen?.state == .installing ? seen.map { .moment($0.since) } : recorded(.installing)
    case .suspended: return recorded(.suspended) ?? (seen?.state == .suspended ? seen.map { .moment($0.since) } : nil)
    case .ended: return recorded(.terminated)
    case .received, .waiting, .deploying, .ending, .failed: return nil
    }
  }
}

/// What is to be done before a bot runs for the first time, with what is done of it. Nothing where it runs, or has run.
///
/// That files are in place shows only when it runs: an installation leaves some of its own.
private func guideSteps(_ condition: BotCondition) -> [GuideStep] {
  switch condition {
  case .needsToken: GuideStep.Kind.allCases.map { GuideStep(kind: $0, isDone: false) }
  case .offline(.new): GuideStep.Kind.allCases.map { GuideStep(kind: $0, isDone: $0 == .token) }
  case .received, .waiting, .deploying, .installing, .running, .starting, .stopping, .offline(.stopped),
    .offline(.justDown), .crashed,
    .crashLoop, .suspended, .ending, .ended, .failed, .unknown:
    []
  }
}
