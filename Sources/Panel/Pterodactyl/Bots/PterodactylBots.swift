public import HTTP
import Planner

/// What servers of a Pterodactyl panel do, through its Client API, for a key of an account that sees all of them: an administrator's.
public struct PterodactylBots: BotClient {
  let connection: PanelConnection

  /// Sends nothing yet; throws only where the machine has no thread or pipe left.
  public init(
    at url: PanelURL, key: Secret, _ options: ConnectionOptions, for run: RunOptions
  ) throws(PanelFailure) {
    self.init(
      try PanelConnection(
        to: url, key, options, run, api: .client,
        daemonTimeout: run.daemonTimeout ?? PanelConnection.usualDaemonTimeout))
  }

  private init(_ connection: PanelConnection) { self.connection = connection }

  /// The same for another run, over the same connection and within the same request budget. A limit on which an earlier run gave up is tried
  /// again.
  public func serving(_ run: RunOptions) async -> PterodactylBots {
    await connection.budget.tryAgain()
    return PterodactylBots(
      PanelConnection(
        sharing: connection, run, daemonTimeout: run.daemonTimeout ?? PanelConnection.usualDaemonTimeout))
  }

  public func look(at server: String) async throws(PanelFailure) -> ServerLook {
    // What kept everybody out may be over by the time it is asked for.
    for _ in 1...2 {
      if let look = try await process(of: server) { return look }
      if let closure = try await closure(of: server) { return .closed(closure) }
    }
    return .closed(.unfamiliar)
  }

  /// Nil where the panel lets nobody ask.
  private func process(of server: String) async throws(PanelFailure) -> ServerLook? {
    let call = APIRequest.get("\(try path(server))/resources", needs: .servers)
    do throws(PanelFailure) {
      let resources = try await connection.value(of: call) { response throws(PanelFailure) in
        try decodeItem(WireResources.self, from: response, to: call)
      }
      return resources.isSuspended ? .closed(.suspended) : .process(resources.look)
    } catch {
      // It does not say which of its states keeps everybody out (recording 43-005).
      guard case .refused(409, _) = error else { throw error }
      return nil
    }
  }

  /// Nil where nothing keeps anybody out.
  private func closure(of server: String) async throws(PanelFailure) -> ServerLook.Closure? {
    let call = APIRequest.get(try path(server), needs: .servers)
    let seen = try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireOwnServer.self, from: response, to: call)
    }
    if seen.isSuspended == true || seen.status == "suspended" { return .suspended }
    if seen.isNodeInMaintenance == true { return .nodeInMaintenance }
    if seen.isTransferring { return .moving }
    switch seen.status {
    case "installing"?: return .installing
    case "install_failed"?, "reinstall_failed"?: return .installFailed
    case "restoring_backup"?: return .restoring
    case _?: return .unfamiliar
    case nil: return seen.isInstalling == true ? .installing : nil
    }
  }

  public func activity(of server: String) async throws(PanelFailure) -> [BotActivity] {
    let events = WireActivity.wantedEvents.map(percentEncoded).joined(separator: ",")
    let call = APIRequest.get(
      "\(try path(server))/activity", ["sort=-timestamp", "per_page=100", "filter%5Bevent%5D=\(events)"],
      needs: .servers)
    let page = try await connection.value(of: call) { response throws(PanelFailure) in
      try decode(Page<WireActivity>.self, from: response, to: call)
    }
    for (index, entry) in page.data.enumerated() {
      guard let violation = entry.attributes.violation else { continue }
      throw .unreadable(.never, unreadable(violation, at: "data.\(index).attributes", call))
    }
    // A panel that does not know the order gives another.
    return page.data.compactMap(\.attributes.activity).enumerated()
      .sorted { ($1.element.at, $0.offset) < ($0.element.at, $1.offset) }.map(\.element)
  }

  public func schedules(of server: String) async throws(PanelFailure) -> [BotActivity] {
    let call = APIRequest.get("\(try path(server))/schedules", needs: .servers)
    let shown = try await connection.value(of: call) { response throws(PanelFailure) in
      try decode(WireSchedules.self, from: response, to: call)
    }
    for (index, schedule) in shown.data.enumerated() {
      guard let violation = schedule.attributes.violation else { continue }
      throw .unreadable(.never, unreadable(violation, at: "data.\(index).attributes", call))
    }
    return shown.data.compactMap(\.attributes.activity)
  }

  public func token(of server: String, in variables: [String: String]) async throws(PanelFailure) -> TokenFact {
    let call = APIRequest.get("\(try path(server))/startup", needs: .servers)
    let shown = try await connection.value(of: call) { response throws(PanelFailure) in
      try decode(WireOwnVariables.self, from: response, to: call)
    }
    for variable in shown.data.map(\.attributes) {
      guard let initial = variables[variable.name] else { continue }
      return (variable.value ?? "").isEmpty || variable.value == initial ? .missing : .given
    }
    return .unknown
  }

  public func send(_ signal: PowerSignal, to server: String) async throws(PanelFailure) {
    _ = try await connection.send(
      APIRequest(
        method: .post, path: "\(try path(server))/power", query: [],
        body: .object([.init("signal", .string(signal.rawValue))]), permission: .servers, repetition: .never,
        patience: .usual, node: nil))
  }

  public var requestUse: RequestUse? { get async { await connection.budget.use } }

  public var requestCounts: RequestCounts { get async { await connection.budget.counts } }

  /// A server's path by its uuid, which comes out of a record and is one.
  func path(_ server: String) throws(PanelFailure) -> String {
    guard WireViolation.inIdentity(uuid: server, identifier: String(server.prefix(8))) == nil else {
      throw .notFound(.subject(of: "the server “\(escapedForDisplay(server, upTo: 100))”"))
    }
    return "servers/\(server)"
  }
}
