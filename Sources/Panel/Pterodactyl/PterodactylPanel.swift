public import HTTP
public import Planner

/// A Pterodactyl panel, through its Application API: one run's view of it.
///
/// Views that are made from one another by `serving` share the connection and its request budget.
public struct PterodactylPanel: PanelClient {
  /// How long it takes a panel whose daemon does not answer to take a server back: it waits for the daemon to make the
  /// server, and then for it to delete what it may have made. Where nobody says how long that is, the panel's default
  /// counts.
  public let takesBackWithin: Duration
  /// The age from which no panel takes a server back. Operators raise the timeout to a minute or two, and nothing shows
  /// that: where nobody says, ten minutes.
  public let certainAfter: Duration

  private let connection: PanelConnection
  private let nests: NestDirectory
  private let variables: Set<String>
  private let tell: @Sendable (ReadingProgress) -> Void

  /// Sends nothing yet; throws only where the machine has no thread or pipe left.
  public init(
    at url: PanelURL, key: Secret, _ options: ConnectionOptions, for run: RunOptions
  ) throws(PanelFailure) {
    self.init(
      try PanelConnection(
        to: url, key, options, run, daemonTimeout: run.daemonTimeout ?? PanelConnection.usualDaemonTimeout),
      NestDirectory(), for: run)
  }

  private init(_ connection: PanelConnection, _ nests: NestDirectory, for run: RunOptions) {
    self.connection = connection
    self.nests = nests
    takesBackWithin = (run.daemonTimeout ?? PanelConnection.usualDaemonTimeout) * 2 + .seconds(1)
    certainAfter = run.daemonTimeout == nil ? .seconds(600) : takesBackWithin
    variables = run.variables
    tell = run.tell
  }

  /// The same panel for another run, over the same connection and within the same request budget. A limit on which an
  /// earlier run gave up is tried again.
  public func serving(_ run: RunOptions) async -> PterodactylPanel {
    await connection.budget.tryAgain()
    let shared = PanelConnection(
      sharing: connection, run, daemonTimeout: run.daemonTimeout ?? PanelConnection.usualDaemonTimeout)
    return PterodactylPanel(shared, nests, for: run)
  }

  private var reader: ServerReader { ServerReader(connection: connection, variables: variables) }
  private var writer: ServerWriter { ServerWriter(reader: reader) }

  /// All servers and nodes, which are asked for at once, and what else is requested, once that is known.
  public func observe(
    _ servers: ObservationRequest.Servers,
    then rest: @escaping @Sendable () async throws(PanelFailure) -> ObservationRequest.Rest
  ) async throws(PanelFailure) -> Observation {
    var observer = Observer(connection: connection, nests: nests, variables: variables)
    return try await observer.observe(servers, then: rest, tell)
  }

  /// The servers of some orders and a sample of others', all nodes with what is taken of them, and what else is requested.
  public func observe(_ wanted: PartialRequest) async throws(PanelFailure) -> Observation {
    var observer = Observer(connection: connection, nests: nests, variables: variables)
    tell(ReadingProgress(servers: 0, total: nil))
    return try await observer.observe(wanted)
  }

  /// What there is to choose from when a fleet is set up. Whatever the key may not read is missing and said so.
  public func offers() async throws(PanelFailure) -> PanelOffers {
    tell(ReadingProgress(servers: 0, total: nil))
    var reader = OfferReader(connection: connection)
    return try await reader.offers()
  }

  /// What can be found out about the panel and the key without changing anything. Nothing has to be readable, but the key has to be accepted.
  public func examine(_ hints: ExaminationHints) async throws(PanelFailure) -> PanelExamination {
    try await PanelExaminer(connection: connection).examine(hints)
  }

  public func series() async throws(PanelFailure) -> PanelExamination.Series? {
    try await PanelExaminer(connection: connection).series()
  }

  /// How much of the panel's request limit is used, and by whom, as its answers told so far; nil where none did.
  public var requestUse: RequestUse? {
    get async { await connection.budget.use }
  }

  /// How a server is doing, as its owner sees it: for a key of an account that sees it; nil where this one does not.
  public func condition(of server: ServerIdentity) async throws(PanelFailure) -> ServerCondition? {
    try await readCondition(of: server, over: connection.onClientAPI)
  }

  /// What the panel's clock showed in its latest answer; nil where no answer has said, or where its time runs faster
  /// than ours.
  public var clock: Instant? {
    get async { connection.time.isReal ? await connection.budget.panelTime : nil }
  }

  /// The addresses of nodes that no server has, in the order in which to use them; nil where the key may not read them.
  public func freeAllocations(on nodes: [NodeID]) async throws(PanelFailure) -> [NodeID: [Allocation]]? {
    var observer = Observer(connection: connection, nests: nests, variables: variables)
    return try await observer.freeAllocations(on: nodes)
  }

