public import Planner

/// What the rest of the program knows of a panel: one run's view of it, whatever kind of panel it is.
///
/// A client waits to stay within the panel's request limit, repeats what may be repeated, and throws failures that say
/// what they mean.
public protocol PanelClient: Sendable {
  /// How long it takes a panel whose daemon does not answer to take a server back.
  var takesBackWithin: Duration { get }
  /// The age from which no panel takes a server back, however long its operator lets it wait for a daemon.
  var certainAfter: Duration { get }
  /// What the panel's clock showed in its latest answer; nil where no answer has said, or where its time runs faster
  /// than ours.
  var clock: Instant? { get async }

  /// All servers and nodes, which are asked for at once, and what else is requested, once that is known. What the key may not read is
  /// missing, and reported as such; only servers have to be readable.
  ///
  /// - Parameter rest: called once at most, beside the reading of servers.
  func observe(
    _ servers: ObservationRequest.Servers,
    then rest: @escaping @Sendable () async throws(PanelFailure) -> ObservationRequest.Rest
  ) async throws(PanelFailure) -> Observation
  /// The servers of some orders and a sample of others', all nodes with what is taken of them, and what else is requested. What the key may
  /// not read is missing, and reported as such; only servers have to be readable.
  func observe(_ wanted: PartialRequest) async throws(PanelFailure) -> Observation
  /// What there is to choose from when a fleet is set up. Whatever the key may not read is missing and said so.
  func offers() async throws(PanelFailure) -> PanelOffers
  /// What can be found out about the panel and the key without changing anything. Nothing has to be readable, but the key has to be accepted.
  func examine(_ hints: ExaminationHints) async throws(PanelFailure) -> PanelExamination
  /// Which releases of a panel behave as this one; nil where nothing tells. One request.
  func series() async throws(PanelFailure) -> PanelExamination.Series?
  /// How much of the panel's request limit is used, and by whom, as its answers told so far; nil where none did.
  var requestUse: RequestUse? { get async }
  /// How a server is doing, as its owner sees it: for a key of an account that sees it; nil where this one does not.
  func condition(of server: ServerIdentity) async throws(PanelFailure) -> ServerCondition?
  /// The addresses of nodes that no server has, in the order in which to use them; nil where the key may not read them.
  func freeAllocations(on nodes: [NodeID]) async throws(PanelFailure) -> [NodeID: [Allocation]]?
  /// Which of some users the panel does not have; none where the key may not read users.
  func absent(_ users: Set<UserID>) async throws(PanelFailure) -> Set<UserID>
  /// The server with this number.
  func server(_ id: ServerID) async throws(PanelFailure) -> PlacedServer?
  /// The server with exactly this external id; throws `taken` where only case or accents differ.
  func server(externalID: String) async throws(PanelFailure) -> PlacedServer?
  /// The user with exactly this external id.
  func user(externalID: String) async throws(PanelFailure) -> PanelUser?

  /// Creates a user, or returns the one that has the external id already.
  func create(_ user: NewUser) async throws(PanelFailure) -> PanelUser
  /// Gives a user without an external id that of a customer; returns the user as the panel has it then. One who has that id already stays
  /// as they are; one who has another, or is an administrator, is `stale`.
  func link(_ link: UserLink) async throws(PanelFailure) -> PanelUser
  /// Creates a server on its node: at the planned address or, where that is taken, at the next free one.
  ///
  /// - Parameter spared: addresses that are planned for others, used only where no other is free.
  func create(_ server: NewServer, sparing spared: Set<AllocationID>) async throws(PanelFailure) -> Creation
  /// Gives a server without an external id the one of this identity; returns the server as the panel has it then. One that has it already
  /// stays as it is; one that has another is `stale`.
  func link(_ identity: ServerIdentity) async throws(PanelFailure) -> ObservedServer
  /// Changes name, description and owner; returns the server as the panel then has it.
  func update(_ identity: ServerIdentity, details: DetailsUpdate) async throws(PanelFailure) -> ObservedServer
  /// Changes the limits; returns the server as the panel then has it. A daemon that is down learns of it later.
  func update(_ identity: ServerIdentity, build: ServerSpec.Build) async throws(PanelFailure) -> ObservedServer
  /// Changes egg, image, command and variables, from the server's next start on; returns the server as the panel then
  /// has it.
  ///
  /// - Parameter isReturning: whether this restores an egg that somebody changed by hand. The values that the server
  ///   had under it then take precedence over its present ones.
  func update(
    _ identity: ServerIdentity, startup: StartupUpdate, isReturning: Bool
  ) async throws(PanelFailure) -> ObservedServer
  /// Takes a server out of service. After a failure its status may have been reset: read it again.
  func suspend(_ identity: ServerIdentity) async throws(PanelFailure)
  /// Brings a server back into service.
  func unsuspend(_ identity: ServerIdentity) async throws(PanelFailure)
  /// Deletes a server for good, if it is suspended.
  func delete(_ identity: ServerIdentity) async throws(PanelFailure)

  /// Waits until servers that are being created are installed or gone, or until the panel has had the time to take them
  /// back.
  ///
  /// - Parameter total: about how many servers the panel has.
  func awaitFate(of servers: [ServerID], among total: Int) async throws(PanelFailure)
  /// Which of some servers are being installed now.
  ///
  /// - Parameter total: about how many servers the panel has: where that takes fewer requests, one list is read for
  ///   all.
  func stillInstalling(of servers: [ServerID], among total: Int) async throws(PanelFailure) -> [ServerID]
  /// How many requests it takes to ask which of this many servers are being installed.
  func requestsForInstalling(_ servers: Int, among total: Int) -> Int
}

extension PanelClient {
  /// All servers and nodes, and what else is requested.
  public func observe(_ wanted: ObservationRequest) async throws(PanelFailure) -> Observation {
    try await observe(wanted.servers) { () throws(PanelFailure) in wanted.rest }
  }
}
