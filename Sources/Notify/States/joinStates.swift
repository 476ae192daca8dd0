import Planner

/// All states that a standing tells of, one an order, and its events.
///
/// - Parameter known: the word of the state that an order is known to be in, where it is.
func joinStates(_ standing: Standing, known: (OrderID) -> StateWord?) -> [ReachedState] {
  let declared = standing.fleet.map { declaredStates($0, standing.tokens) } ?? [:]
  var states = declared
  for heard in standing.intake {
    let before = standing.fleet == nil ? known(heard.order) : declared[heard.order]?.state.word
    if isNews(heard.state, after: before) { states[heard.order] = heard.completed(by: declared[heard.order]) }
  }
  return states.values.sorted { $0.order < $1.order } + standing.events
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

/// Whether what intake heard says more than what holds: a delivery that changes an order whose bot runs is no news to its customer before
/// it has changed something.
private func isNews(_ heard: CustomerState, after before: StateWord?) -> Bool {
  switch (heard.word, before) {
  case (.received, nil), (.received, .received), (.received, .waiting): true
  case (.waiting, nil), (.waiting, .received), (.waiting, .waiting), (.waiting, .deploying): true
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
