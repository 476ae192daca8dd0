public import Applier
import Git
public import Logging
import Panel
import Planner

/// What a server is started with.
public struct ServerSetup: Sendable {
  public let configuration: ServerConfiguration
  /// The folder of the machine's file, from which its paths lead: absolute.
  public let folder: String
  /// The process's environment.
  public let environment: [String: String]
  public let version: String
  /// This process: its number, and who and where it is, for whoever waits for its lock.
  public let process: Int32
  public let owner: String
  public let panel: PanelAccess
  public let time: LockRequest.Time
  public let chance: @Sendable () -> Double
  public let log: Logger
  public let limits: ListenLimits
  /// How it is seen what servers do; nil where nobody can.
  public var bots: BotAccess?
  /// Told the ports once the listeners are there: of the server, and of metrics.
  public var running: @Sendable (ListenerKind, Int) async -> Void = { _, _ in }

  public enum ListenerKind: Sendable { case server, metrics }

  public init(
    _ configuration: ServerConfiguration, in folder: String, environment: [String: String], version: String,
    process: Int32, owner: String, panel: PanelAccess, time: LockRequest.Time, chance: @escaping @Sendable () -> Double,
    log: Logger
  ) {
    (self.configuration, self.folder, self.environment) = (configuration, folder, environment)
    (self.version, self.process, self.owner, self.panel) = (version, process, owner, panel)
    (self.time, self.chance, self.log, self.limits) = (time, chance, log, configuration.limits)
  }

  /// A path of the machine's file.
  func path(_ text: String) -> String { text.hasPrefix("/") ? text : "\(folder)/\(text)" }

  /// The environment for git and for the panel: without the secrets that neither has any use for.
  var inner: [String: String] {
    let own = Set(configuration.variables.map(\.name.text))
    return environment.filter { !own.contains($0.key) }
  }

  /// 32 hexadecimal digits.
  var nonce: @Sendable () -> String {
    let chance = chance
    return { (0..<32).map { _ in String(min(15, Int(chance() * 16)), radix: 16) }.joined() }
  }

  /// Opens a clone of the server's own, which is made where there is none.
  func openClone(_ folder: String) async throws(GitError) -> Repository {
    try await Repository.openServiceClone(
      in: folder, of: configuration.repository.remote, on: configuration.repository.branch, environment: inner, log: log
    )
  }

  /// Fetches the branch into a clone, and returns its tip; nil where the remote has no such branch.
  func follow(in clone: Repository) async throws(GitError) -> ObjectID? {
    try await clone.follow(configuration.repository.branch, environment: inner, within: .seconds(60), log: log)
  }

  /// The fleet in a clone.
  func workspace(in clone: String) async throws(WorkspaceFailure) -> Workspace {
    try await Workspace.open(
      clone, naming: .folder, fleetPath: configuration.repository.fleet, environmentFile: nil, environment: inner,
      log: log)
  }
}