  /// Which of some users the panel does not have; none where the key may not read users.
  public func absent(_ users: Set<UserID>) async throws(PanelFailure) -> Set<UserID> {
    var absent: Set<UserID> = []
    for user in users.sorted() {
      if try await isAbsent(user, over: connection) { absent.insert(user) }
    }
    return absent
  }

  /// The server with this number.
  public func server(_ id: ServerID) async throws(PanelFailure) -> PlacedServer? {
    try await reader.read(id)
  }

  /// Waits until servers that are being created are installed or gone, or until the panel has had the time to take them
  /// back.
  public func awaitFate(of servers: [ServerID], among total: Int) async throws(PanelFailure) {
    let end = connection.time.now() + takesBackWithin
    var open = servers
    while connection.time.now() < end {
      open = try await stillInstalling(of: open, among: total)
      if open.isEmpty { return }
      try await connection.sleep(.seconds(2))
    }
  }

  /// Which of some servers are being installed now.
  ///
  /// - Parameter total: about how many servers the panel has: where that takes fewer requests, one list is read for
  ///   all.
  public func stillInstalling(
    of servers: [ServerID], among total: Int
  ) async throws(PanelFailure) -> [ServerID] {
    let walk = ListWalk<WireServer>(.get("servers", needs: .servers), over: connection)
    guard servers.count > ListWalk<WireServer>.pages(of: total) else {
      var left: [ServerID] = []
      for id in servers where try await server(id)?.server.status == .installing { left.append(id) }
      return left
    }
    let installing = Set(try await walk.items(\.observed).filter { $0.status == .installing }.map(\.id))
    return servers.filter { installing.contains($0) }
  }

  /// How many requests it takes to ask which of this many servers are being installed.
  public func requestsForInstalling(_ servers: Int, among total: Int) -> Int {
    min(servers, ListWalk<WireServer>.pages(of: total))
  }

  /// The server with exactly this external id; throws `taken` where only case or accents differ.
  public func server(externalID: String) async throws(PanelFailure) -> PlacedServer? {
    switch try await reader.find(externalID: externalID) {
    case .found(let server): return server
    case .nothing: return nil
    case .similar(let id): throw .taken(.externalID(by: id))
    }
  }

  /// The user with exactly this external id.
  public func user(externalID: String) async throws(PanelFailure) -> PanelUser? {
    try await findUser(externalID: externalID, over: connection)
  }

  /// Creates a user, or returns the one that has the external id already.
  public func create(_ user: NewUser) async throws(PanelFailure) -> PanelUser {
    try await UserCreator(connection: connection).create(user)
  }

  /// Gives a user without an external id that of a customer.
  public func link(_ link: UserLink) async throws(PanelFailure) -> PanelUser {
    try await linkUser(link, over: connection)
  }

  /// Creates a server on its node: at the planned address or, where that is taken, at the next free one.
  ///
  /// - Parameter spared: addresses that are planned for others, used only where no other is free.
  public func create(
    _ server: NewServer, sparing spared: Set<AllocationID> = []
  ) async throws(PanelFailure) -> Creation {
    try await ServerCreator(reader: reader, spared: spared).create(server)
  }

  /// Gives a server without an external id the one of this identity.
  public func link(_ identity: ServerIdentity) async throws(PanelFailure) -> ObservedServer {
    try await writer.link(identity)
  }

  /// Changes name, description and owner; returns the server as the panel then has it.
  public func update(_ identity: ServerIdentity, details: DetailsUpdate) async throws(PanelFailure) -> ObservedServer {
    try await writer.update(details, of: identity)
  }

  /// Changes the limits; returns the server as the panel then has it. A daemon that is down learns of it later.
  public func update(_ identity: ServerIdentity, build: ServerSpec.Build) async throws(PanelFailure) -> ObservedServer {
    try await writer.update(build, of: identity)
  }

  /// Changes egg, image, command and variables, from the server's next start on; returns the server as the panel then
  /// has it.
  ///
  /// - Parameter isReturning: whether this restores an egg that somebody changed by hand. The values that the server
  ///   had under it then take precedence over its present ones.
  public func update(
    _ identity: ServerIdentity, startup: StartupUpdate, isReturning: Bool = false
  ) async throws(PanelFailure) -> ObservedServer {
    try await writer.update(startup, isReturning ? .returning : .former, of: identity)
  }

  /// Takes a server out of service. After a failure its status may have been reset: read it again.
  public func suspend(_ identity: ServerIdentity) async throws(PanelFailure) {
    try await writer.changeSuspension(.suspend, identity)
  }

  /// Brings a server back into service.
  public func unsuspend(_ identity: ServerIdentity) async throws(PanelFailure) {
    try await writer.changeSuspension(.unsuspend, identity)
  }

  /// Deletes a server for good, if it is suspended.
  public func delete(_ identity: ServerIdentity) async throws(PanelFailure) {
    try await writer.delete(identity)
  }
}
