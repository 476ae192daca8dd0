public import Planner

/// What the rest of the program knows of what servers do: a second door to a panel, through an account that sees all of them.
///
/// It changes nothing that is declared. As a ``PanelClient`` does, it waits to stay within the panel's request limit, which the panel counts
/// apart from that one's, and throws failures that say what they mean. Servers are named by their uuid.
public protocol BotClient: Sendable {
  /// How a server's process is doing, or why nobody may ask. Panels remember what they say for 20 seconds.
  func look(at server: String) async throws(PanelFailure) -> ServerLook
  /// What was done to a server's process, latest first: its last hundred starts, stops, commands and installations.
  func activity(of server: String) async throws(PanelFailure) -> [BotActivity]
  /// What a server's schedules did to its process when they ran last, which its activity does not show.
  func schedules(of server: String) async throws(PanelFailure) -> [BotActivity]
  /// Whether a server's customer has given it what it needs: whether the first of some variables that the panel shows has another value than
  /// none and the one that new servers get. The value itself is not kept.
  ///
  /// - Parameter variables: with what new servers get.
  func token(of server: String, in variables: [String: String]) async throws(PanelFailure) -> TokenFact
  /// Asks a server's node to do something with its process. A success says that it was asked, not that it is done.
  func send(_ signal: PowerSignal, to server: String) async throws(PanelFailure)
  /// Where a server's files are put; nil where the panel does not say.
  func files(of server: String) async throws(PanelFailure) -> FileHost?
  /// How much of the panel's request limit is used, and by whom, as its answers told so far; nil where none did.
  var requestUse: RequestUse? { get async }
  /// How many requests of this connection were answered how, and how many the panel allows from now on in its minute.
  var requestCounts: RequestCounts { get async }
}

/// What a node is asked to do with a server's process.
public enum PowerSignal: String, Hashable, Sendable, CaseIterable {
  /// Does nothing where the process is there.
  case start
  case stop, restart, kill
}

/// One look at a server.
public enum ServerLook: Hashable, Sendable {
  case process(ProcessLook)
  /// The panel lets nobody ask.
  case closed(Closure)

  /// Why nobody may ask how a server is doing.
  public enum Closure: Hashable, Sendable {
    case suspended, installing, installFailed, restoring, moving, nodeInMaintenance
    /// The panel does not say why.
    case unfamiliar
  }
}

/// What a daemon says of a server's process.
public struct ProcessLook: Hashable, Sendable {
  public let power: ServerCondition.Power
  /// Of one core: 200 is two cores.
  public let cpuPercent: Double
  public let memoryBytes: Int
  public let diskBytes: Int
  public let receivedBytes: Int
  public let sentBytes: Int
  public let uptimeSeconds: Int

  public init(
    power: ServerCondition.Power, cpuPercent: Double, memoryBytes: Int, diskBytes: Int, receivedBytes: Int,
    sentBytes: Int, uptimeSeconds: Int
  ) {
    (self.power, self.cpuPercent, self.memoryBytes, self.diskBytes) = (power, cpuPercent, memoryBytes, diskBytes)
    (self.receivedBytes, self.sentBytes, self.uptimeSeconds) = (receivedBytes, sentBytes, uptimeSeconds)
  }
}

/// Something that was done to a server, by whomever.
public struct BotActivity: Hashable, Sendable {
  public let deed: Deed
  /// To the second of the panel's clock. What somebody did on the panel's pages appears up to a minute later.
  public let at: Instant

  public enum Deed: Hashable, Sendable, CaseIterable {
    case start, stop, restart, kill
    /// A line typed into its console, which may have been the egg's stop command.
    case command
    case reinstall
    /// A backup was put back, for which the process is stopped.
    case restore
  }

  public init(_ deed: Deed, at: Instant) { (self.deed, self.at) = (deed, at) }
}

/// What is known of the variable that a bot signs in with.
public enum TokenFact: String, Hashable, Sendable, CaseIterable {
  /// It is empty, or has what it had when the server was made.
  case missing
  case given
  /// The panel shows none of the variables.
  case unknown
}

/// What became of a connection's requests.
public struct RequestCounts: Hashable, Sendable {
  /// By the status of the answer; 0 where none came.
  public let byStatus: [Int: Int]
  /// How many requests a minute the panel answers; nil where it never said.
  public let perMinute: Int?
  /// How many were left in the panel's minute according to its latest answer; nil where it never said.
  public let left: Int?

  public init(byStatus: [Int: Int], perMinute: Int?, left: Int?) {
    (self.byStatus, self.perMinute, self.left) = (byStatus, perMinute, left)
  }
}
