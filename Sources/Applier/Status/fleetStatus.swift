import Git
public import Planner

/// What is known of an order beside what its documents say.
public struct LastEdit: Sendable {
  /// The last commit that changed its document, and its subject.
  public let commit: String
  public let subject: String
  public let author: String
  public let at: Instant
}

/// Where the orders of a fleet stand.
public struct StatusReport: Sendable {
  public let status: FleetStatus
  /// The problems of all documents.
  public let diagnostics: [Diagnostic]
  /// Of the orders that were asked for by name, where git knows something.
  public let histories: [OrderID: LastEdit]
  /// The plan on the panel as it is now; nil where it was not asked.
  public let live: Plan?
}

extension Workspace {
  /// Reads where the orders of a fleet stand, from git alone; with `access` asks the panel beside it.
  ///
  /// - Parameters:
  ///   - orders: those to report; none stands for all.
  public func status(
    of source: FleetSource, orders: Set<OrderID>, asOf: Instant, now: @escaping @Sendable () -> Instant,
    _ access: PanelAccess?
  ) async throws(ApplyFailure) -> StatusReport {
    let reading = try await readAsItLies(source)
    let fleet = try requireFleet(of: reading, from: source)
    try fleet.requireOrders(orders)
    var histories: [OrderID: LastEdit] = [:]
    if !orders.isEmpty, let repository, let tip = fleet.revision.commit.flatMap({ ObjectID($0) }) {
      for order in fleet.orders where orders.contains(order.id) {
        histories[order.id] = await history(of: order.path, from: tip, in: repository)
      }
    }
    var status = makeStatus(of: fleet, asOf: asOf.day)
    if !orders.isEmpty { status = status.limited { orders.contains($0.id) } }
    guard let access else {
      return StatusReport(status: status, diagnostics: reading.diagnostics, histories: histories, live: nil)
    }
    let shown = try await plan(
      PlanRequest(source: source, base: nil, asOf: asOf, isDayGiven: true, now: now, orders: orders), access)
    return StatusReport(status: status, diagnostics: reading.diagnostics, histories: histories, live: shown.shown)
  }

  /// The fleet without asking git whether the working tree is what `HEAD` says: nothing is done for what is read so.
  func readAsItLies(_ source: FleetSource) async throws(ApplyFailure) -> FleetReading {
    guard case .workingTree = source else { return try await readFleet(from: source) }
    let files = try await listFiles(of: source)
    var head: String?
    if let repository { head = try? await repository.head().commit?.description }
    let revision = Revision.dirty(basedOn: head)
    return try await attempt { () throws(GitError) in
      joinFleet(try await read(files, keeping: .everything), at: revision)
    }
  }

  private func history(of path: String, from tip: ObjectID, in repository: Repository) async -> LastEdit? {
    guard let commit = try? await repository.log(from: tip, path: path, limit: 1).first else { return nil }
    return LastEdit(
      commit: commit.id.description, subject: String(commit.message.prefix { $0 != "\n" }), author: commit.author.name,
      at: Instant(seconds: Int(commit.committer.time)))
  }
}
