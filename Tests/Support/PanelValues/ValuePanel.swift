import Guarding
public import Panel
public import Planner

/// A panel that is nothing but values in memory, for whatever is above the door to a panel and has no need of a process.
///
/// It keeps external ids unique, gives each address once, and installs at once. Rules it has none: what is to fail, a test says.
public final class ValuePanel: PanelClient {
  /// What a change is called before it is made: `create ord-1`, `create-user cus-9`, `suspend ord-1`.
  public typealias Name = String

  public let takesBackWithin = Duration.seconds(31)
  public let certainAfter = Duration.seconds(600)

  private let state: Guarded<State>
  private let choice: PanelOffers
  private let failure: @Sendable (Name) -> PanelFailure?
  private let blindness: PanelFailure?
  private let meanwhile: @Sendable (Name) async -> Void
  private let looking: @Sendable () async throws(PanelFailure) -> Void

  /// - Parameters:
  ///   - observation: what the panel has at first.
  ///   - offers: what it offers to whoever sets a fleet up.
  ///   - meanwhile: happens while a change is being made.
  ///   - failure: why a change fails; nil where it does not.
  ///   - blindness: why no order's server can be looked up by its external id; nil where it can.
  ///   - looking: happens while everything is looked at, before anything is seen.
  public init(
    _ observation: Observation, offers: PanelOffers = PanelOffers(eggs: nil, nodes: nil, users: nil),
    meanwhile: @escaping @Sendable (Name) async -> Void = { _ in },
    failing failure: @escaping @Sendable (Name) -> PanelFailure? = { _ in nil }, blind blindness: PanelFailure? = nil,
    looking: @escaping @Sendable () async throws(PanelFailure) -> Void = { () throws(PanelFailure) in }
  ) {
    state = Guarded(State(observation))
    choice = offers
    self.meanwhile = meanwhile
    self.failure = failure
    self.blindness = blindness
    self.looking = looking
  }

  /// The changes that were asked for, whatever became of them.
  public var asked: [Name] { state.withLock(\.asked) }

  /// The orders whose servers were looked up by their external ids.
  public var lookedUp: [String] { state.withLock(\.lookedUp) }

  /// The looks at some orders, in their order; looks at everything are not among them.
  public var looks: [PartialRequest] { state.withLock(\.looks) }

  /// How servers were asked for in each look at everything.
  public var wholeLooks: [ObservationRequest.Servers] { state.withLock(\.wholeLooks) }

  /// What else was requested in each of them, once somebody said so.
  public var rests: [ObservationRequest.Rest] { state.withLock(\.rests) }

  public var clock: Instant? { nil }

  public func observe(
    _ servers: ObservationRequest.Servers,
    then rest: @escaping @Sendable () async throws(PanelFailure) -> ObservationRequest.Rest
  ) async throws(PanelFailure) -> Observation {
    state.withLock { $0.wholeLooks.append(servers) }
    try await looking()
    let seen = state.withLock(\.observation)
    let wanted = try await rest()
    state.withLock { $0.rests.append(wanted) }
    for egg in wanted.eggs where seen.eggs[egg.id] == nil { throw .notFound(.egg(egg)) }
    return seen
  }

  public func observe(_ wanted: PartialRequest) async throws(PanelFailure) -> Observation {
    state.withLock { $0.looks.append(wanted) }
    let seen = state.withLock(\.observation)
    for egg in wanted.eggs where seen.eggs[egg.id] == nil { throw .notFound(.egg(egg)) }
    return seen.part(wanted)
  }

  public func examine(_ hints: ExaminationHints) async throws(PanelFailure) -> PanelExamination {
    PanelExamination(
      key: nil, series: nil,
      permissions: Dictionary(uniqueKeysWithValues: Permission.allCases.map { ($0, .granted) }))
  }

  public func series() async throws(PanelFailure) -> PanelExamination.Series? { nil }

  public var requestUse: RequestUse? { nil }

  public func condition(of server: ServerIdentity) async throws(PanelFailure) -> ServerCondition? { nil }

  public func offers() async throws(PanelFailure) -> PanelOffers { choice }

  public func freeAllocations(on nodes: [NodeID]) async throws(PanelFailure) -> [NodeID: [Allocation]]? {
    state.withLock { state in state.free.filter { nodes.contains($0.key) } }
  }

