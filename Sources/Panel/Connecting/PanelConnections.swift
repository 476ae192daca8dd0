public import HTTP
public import Planner

/// The connections of a process to its panels: one for each panel and key, for as long as the process lives, so that
/// all its runs share one request budget.
public actor PanelConnections {
  private struct Account: Hashable {
    let url: PanelURL
    let key: Secret
  }

  private let options: ConnectionOptions
  private var pterodactyls: [Account: PterodactylPanel] = [:]
  private var bots: [Account: PterodactylBots] = [:]

  /// No connection yet.
  public init(_ options: ConnectionOptions) {
    self.options = options
  }

  /// A run's client of a panel. Sends nothing yet; throws only where the machine has no thread or pipe left.
  public func client(
    of kind: PanelKind, at url: PanelURL, key: Secret, for run: RunOptions
  ) async throws(PanelFailure) -> any PanelClient {
    switch kind {
    case .pterodactyl:
      let open = try kept(Account(url: url, key: key), in: &pterodactyls) { () throws(PanelFailure) in
        try PterodactylPanel(at: url, key: key, options, for: RunOptions(variables: []))
      }
      return await open.serving(run)
    }
  }

  /// A run's door to what a panel's servers do, for the key of an account that sees all of them. Sends nothing yet; throws only where the
  /// machine has no thread or pipe left.
  public func bots(
    of kind: PanelKind, at url: PanelURL, key: Secret, for run: RunOptions
  ) async throws(PanelFailure) -> any BotClient {
    switch kind {
    case .pterodactyl:
      let open = try kept(Account(url: url, key: key), in: &bots) { () throws(PanelFailure) in
        try PterodactylBots(at: url, key: key, options, for: RunOptions(variables: []))
      }
      return await open.serving(run)
    }
  }
}

/// What is kept open for an account, which is opened where it is not. It has no listeners: a run's listeners end with the run.
private func kept<Key: Hashable, Door>(
  _ key: Key, in doors: inout [Key: Door], opening open: () throws(PanelFailure) -> Door
) throws(PanelFailure) -> Door {
  if let known = doors[key] { return known }
  let new = try open()
  doors[key] = new
  return new
}
