import Panel
import Planner

/// What a panel of values has now.
struct State: Sendable {
  var servers: [ObservedServer]
  var users: [PanelUser]
  var free: [NodeID: [Allocation]]
  var asked: [String] = []
  var lookedUp: [String] = []
  var looks: [PartialRequest] = []
  var wholeLooks: [ObservationRequest.Servers] = []
  var rests: [ObservationRequest.Rest] = []
  private let first: Observation

  init(_ observation: Observation) {
    first = observation
    servers = observation.servers
    users = observation.users ?? []
    free = observation.freeAllocations ?? [:]
  }

  var observation: Observation {
    Observation(
      servers: servers, nodes: first.nodes, freeAllocations: nil, eggs: first.eggs,
      users: first.users == nil ? nil : users, missingPermissions: first.missingPermissions)
  }

  mutating func create(_ new: NewUser) -> PanelUser {
    if let user = users.first(where: { $0.externalID == new.externalID }) { return user }
    let number = (users.map(\.id.number).max() ?? 0) + 1
    let user = PanelUser(
      id: UserID(number), externalID: new.externalID, email: new.email, username: new.username)
    users.append(user)
    return user
  }

  mutating func create(
    _ new: NewServer, sparing spared: Set<AllocationID>
  ) -> Result<Creation, PanelFailure> {
    if let server = servers.first(where: { $0.externalID == new.order.text }) {
      return .success(.found(PlacedServer(server: server, allocation: nil)))
    }
    let node = new.placement.node
    let left = free[node] ?? []
    let address =
      left.first { $0 == new.placement.allocation } ?? left.first { !spared.contains($0.id) } ?? left.first
    guard let address else { return .failure(.noFreeAllocation(node)) }
    free[node] = left.filter { $0 != address }
    let number = (servers.map(\.id.number).max() ?? 0) + 1
    let uuid = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - "\(number)".count) + "\(number)"
    var spec = new.spec
    spec.details.owner = known(spec.details.owner)
    spec.startup.environment = Variables(new.customersVariables).overlaid(with: spec.startup.environment)
    let server = ObservedServer(
      id: ServerID(number), uuid: uuid, identifier: String(uuid.prefix(8)), externalID: new.order.text, status: .ready,
      node: node, allocation: address.id, address: address.address, createdAt: Instant(seconds: 1_795_348_800),
      spec: spec)
    servers.append(server)
    return .success(.made(PlacedServer(server: server, allocation: address)))
  }

  mutating func change(
    _ identity: ServerIdentity, _ edit: (State, inout ServerSpec) -> Void
  ) -> Result<ObservedServer, PanelFailure> {
    guard let index = servers.firstIndex(where: { $0.id == identity.id }) else { return .failure(.stale(.gone)) }
    let old = servers[index]
    guard old.uuid == identity.uuid else { return .failure(.stale(.anotherUUID)) }
    guard old.externalID == identity.externalID else { return .failure(.stale(.anotherExternalID)) }
    var spec = old.spec
    edit(self, &spec)
    servers[index] = ObservedServer(
      id: old.id, uuid: old.uuid, identifier: old.identifier, externalID: old.externalID,
      status: spec.isSuspended ? .suspended : .ready, node: old.node, allocation: old.allocation,
      address: old.address, createdAt: old.createdAt, spec: spec)
    return .success(servers[index])
  }

  mutating func link(_ link: UserLink) -> Result<PanelUser, PanelFailure> {
    guard let index = users.firstIndex(where: { $0.id == link.user }) else { return .failure(.stale(.userGone)) }
    let old = users[index]
    if old.externalID == link.externalID { return .success(old) }
    guard old.externalID == nil else { return .failure(.stale(.userHasAnotherID)) }
    guard !old.isAdministrator else { return .failure(.stale(.userIsAdministrator)) }
    users[index] = PanelUser(
      id: old.id, externalID: link.externalID, email: old.email, username: old.username, name: old.name)
    return .success(users[index])
  }

  mutating func link(_ identity: ServerIdentity) -> Result<ObservedServer, PanelFailure> {
    guard let index = servers.firstIndex(where: { $0.id == identity.id }) else { return .failure(.stale(.gone)) }
    let old = servers[index]
    guard old.uuid == identity.uuid else { return .failure(.stale(.anotherUUID)) }
    guard old.externalID ?? identity.externalID == identity.externalID else {
      return .failure(.stale(.anotherExternalID))
    }
    servers[index] = ObservedServer(
      id: old.id, uuid: old.uuid, identifier: old.identifier, externalID: identity.externalID, status: old.status,
      node: old.node, allocation: old.allocation, address: old.address, createdAt: old.createdAt,
      updatedAt: old.updatedAt, spec: old.spec)
    return .success(servers[index])
  }

  /// The owner by number, as the panel shows it; whom it does not have stays as given.
  func known(_ owner: Owner) -> Owner {
    guard case .created(let customer) = owner, let user = users.first(where: { $0.externalID == customer }) else {
      return owner
    }
    return .user(user.id)
  }
}