  public func absent(_ users: Set<UserID>) async throws(PanelFailure) -> Set<UserID> {
    users.subtracting(state.withLock { $0.users.map(\.id) })
  }

  public func server(_ id: ServerID) async throws(PanelFailure) -> PlacedServer? {
    state.withLock { state in state.servers.first { $0.id == id } }.map(placed)
  }

  public func server(externalID: String) async throws(PanelFailure) -> PlacedServer? {
    state.withLock { $0.lookedUp.append(externalID) }
    if let blindness { throw blindness }
    return state.withLock { state in state.servers.first { $0.externalID == externalID } }.map(placed)
  }

  public func user(externalID: String) async throws(PanelFailure) -> PanelUser? {
    state.withLock { state in state.users.first { $0.externalID == externalID } }
  }

  public func create(_ user: NewUser) async throws(PanelFailure) -> PanelUser {
    try await begin("create-user \(user.externalID)")
    return state.withLock { $0.create(user) }
  }

  public func link(_ link: UserLink) async throws(PanelFailure) -> PanelUser {
    try await begin("link-user \(link.externalID)")
    return try state.withLock { $0.link(link) }.get()
  }

  public func link(_ identity: ServerIdentity) async throws(PanelFailure) -> ObservedServer {
    try await begin("link \(identity.externalID)")
    return try state.withLock { $0.link(identity) }.get()
  }

  public func create(_ server: NewServer, sparing spared: Set<AllocationID>) async throws(PanelFailure) -> Creation {
    try await begin("create \(server.order)")
    return try state.withLock { $0.create(server, sparing: spared) }.get()
  }

  public func update(_ identity: ServerIdentity, details: DetailsUpdate) async throws(PanelFailure) -> ObservedServer {
    try await change("update-details", identity) { state, spec in
      if case .set(let name) = details.name { spec.details.name = name }
      if case .set(let description) = details.description { spec.details.description = description }
      if case .set(let owner) = details.owner { spec.details.owner = state.known(owner) }
    }
  }

  public func update(_ identity: ServerIdentity, build: ServerSpec.Build) async throws(PanelFailure) -> ObservedServer {
    try await change("update-build", identity) { _, spec in spec.build = build }
  }

  public func update(
    _ identity: ServerIdentity, startup: StartupUpdate, isReturning: Bool
  ) async throws(PanelFailure) -> ObservedServer {
    try await change("update-startup", identity) { _, spec in
      spec.startup.egg = startup.egg
      spec.startup.command = startup.command
      if case .set(let image) = startup.image { spec.startup.image = image }
      guard case .merged(let declared, let initially) = startup.environment else { return }
      spec.startup.environment = Variables(initially).overlaid(with: spec.startup.environment)
        .overlaid(with: Variables(declared))
    }
  }

  public func suspend(_ identity: ServerIdentity) async throws(PanelFailure) {
    _ = try await change("suspend", identity) { _, spec in spec.isSuspended = true }
  }

  public func unsuspend(_ identity: ServerIdentity) async throws(PanelFailure) {
    _ = try await change("unsuspend", identity) { _, spec in spec.isSuspended = false }
  }

  public func delete(_ identity: ServerIdentity) async throws(PanelFailure) {
    let server = try await change("delete", identity) { _, _ in }
    guard server.spec.isSuspended else { throw .stale(.notSuspended) }
    state.withLock { state in state.servers.removeAll { $0.id == identity.id } }
  }

  public func awaitFate(of servers: [ServerID], among total: Int) async throws(PanelFailure) {}

  public func stillInstalling(of servers: [ServerID], among total: Int) async throws(PanelFailure) -> [ServerID] { [] }

  public func requestsForInstalling(_ servers: Int, among total: Int) -> Int { servers }

  private func begin(_ name: Name) async throws(PanelFailure) {
    state.withLock { $0.asked.append(name) }
    await meanwhile(name)
    if let failure = failure(name) { throw failure }
  }

  private func change(
    _ word: String, _ identity: ServerIdentity, _ edit: (State, inout ServerSpec) -> Void
  ) async throws(PanelFailure) -> ObservedServer {
    try await begin("\(word) \(identity.externalID)")
    return try state.withLock { $0.change(identity, edit) }.get()
  }

  private func placed(_ server: ObservedServer) -> PlacedServer { PlacedServer(server: server, allocation: nil) }
}
