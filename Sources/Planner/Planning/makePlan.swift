/// Says what is to be done so that the panel has what the fleet declares.
///
/// A pure function: equal values give equal plans, whatever the machine or the hour.
///
/// - Parameters:
///   - observation: what the panel has now.
///   - fleet: what is declared, and what the last apply recorded. Of what was not looked at, nothing is said.
///   - trusted: what is recorded on the branch that apply writes to; nothing else makes a text of the panel one that may be shown.
///   - asOf: the second as of which terminations fall due and installations are given up.
///   - recreate: orders whose vanished servers are to be made again.
///   - resume: orders whose servers are to run again although somebody suspended them by hand.
///   - unsettled: the orders that an earlier plan as of the same second did not find in step, or that something has touched since
///     (``Plan/unsettled(lookedAt:recorded:)``). The others are in step as they were, and are not compared again. Nil where there is no
///     such plan.
public func makePlan(
  from observation: Observation, to fleet: Fleet, trusting trusted: TrustedResults, asOf: Instant,
  recreate: Set<OrderID> = [], resume: Set<OrderID> = [], unsettled: Set<OrderID>? = nil
) -> Plan {
  let fleet = fleet.seen(in: observation.scope, trusting: trusted)
  var draft = PlanDraft(fleet: fleet, trusted: trusted, observation: observation, asOf: asOf, resume: resume)
  let servers = ServerIndex(observation.servers)
  draft.checkSample(servers)
  draft.checkNumbers()
  draft.planOrders(servers, recreate: recreate, unsettled: unsettled)
  draft.noticeReserve()
  draft.noticeLeftBehind()
  if let gap = observation.clockGap { draft.notice(.clocksDiffer(gap), of: nil) }
  let foreign = draft.planOrphans(servers)
  draft.checkSafety(servers)
  return draft.finished(foreign: foreign)
}

extension PlanDraft {
  /// Plans every order that can be read, or those that are not settled.
  ///
  /// Whether an order gets the server that it names depends on who else names it: it is never settled.
  mutating func planOrders(_ servers: ServerIndex, recreate: Set<OrderID>, unsettled: Set<OrderID>? = nil) {
    refuseStrangers(among: servers)
    // Upgrades are placed before creates: people who have a server keep it.
    var unserved: [Order] = []
    let names = namedServers(servers)
    for order in fleet.soundOrders {
      if let unsettled, !unsettled.contains(order.id), order.server == nil { continue }
      switch names.finding(of: order, servers, fleet) {
      case .none: unserved.append(order)
      case .server(let server) where server.externalID == nil: planNamed(order, by: server, servers)
      case .server(let server): planExisting(order, by: server)
      case .obstacle(let obstacle, let scope): waitForServer(obstacle, order, scope, servers)
      case .contradicted: faulty.insert(order.id)
      }
    }
    for order in unserved { planMissing(order, servers: servers, recreate: recreate) }
  }
}
