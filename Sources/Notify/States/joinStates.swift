import Planner

/// All states that a standing tells of, one an order, and its events.
///
/// - Parameter known: the word of the state that an order is known to be in, where it is.
func joinStates(_ standing: Standing, known: (OrderID) -> StateWord?) -> [ReachedState] {
  let declared = standing.fleet.map { declaredStates($0, standing.tokens) } ?? [:]
  var states = declared
  let served = standing.fleet.map { Set($0.orders.lazy.filter { $0.result?.livingServer != nil }.map(\.id)) }
  for heard in standing.intake {
    let before: Before
    if let served {
      before =
        served.contains(heard.order) ? .server : declared[heard.order].map { .declared($0.state.word) } ?? .nothing
    } else {
      before = known(heard.order).map { .known($0) } ?? .nothing
    }
    if isNews(heard.state, after: before) { states[heard.order] = heard.completed(by: declared[heard.order]) }
  }
  return states.values.sorted { $0.order < $1.order } + standing.events
}

/// What is certain of an order before intake is listened to.
private enum Before {
  case nothing
  /// It was so when somebody looked last.
  case known(StateWord)
  /// It is so by the branch's tip, without a server.
  case declared(StateWord)
  /// It has a server: what intake heard is about a change of it.
  case server
}

private func declaredStates(_ fleet: FleetStatus, _ tokens: [OrderID: CustomerState.Token]) -> [OrderID: ReachedState] {
  // What is not committed has no cause that would be the same tomorrow.
  guard let commit = fleet.revision.commit else { return [:] }
  var states: [OrderID: ReachedState] = [:]
  for status in fleet.orders {
    guard let state = reachedState(of: status, under: fleet.policy, tokens[status.id] ?? .unknown) else { continue }
    states[status.id] = ReachedState(
      order: status.id, customer: status.order?.customer?.value.id, state: state, cause: commit, at: nil,
      tier: status.order?.tier.value.text ?? status.result?.applied?.tier?.text,
      name: status.result?.applied?.spec[.name])
  }
  return states
}

/// Whether what intake heard says more than what is certain. A delivery that changes an order whose bot runs is no news to its customer
/// before it has changed something, and why a server could not be made when it was planned is none once there is a server.
private func isNews(_ heard: CustomerState, after before: Before) -> Bool {
  switch (heard.word, before) {
  case (.received, .nothing), (.received, .known(.received)): true
  case (.waiting, .nothing), (.waiting, .known(.received)), (.waiting, .known(.waiting)): true
  case (.waiting, .declared(.waiting)), (.waiting, .declared(.deploying)): true
  case (_, _): false
  }
}

extension ReachedState {
  /// The same with what only the document tells.
  fileprivate func completed(by other: ReachedState?) -> ReachedState {
    ReachedState(
      order: order, customer: customer ?? other?.customer, state: state, cause: cause, at: at,
      tier: tier ?? other?.tier,
      name: name ?? other?.name)
  }
}
