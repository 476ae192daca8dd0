import Git
import Panel
public import Planner

/// What `plan --accept-drift` asks for.
public struct AcceptDriftRequest: Sendable {
  public let source: FleetSource
  public let orders: [OrderID]
  public let asOf: Instant

  public init(source: FleetSource, orders: [OrderID], asOf: Instant) {
    self.source = source
    self.orders = orders
    self.asOf = asOf
  }
}

extension Workspace {
  /// Makes the edits that take drift over into orders, and reports the problems of all documents. Writes nothing to the
  /// panel or the repository.
  public func acceptDrift(
    _ request: AcceptDriftRequest, _ access: PanelAccess
  ) async throws(ApplyFailure) -> (acceptances: [AcceptedDrift], diagnostics: [Diagnostic]) {
    let reading = try await readFleet(from: request.source)
    let fleet = try requireFleet(of: reading, from: request.source)
    let files = try await listFiles(of: request.source)
    let listing = FleetListing(files.listed, in: fleetPath)
    var orders: [(Order, [UInt8])] = []
    for id in request.orders {
      guard !fleet.unreadable.contains(id), let order = fleet.order(id), let bytes = try await files.bytes(of: order)
      else { throw .noSoundOrder(id) }
      orders.append((order, bytes))
    }
    let trusted = try await trustedResults(beside: fleet)
    let panel = try await connect(to: fleet, access)
    do throws(PanelFailure) {
      // An owner is named by external id, so all users are read.
      let observation = try await observe(
        panel, for: [fleet], asOf: request.asOf.day, recreate: [], people: .all)
      let plan = makePlan(from: observation, to: fleet, trusting: trusted, asOf: request.asOf)
      let acceptances = orders.map { order, bytes in
        Planner.acceptDrift(
          order, bytes, in: listing, of: fleet, from: observation, trusting: trusted, planned: plan, asOf: request.asOf)
      }
      return (acceptances, reading.diagnostics)
    } catch {
      throw told(error, by: [fleet])
    }
  }
}

extension FleetFiles {
  /// The document that an order was read from; nil where it no longer exists.
  fileprivate func bytes(of order: Order) async throws(ApplyFailure) -> [UInt8]? {
    let number = listed.firstIndex { $0.path == order.path }
    let found = try await attempt { () throws(GitError) in try await file(number) }
    guard case .bytes(let bytes)? = found?.content else { return nil }
    return bytes
  }
}
