public import HTTP
import Logging
public import Panel
public import Planner

/// How a run reaches its panel, beside what the fleet says.
public struct PanelAccess: Sendable {
  /// Gives a run's client of a panel; nothing is sent yet.
  public typealias Connect =
    @Sendable (PanelKind, PanelURL, Secret, RunOptions) async throws(PanelFailure) ->
    any PanelClient

  let connect: Connect
  /// Called with how much of the panel's servers has been read, from any thread.
  public let tell: @Sendable (ReadingProgress) -> Void
  /// Called when requests begin to wait for the panel's limit, from any thread.
  public let tellOfWait: @Sendable (LimitWait) -> Void

  /// Access that somebody provides: a test, say, with a panel of values.
  public init(
    tell: @escaping @Sendable (ReadingProgress) -> Void = { _ in },
    tellOfWait: @escaping @Sendable (LimitWait) -> Void = { _ in }, connect: @escaping Connect
  ) {
    self.connect = connect
    self.tell = tell
    self.tellOfWait = tellOfWait
  }

  /// The same access with other receivers of news.
  func telling(
    _ tell: @escaping @Sendable (ReadingProgress) -> Void, ofWaits tellOfWait: @escaping @Sendable (LimitWait) -> Void
  ) -> PanelAccess {
    PanelAccess(tell: tell, tellOfWait: tellOfWait, connect: connect)
  }

  /// Access over the connections of the process, which share a request budget for each panel and key.
  public init(
    _ connections: PanelConnections, tell: @escaping @Sendable (ReadingProgress) -> Void = { _ in },
    tellOfWait: @escaping @Sendable (LimitWait) -> Void = { _ in }
  ) {
    self.init(tell: tell, tellOfWait: tellOfWait) { kind, url, key, run async throws(PanelFailure) in
      try await connections.client(of: kind, at: url, key: key, for: run)
    }
  }
}

extension PanelAccess {
  /// A run's client of a panel; nothing is sent yet.
  func client(
    of address: FleetSettings.PanelAddress, at url: PanelURL, key: Secret, reading variables: Set<String>, log: Logger
  ) async throws(PanelFailure) -> any PanelClient {
    try await connect(
      address.kind, url, key,
      RunOptions(
        variables: variables, reservePercent: address.reservePercent,
        daemonTimeout: address.daemonTimeoutSeconds.map { .seconds($0) }, tell: tell, tellOfWait: tellOfWait, log: log))
  }
}

extension Workspace {
  /// The panel of a fleet, with what its documents declare; nothing is sent yet.
  func connect(to fleet: Fleet, _ access: PanelAccess) async throws(ApplyFailure) -> any PanelClient {
    try await connect(to: fleet.settings, reading: fleet.declaredVariables, access)
  }

  /// The panel of a fleet of which no order is read yet, so that its servers show what is known to be declared so far.
  func connect(to outline: FleetOutline, _ access: PanelAccess) async throws(ApplyFailure) -> any PanelClient {
    try await connect(to: outline.settings, reading: outline.declaredVariables, access)
  }

  /// The panel that a fleet's settings name; nothing is sent yet.
  ///
  /// - Parameter variables: what its servers show, for this fleet and others that are planned beside it.
  func connect(
    to settings: FleetSettings, reading variables: Set<String>, _ access: PanelAccess
  ) async throws(ApplyFailure) -> any PanelClient {
    guard let address = settings.panel else { throw .noPanel }
    guard let key = runEnvironment.key else { throw .noKey }
    do throws(PanelFailure) {
      let url = try PanelURL(address.url, encryption: runEnvironment.encryption)
      return try await access.client(of: address, at: url, key: key, reading: variables, log: log)
    } catch {
      throw .panel(error)
    }
  }
}
