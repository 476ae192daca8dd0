public import Panel
public import Planner

extension Observation {
  /// What a panel that has all of this answers to a look at some orders.
  public func part(_ wanted: PartialRequest) -> Observation {
    let ids = Set(wanted.look.orders.map(\.text))
    let seen = servers.filter { server in
      wanted.uuids.contains(server.uuid) || server.externalID.map { ids.contains($0.lowercased()) } == true
    }
    let found = wanted.people.flatMap { people in users.map { $0.filter(people.concern) } }
    let numbers = Set((found ?? []).map(\.id))
    return Observation(
      servers: seen, nodes: nodes?.map { $0.taking(allocated(on: $0.id)) }, freeAllocations: freeAllocations,
      eggs: eggs,
      users: found, absentUsers: found == nil ? [] : wanted.people?.numbers.subtracting(numbers) ?? [],
      missingPermissions: missingPermissions, requestsPerMinute: requestsPerMinute, clockGap: clockGap,
      scope: .part(wanted.look))
  }

  private func allocated(on node: NodeID) -> ObservedNode.Allocated {
    let build = servers.filter { $0.node == node }.map(\.spec.build)
    return .init(
      memory: Mebibytes(build.reduce(0) { $0 + $1.memory.count }),
      disk: Mebibytes(build.reduce(0) { $0 + $1.disk.count }))
  }
}

extension PeopleToLookUp {
  /// Whether a user comes up when these people are looked for.
  fileprivate func concern(_ user: PanelUser) -> Bool {
    if numbers.contains(user.id) { return true }
    return customers.contains { id, newcomer in
      if user.externalID?.lowercased() == id.lowercased() { return true }
      guard !newcomer.emails.isEmpty else { return false }
      return newcomer.emails.contains { user.email.lowercased().contains($0.lowercased()) }
        || user.username.lowercased().contains(newcomer.username)
    }
  }
}
