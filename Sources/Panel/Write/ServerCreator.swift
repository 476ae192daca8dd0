import Planner

/// Makes servers. A create is sent once; whatever became of one without a clear answer is looked up by its external id,
/// which the panel keeps unique.
struct ServerCreator {
  let reader: ServerReader

  private static let addressesToTry = 5
  private static let lookUpsAfterSilence = 3

  private var connection: PanelConnection { reader.connection }

  /// Takes the planned address or, where somebody was faster, the next free one on the same node.
  func create(_ new: NewServer) async throws(PanelFailure) -> Creation {
    let owner = try await resolve(new.spec.details.owner, over: connection)
    let node = new.placement.node
    var allocation = new.placement.allocation.id
    for _ in 0..<Self.addressesToTry {
      do throws(PanelFailure) {
        return try await create(new, creationBody(new, owner: owner, on: allocation), on: node)
      } catch {
        guard case .taken(.allocation) = error else { throw error }
        allocation = try await nextFree(on: node, besides: allocation)
      }
    }
    throw .taken(.allocation(allocation))
  }

  private func nextFree(on node: NodeID, besides taken: AllocationID) async throws(PanelFailure) -> AllocationID {
    let free = try await freeAllocations(on: node, over: connection)
    guard let next = free.first(where: { $0.id != taken }) else { throw .noFreeAllocation(node) }
    return next.id
  }

  private func create(_ new: NewServer, _ body: JSONValue, on node: NodeID) async throws(PanelFailure) -> Creation {
    do throws(PanelFailure) {
      let wire = try await reader.server(answering: .createServer(body, on: node))
      return .made(PlacedServer(wire))
    } catch {
      guard let doubt = Doubt(error) else { throw error }
      return try await settle(doubt, of: new, after: error)
    }
  }

  /// What a failed create leaves open.
  private enum Doubt {
    /// The panel says that the external id is taken: by an earlier try, or by somebody faster.
    case externalIDTaken
    /// The address is taken; but the panel says so of the external id only afterwards.
    case allocationTaken
    /// Two creates collided; the panel does not say over what (recording 32-020).
    case collided
    /// The panel failed and undid what it had done, or did not.
    case failed
    /// No answer came: the panel may still be at work.
    case silent

    /// Nil where nothing was made for certain.
    init?(_ failure: PanelFailure) {
      switch failure {
      case .rejected(let rejections):
        if rejections.contains(where: { $0.field == "external_id" && $0.rule == "unique" }) {
          self = .externalIDTaken
        } else if !rejections.isEmpty,
          rejections.allSatisfy({ $0.field == "allocation.default" && $0.rule == "exists" })
        {
          self = .allocationTaken
        } else {
          return nil
        }
      case .failing(500, "UniqueConstraintViolationException"?): self = .collided
      case .failing, .daemonFailed: self = .failed
      case .noAnswer(.perhaps, _), .unreadable: self = .silent
      case .noAnswer(.never, _), .unusableURL, .access, .cancelled, .notAPanel, .throttled, .inMaintenance,
        .listKeepsMoving, .noSuch, .taken, .noFreeAllocation, .refused, .stale, .fateUnknown:
        return nil
      }
    }
  }

  private func settle(
    _ doubt: Doubt, of new: NewServer, after failure: PanelFailure
  ) async throws(PanelFailure) -> Creation {
    switch doubt {
    case .allocationTaken:
      throw .taken(.allocation(new.placement.allocation.id))
    case .externalIDTaken, .failed:
      guard let found = try await find(new.order) else { throw failure }
      return .found(found)
    case .collided:
      guard let found = try await find(new.order) else { throw .taken(.allocation(new.placement.allocation.id)) }
      return .found(found)
    case .silent:
      return .found(try await findAfterSilence(new.order, failure))
    }
  }

  private func find(_ order: OrderID) async throws(PanelFailure) -> PlacedServer? {
    switch try await reader.find(externalID: order.text) {
    case .found(let server): return server
    case .nothing: return nil
    case .similar(let id): throw .taken(.externalID(by: id))
    }
  }

  /// A panel that was cut off goes on working (recordings 32-015, 32-016): it is given some seconds to show the server.
  private func findAfterSilence(_ order: OrderID, _ failure: PanelFailure) async throws(PanelFailure) -> PlacedServer {
    let backoff = Backoff()
    for number in 0..<Self.lookUpsAfterSilence {
      if let found = try await find(order) { return found }
      try await connection.sleep(backoff.pause(before: number, chance: connection.time.chance()))
    }
    throw .fateUnknown(failure.description)
  }
}
