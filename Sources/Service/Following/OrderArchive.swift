import Applier
import Git
import Health
import History
import Logging
import Panel
import Planner
import Views

/// What git and health tell of one order's past, fetched when somebody looks at it, and kept while the branch stays where it is.
actor OrderArchive {
  private let setup: ServerSetup
  private let clone: String
  private let health: HealthPart
  /// Where files are put, by server; nil where that is not known.
  private var files: [String: (access: FileAccess?, at: Duration)] = [:]
  private var known: [OrderID: [HistoryEvent]] = [:]
  private var knownAt: ObjectID?
  private var isPrepared = false

  init(_ setup: ServerSetup, clone: String, health: HealthPart) {
    (self.setup, self.clone, self.health) = (setup, clone, health)
  }

  func material(of order: OrderID, _ wish: MaterialWish, at tip: ObjectID) async -> OrderMaterial {
    var material = OrderMaterial()
    do {
      material.timeline = try await timeline(of: order, at: tip)
      if let path = wish.path { material.document = try await setup.workspace(in: clone).text(at: path, of: tip) }
    } catch HistoryFailure.unknownOrder {
      // It is a delivery's, and not in git yet.
    } catch {
      material.isTimelineMissing = true
    }
    if let server = wish.server {
      material.chart = await health.history(of: server.uuid)
      material.files = await fileAccess(server: server, customer: wish.customer, at: tip)
    }
    return material
  }

  /// Where a customer puts a server's files. The panel is asked once an hour, and nobody waits for it for long.
  private func fileAccess(server: OrderResult.Server, customer: String?, at tip: ObjectID) async -> FileAccess? {
    guard let customer else { return nil }
    let now = setup.time.elapsed()
    if let known = files[server.uuid], now - known.at < (known.access == nil ? .seconds(60) : .seconds(3600)) {
      return known.access
    }
    if files.count > 20_000 { files = [:] }
    // Whoever asks at the same time does without.
    files[server.uuid] = (nil, now)
    let access = await ask(server, customer, at: tip)
    files[server.uuid] = (access, now)
    return access
  }

  private func ask(_ server: OrderResult.Server, _ customer: String, at tip: ObjectID) async -> FileAccess? {
    do {
      guard let host = try await health.files(of: server.uuid) else { return nil }
      let door = try await setup.workspace(in: clone).openCustomers(at: tip.description, setup.panel)
      guard let name = try await door.username(of: customer) else { return nil }
      return FileAccess(host: host.host, port: host.port, user: "\(name).\(server.identifier)")
    } catch {
      return nil
    }
  }

  private func timeline(of order: OrderID, at tip: ObjectID) async throws -> [HistoryEvent] {
    if knownAt != tip { (known, knownAt) = ([:], tip) }
    if let events = known[order] { return events }
    let workspace = try await setup.workspace(in: clone)
    guard let repository = workspace.repository else { return [] }
    let program = try await GitProgram.find(in: setup.inner, log: setup.log)
    let history = FleetHistory(
      of: FleetFolder(workspace.fleetPath), in: repository, through: program, upTo: tip)
    if !isPrepared {
      isPrepared = true
      try await history.prepare(now: setup.time.now().seconds) { [log = setup.log] in log.info("\($0)") }
    }
    let events = try await history.timeline(of: order)
    if knownAt == tip {
      if known.count > 500 { known = [:] }
      known[order] = events
    }
    return events
  }
}

/// What a page of an order shows beside what is in memory.
struct MaterialWish: Sendable {
  /// Its server, where it has one.
  let server: OrderResult.Server?
  /// Whose files are put there: for the customer's page; nil for none.
  var customer: String?
  /// Where its document stands: for administrators; nil for none.
  var path: String?
}
