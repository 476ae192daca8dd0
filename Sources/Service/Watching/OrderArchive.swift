import Applier
import Git
import Health
import History
import Logging
import Planner
import Views

/// What git and health tell of one order's past, fetched when somebody looks at it, and kept while the branch stays where it is.
actor OrderArchive {
  private let setup: ServerSetup
  private let clone: String
  private let health: (any HealthReading)?
  private var known: [OrderID: [HistoryEvent]] = [:]
  private var knownAt: ObjectID?
  private var isPrepared = false

  init(_ setup: ServerSetup, clone: String, health: (any HealthReading)?) {
    (self.setup, self.clone, self.health) = (setup, clone, health)
  }

  /// - Parameter status: of the order, as whoever may see it got it.
  func material(of order: OrderID, server: String?, path: String?, at tip: ObjectID) async -> OrderMaterial {
    var material = OrderMaterial()
    do {
      material.timeline = try await timeline(of: order, at: tip)
      if let path { material.document = try await setup.workspace(in: clone).text(at: path, of: tip) }
    } catch HistoryFailure.unknownOrder {
      // It is a delivery's, and not in git yet.
    } catch {
      material.isTimelineMissing = true
    }
    if let server, let health { material.chart = await health.history(of: server) }
    return material
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
