public import HTTP
public import Panel
public import Planner

/// How a run reaches what a panel's servers do, beside what the fleet says.
public struct BotAccess: Sendable {
  /// Gives a client; nothing is sent yet.
  public typealias Connect =
    @Sendable (PanelKind, PanelURL, Secret, RunOptions) async throws(PanelFailure) -> any BotClient

  let connect: Connect

  /// Access that somebody provides: a test, say, with servers of values.
  public init(connect: @escaping Connect) { self.connect = connect }

  /// Access over the connections of the process, which share a request budget for each panel and key.
  public init(_ connections: PanelConnections) {
    self.init { kind, url, key, run async throws(PanelFailure) in
      try await connections.bots(of: kind, at: url, key: key, for: run)
    }
  }
}

/// A fleet's panel, open for what its servers do.
public struct BotDoor: Sendable {
  public let client: any BotClient
  /// Which panel that is.
  public let address: FleetSettings.PanelAddress
}

/// Why that door stays closed.
public enum BotDoorFailure: Error, Sendable {
  /// The environment holds no key for it.
  case noClientKey
  case fleet(ApplyFailure)
}

extension BotDoorFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noClientKey: "\(EnvironmentVariable.clientKey.rawValue) is not set"
    case .fleet(let failure): failure.description
    }
  }
}

extension Workspace {
  /// Opens a fleet's panel for what its servers do, as a commit's settings say. Nothing is sent yet.
  public func openBots(at revision: String, _ access: BotAccess) async throws(BotDoorFailure) -> BotDoor {
    guard let key = runEnvironment.clientKey else { throw .noClientKey }
    do throws(ApplyFailure) {
      let settings = try await readSettings(at: try await resolve(revision))
      guard let value = settings.value else { throw .documents(settings.diagnostics) }
      guard let address = value.panel else { throw .noPanel }
      do throws(PanelFailure) {
        let run = RunOptions(
          variables: [], reservePercent: address.reservePercent,
          daemonTimeout: address.daemonTimeoutSeconds.map { .seconds($0) }, log: log)
        let client = try await access.connect(
          address.kind, try PanelURL(address.url, encryption: runEnvironment.encryption), key, run)
        return BotDoor(client: client, address: address)
      } catch {
        throw .panel(error)
      }
    } catch {
      throw .fleet(error)
    }
  }
}
