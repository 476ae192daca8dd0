public import Planner

/// What the rest of the program knows of a panel: one run's view of it, whatever kind of panel it is.
///
/// A client keeps to the panel's request limit by waiting, repeats what may be repeated, and throws failures that say what they mean.
public protocol PanelClient: Sendable {
  /// A panel whose daemon does not answer takes a server back after so long.
  var takesBackWithin: Duration { get }
  /// What is older than this, no panel takes back, however long its operator lets it wait for a daemon.
  var certainAfter: Duration { get }
  /// What the panel's clock showed when it answered last; nil where no answer has told, or its time goes faster than ours.
  var clock: Instant? { get async }

  /// All servers and nodes, and what else is wanted. What the key may not read is missing and said so; only servers
  /// have to be readable.
  func observe(_ wanted: ObservationRequest) async throws(PanelFailure) -> Observation
  /// What there is to choose from when a fleet is set up. Whatever the key may not read is missing and said so.
  func offers() async throws(PanelFailure) -> PanelOffers
  /// What can be found out about the panel and the key without changing anything. Nothing has to be readable, but the key has to be accepted.
  func examine(_ hints: ExaminationHints) async throws(PanelFailure) -> PanelExamination
  /// How much of the panel's request limit is used, and by whom, as its answers told so far; nil where none did.
  var requestUse: RequestUse? { get async }
  /// How a server is doing, as its owner sees it: for a key of an account that sees it; nil where this one does not.
  func condition(of server: ServerIdentity) async throws(PanelFailure) -> ServerCondition?
  /// The addresses of nodes that no server has, in the order in which they are taken; nil where the key may not read them.
  func freeAllocations(on nodes: [NodeID]) async throws(PanelFailure) -> [NodeID: [Allocation]]?
  /// Those of some users whom the panel does not have; none where the key may not read users.
  func absent(_ users: Set<UserID>) async throws(PanelFailure) -> Set<UserID>
  /// The server with this number.
  func server(_ id: ServerID) async throws(PanelFailure) -> PlacedServer?
  /// The server with exactly this external id; throws `taken` where only case or accents differ.
  func server(externalID: String) async throws(PanelFailure) -> PlacedServer?
  /// The user with exactly this external id.
  func user(externalID: String) async throws(PanelFailure) -> PanelUser?

  /// Makes a user, or returns the one that has the external id already.
  func create(_ user: NewUser) async throws(PanelFailure) -> PanelUser
  /// Gives a user without an external id that of a customer; returns the user as the panel has it then. One who has that id already stays
  /// as they are; one who has another, or is an administrator, is `stale`.
  func link(_ link: UserLink) async throws(PanelFailure) -> PanelUser
  /// Makes a server on its node: at the planned address, or where that is taken at the next free one.
  ///
  /// - Parameter spared: addresses that others are to get, taken only where no other is free.
  func create(_ server: NewServer, sparing spared: Set<AllocationID>) async throws(PanelFailure) -> Creation
  /// Gives a server without an external id the one of this identity; returns the server as the panel has it then. One that has it already
  /// stays as it is; one that has another is `stale`.
  func link(_ identity: ServerIdentity) async throws(PanelFailure) -> ObservedServer
  /// Changes name, description and owner; returns the server as the panel has it then.
  func update(_ identity: ServerIdentity, details: DetailsUpdate) async throws(PanelFailure) -> ObservedServer
  /// Changes the limits; returns the server as the panel has it then. A daemon that is down learns of it later.
  func update(_ identity: ServerIdentity, build: ServerSpec.Build) async throws(PanelFailure) -> ObservedServer
  /// Changes egg, image, command and variables, from the server's next start on; returns it as the panel has it then.
  ///
  /// - Parameter isReturning: whether the egg is put back that somebody changed by hand; what the server had under it then goes before what
  ///   it has now.
  func update(
    _ identity: ServerIdentity, startup: StartupUpdate, isReturning: Bool
  ) async throws(PanelFailure) -> ObservedServer
  /// Takes a server out of service. After a failure its status may have been reset: read it again.
  func suspend(_ identity: ServerIdentity) async throws(PanelFailure)
  /// Brings a server back into service.
  func unsuspend(_ identity: ServerIdentity) async throws(PanelFailure)
  /// Deletes a server for good, if it is suspended.
  func delete(_ identity: ServerIdentity) async throws(PanelFailure)

  /// Waits until servers that are being made are installed or gone, or the panel has had the time to take them back.
  ///
  /// - Parameter total: about how many servers the panel has.
  func awaitFate(of servers: [ServerID], among total: Int) async throws(PanelFailure)
  /// Those of some servers that are being installed now.
  ///
  /// - Parameter total: about how many servers the panel has: where that takes fewer requests, one list is read for all.
  func stillInstalling(of servers: [ServerID], among total: Int) async throws(PanelFailure) -> [ServerID]
  /// How many requests it takes to ask which of so many servers are being installed.
  func requestsForInstalling(_ servers: Int, among total: Int) -> Int
}
