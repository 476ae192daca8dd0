import EggRules

@testable import Planner

/// A panel as a value: it answers as the real one does, quirks included, and every action gives another one.
struct PretendPanel: Equatable {
  var servers: [Server] = []
  var users: [PanelUser] = [aUser(1, "admin"), aUser(2, "cus-known"), aUser(3, nil)]
  var nodes: [ObservedNode] = [aNode(1), aNode(2)]
  var allocations: [NodeID: [Allocation]] = [NodeID(1): addresses(20, on: 1), NodeID(2): addresses(20, on: 2)]
  private var nextServer = 100

  /// A server with its whole environment, the customer's part included.
  struct Server: Equatable {
    let id: ServerID
    let uuid: String
    var externalID: String?
    var status: ServerStatus
    let node: NodeID
    let allocation: AllocationID
    let createdAt: Instant
    var details: ServerSpec.Details
    var build: ServerSpec.Build
    var startup: ServerSpec.Startup
  }

  /// The largest number that the panel's database holds.
  static let largest = Mebibytes(4_294_967_295)
  /// The variables of every egg that it has.
  static let variables = Set(theEgg.variables.map(\.name))

  /// What the panel says to a client that asks for some variables only.
  func observation(of variables: Set<String>) -> Observation {
    let taken = Set(servers.map(\.allocation))
    return aPanel(
      servers.sorted { $0.id < $1.id }.map { $0.observed(variables) }, nodes: nodes,
      free: allocations.mapValues { $0.filter { !taken.contains($0.id) } }, users: users)
  }

  /// All installations under way end well, and all restores.
  mutating func finishInstallations() {
    for index in servers.indices where [.installing, .restoringBackup].contains(servers[index].status) {
      servers[index].status = .ready
    }
  }

  /// Does as it is told; nil where it refuses.
  mutating func perform(_ action: Action, of order: OrderID, on server: ServerID?, at now: Instant) -> ServerID?? {
    if case .createUser(let user) = action { return create(user) ? .some(nil) : nil }
    if case .linkUser(let link) = action { return self.link(link) ? .some(nil) : nil }
    if case .createServer(let new) = action { return create(new, at: now).map { .some($0) } }
    guard let server, let index = servers.firstIndex(where: { $0.id == server }) else { return nil }
    switch action {
    case .createUser, .linkUser, .createServer: break
    case .link:
      guard servers[index].externalID ?? order.text == order.text else { return nil }
      servers[index].externalID = order.text
    case .updateDetails(let update): patch(index, update)
    case .updateBuild(let build): servers[index].build = build.clamped
    case .updateStartup(let update): patch(index, update)
    case .suspend: servers[index].status = .suspended
    case .unsuspend: if servers[index].status == .suspended { servers[index].status = .ready }
    case .delete: servers.remove(at: index)
    }
    return .some(server)
  }

  /// A suspension that the daemon refuses is put back to no status at all, whatever there was before.
  mutating func refuse(_ action: Action, on server: ServerID?) {
    guard action == .suspend, let index = servers.firstIndex(where: { $0.id == server }) else { return }
    servers[index].status = .ready
  }

  private mutating func create(_ user: NewUser) -> Bool {
    let isTaken = users.contains {
      $0.email.lowercased() == user.email.lowercased() || $0.username == user.username
        || $0.externalID == user.externalID
    }
    guard !isTaken else { return false }
    users.append(
      PanelUser(
        id: UserID(users.count + 10), externalID: user.externalID, email: user.email, username: user.username))
    return true
  }

  private mutating func link(_ link: UserLink) -> Bool {
    guard let index = users.firstIndex(where: { $0.id == link.user }), users[index].externalID == nil,
      !users.contains(where: { $0.externalID == link.externalID })
    else { return false }
    let user = users[index]
    users[index] = PanelUser(id: user.id, externalID: link.externalID, email: user.email, username: user.username)
    return true
  }

  private mutating func create(_ new: NewServer, at now: Instant) -> ServerID? {
    guard let owner = known(new.spec.details.owner), !servers.contains(where: { $0.answers(to: new.order) }),
      !servers.contains(where: { $0.allocation == new.placement.allocation.id })
    else { return nil }
    nextServer += 1
    var server = Server(
      id: ServerID(nextServer), uuid: anUUID(nextServer), externalID: new.order.text, status: .installing,
      node: new.placement.node, allocation: new.placement.allocation.id, createdAt: now, details: new.spec.details,
      build: new.spec.build.clamped, startup: new.spec.startup)
    server.details.owner = .user(owner)
    server.startup.environment = [:]
    server.set(Variables(new.customersVariables).overlaid(with: new.spec.startup.environment))
    servers.append(server)
    return server.id
  }

  private mutating func patch(_ index: Int, _ update: DetailsUpdate) {
    if case .set(let name) = update.name { servers[index].details.name = trimmed(name) }
    if case .set(let description) = update.description {
      servers[index].details.description = trimmed(description)
    }
    if case .set(let owner) = update.owner, let owner = known(owner) { servers[index].details.owner = .user(owner) }
  }

  private mutating func patch(_ index: Int, _ update: StartupUpdate) {
    servers[index].startup.egg = update.egg
    servers[index].startup.command = trimmed(update.command)
    if case .set(let image) = update.image { servers[index].startup.image = trimmed(image) }
    guard case .merged(let declared, let initially) = update.environment else { return }
    servers[index].set(
      Variables(initially).overlaid(with: servers[index].startup.environment).overlaid(with: Variables(declared)))
  }

  private func known(_ owner: Owner) -> UserID? {
    switch owner {
    case .user(let id): id
    case .created(let customer): users.first { $0.externalID == customer }?.id
    }
  }
}

extension PretendPanel.Server {
  /// A server as it is observed by somebody who asks for everything.
  init(_ server: ObservedServer) {
    self.init(
      id: server.id, uuid: server.uuid, externalID: server.externalID, status: server.status, node: server.node,
      allocation: server.allocation, createdAt: server.createdAt, details: server.spec.details,
      build: server.spec.build, startup: server.spec.startup)
  }

  func observed(_ variables: Set<String>) -> ObservedServer {
    var startup = startup
    startup.environment = startup.environment.filter { variables.contains($0.key) }
    return ObservedServer(
      id: id, uuid: uuid, identifier: String(uuid.prefix(8)), externalID: externalID, status: status, node: node,
      allocation: allocation, createdAt: createdAt,
      spec: ServerSpec(details: details, build: build, startup: startup, isSuspended: status == .suspended))
  }

  /// The panel compares external ids without case.
  func answers(to order: OrderID) -> Bool { externalID?.lowercased() == order.text }

  /// Variables that the egg does not have are ignored, and all values trimmed.
  fileprivate mutating func set(_ environment: Variables) {
    let known = environment.byName.filter { PretendPanel.variables.contains($0.key) }
    startup.environment = Variables(known.mapValues { trimmed($0) })
  }
}

extension ServerSpec.Build {
  /// The database holds no larger number, and says nothing.
  fileprivate var clamped: ServerSpec.Build {
    var build = self
    build.memory = min(memory, PretendPanel.largest)
    return build
  }
}
