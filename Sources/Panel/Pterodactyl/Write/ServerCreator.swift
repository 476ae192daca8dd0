import Planner

/// Creates servers. A create is sent once; if it gets no clear answer, the server is looked up by its external id,
/// which the panel keeps unique.
struct ServerCreator {
  let reader: ServerReader
  /// Addresses that are planned for others.
  let spared: Set<AllocationID>

  private static let addressesToTry = 5
  private static let lookUpsAfterSilence = 3

  private var connection: PanelConnection { reader.connection }

  /// Uses the planned address or, where somebody was faster, the next free one on the same node. What the panel's
  /// database has undone is tried again.
  func create(_ new: NewServer) async throws(PanelFailure) -> Creation {
    let owner = try await resolve(new.spec.details.owner, over: connection)
    var tried: [AllocationID] = []
    var next = new.placement.allocation.id
    let backoff = Backoff()
    var repetition = 0
    while true {
      do throws(PanelFailure) {
        return try await create(new, owner: owner, at: next)
      } catch {
        if isOfDatabase(error), !error.mayHaveTakenEffect, repetition < backoff.repetitions(after: error) {
          try await connection.sleep(backoff.pause(before: repetition, chance: connection.time.chance()))
          repetition += 1
          continue
        }
        tried.append(next)
        guard case .taken(.allocation) = error, tried.count < Self.addressesToTry else { throw error }
        next = try await nextFree(on: new.placement.node, besides: tried)
      }
    }
  }

  /// Addresses planned for others are theirs while anything else is free. Otherwise each server that loses its address
  /// would take the next one's.
  private func nextFree(on node: NodeID, besides tried: [AllocationID]) async throws(PanelFailure) -> AllocationID {
    let free = try await freeAllocations(on: node, over: connection).map(\.id).filter { !tried.contains($0) }
    guard let next = free.first(where: { !spared.contains($0) }) ?? free.first else { throw .noFreeAllocation(node) }
    return next
  }

  private func create(
    _ new: NewServer, owner: UserID, at allocation: AllocationID
  ) async throws(PanelFailure) -> Creation {
    do throws(PanelFailure) {
      let body = creationBody(new, owner: owner, on: allocation)
      return .made(try await reader.server(answering: .createServer(body, on: new.placement.node)).placed)
    } catch {
      switch doubt(leftBy: error) {
      case .nothing: throw error
      case .allocationTaken: throw .taken(.allocation(allocation))
      case .server(let otherwise):
        guard let found = try await find(new.order, after: error) else { throw otherwise(allocation) }
        return .found(found)
      case .serverAtWork(let otherwise):
        guard let found = try await find(new.order, after: error) else { throw otherwise(allocation) }
        return .found(try standing(found, error))
      case .noResponse:
        return .found(try standing(try await findAfterSilence(new.order, error), error))
      }
    }
  }

  /// What a failed create leaves open.
  private enum Doubt {
    /// Certainly nothing was made.
    case nothing
    /// Nothing was made, because somebody else has the address.
    case allocationTaken
    /// There may be a server, and the panel has finished; where there is none, this is the failure.
    case server(otherwise: (AllocationID) -> PanelFailure)
    /// There may be a server, and the panel may still be working on it; where there is none, this is the failure.
    case serverAtWork(otherwise: (AllocationID) -> PanelFailure)
    /// The panel may still be working.
    case noResponse
  }

  private func doubt(leftBy failure: PanelFailure) -> Doubt {
    switch failure {
    case .rejected(let rejections):
      if rejections.contains(where: { $0.field == "external_id" && $0.rule == "unique" }) {
        return .serverAtWork { _ in failure }
      }
      return rejections.allSatisfy { $0.field == "allocation.default" && $0.rule == "exists" }
        ? .allocationTaken : .nothing
    // Two creates collided; the panel does not say over what (recording 32-020).
    case .failing(_, 500, "UniqueConstraintViolationException"?): return .serverAtWork { .taken(.allocation($0)) }
    // The panel itself says that it has finished, and has undone what it did.
    case .failing(_, _, _?): return .server { _ in failure.withoutEffect }
    case .daemonFailed: return .server { _ in failure }
    case .noAnswer(.perhaps, _), .unreadable, .failing(_, _, nil): return .noResponse
    case .noAnswer(.never, _), .unusableURL, .access, .untrusted, .cancelled, .notAPanel, .throttled, .inMaintenance,
      .listKeepsMoving, .notFound, .taken, .noFreeAllocation, .refused, .stale, .outcomeUnknown:
      return .nothing
    }
  }

  /// A server that is installed stays. One that is not, the panel may still take back because of its daemon; recorded,
  /// it would count as vanished for ever.
  private func standing(_ found: PlacedServer, _ failure: PanelFailure) throws(PanelFailure) -> PlacedServer {
    if found.server.status == .installing { throw .outcomeUnknown(after: failure) }
    return found
  }

  /// A panel whose request was cut off goes on working (recordings 32-015, 32-016): it gets some seconds to show the
  /// server.
  private func findAfterSilence(_ order: OrderID, _ failure: PanelFailure) async throws(PanelFailure) -> PlacedServer {
    let backoff = Backoff()
    for number in 0..<Self.lookUpsAfterSilence {
      if number > 0 { try? await connection.sleep(backoff.pause(before: number, chance: connection.time.chance())) }
      if let found = try await find(order, after: failure) { return found }
    }
    throw .outcomeUnknown(after: failure)
  }

  /// Where even the look-up fails, the outcome of the create stays unknown: that is the failure, not why the look-up
  /// failed.
  private func find(_ order: OrderID, after failure: PanelFailure) async throws(PanelFailure) -> PlacedServer? {
    let finding: ServerReader.Finding
    do throws(PanelFailure) {
      finding = try await reader.find(externalID: order.text)
    } catch {
      throw .outcomeUnknown(after: failure)
    }
    switch finding {
    case .found(let server): return server
    case .nothing: return nil
    case .similar(let id): throw .taken(.externalID(by: id))
    }
  }
}
